from enum import Enum, Flag, IntEnum, IntFlag, StrEnum, auto, unique


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    def shout(self):
        return self.name + "!"


print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color["BLUE"], Color.CRIMSON is Color.RED)
print(list(Color), len(Color), Color.RED.shout(), Color.RED in Color, Color.RED == 1, Color.RED is Color(1), isinstance(Color.RED, Color))
print(Color, type(Color).__name__, list(Color.__members__), {Color.RED: 1}[Color.RED], Color.RED != Color.BLUE)
for bad in (lambda: Color(9), lambda: Color["NO"], lambda: setattr(Color, "RED", 5), lambda: Color.RED < Color.BLUE):
    try:
        bad()
    except (ValueError, KeyError, AttributeError, TypeError) as e:
        print(type(e).__name__, e)


class Num(IntEnum):
    ONE = 1
    TWO = auto()


print(Num.ONE, repr(Num.TWO), Num.ONE + 1, Num.TWO > Num.ONE, Num(2), "%d" % Num.ONE, f"{Num.TWO}", sorted([Num.TWO, Num.ONE]))


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


print(Perm.R | Perm.X, repr(Perm.RW), Perm.R in Perm.RW, Perm.RW & Perm.W, ~Perm.R, bool(Perm.R & Perm.W), list(Perm.RW), Perm(0), list(Perm), Perm(7))


class IF(IntFlag):
    A = 1
    B = 2


print(IF.A | IF.B, repr(IF.A | IF.B), IF.A | 4, IF(3) == 3)


class Str(StrEnum):
    HELLO = auto()
    B = "x"


print(Str.HELLO, repr(Str.B), Str.B == "x", Str.HELLO.upper())


class Planet(Enum):
    EARTH = (5.97, 6.37)
    MARS = (0.64, 3.39)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius


print(Planet.EARTH.mass, Planet.MARS.value, Planet((0.64, 3.39)))
try:

    @unique
    class Dup(Enum):
        A = 1
        B = 1

except ValueError as e:
    print(e)
Animal = Enum("Animal", "CAT DOG")
print(Animal.CAT, list(Animal), Animal.DOG.value)


class Missing(Enum):
    A = 1

    @classmethod
    def _missing_(cls, value):
        return cls.A if value == "a" else None


print(Missing("a"))
match Color.RED:
    case Color.GREEN:
        print("green")
    case Color.RED:
        print("red")
