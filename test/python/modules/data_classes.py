from dataclasses import FrozenInstanceError, asdict, astuple, dataclass, field, fields, is_dataclass, make_dataclass, replace
from typing import Any, ClassVar, Dict, Generic, List, NamedTuple, Optional, Protocol, TypeVar, Union, runtime_checkable


@dataclass
class Point:
    x: int
    y: int = 0
    tags: List[str] = field(default_factory=list, repr=False)
    count: ClassVar[int] = 5


p = Point(1)
q = Point(1, 0)
print(p, p == q, p.tags is q.tags, Point.count, [f.name for f in fields(p)], Point(3, y=4), p != Point(2))
print(asdict(Point(1, 2, ["a"])), astuple(Point(1, 2, ["a"])), replace(p, x=9), is_dataclass(Point), Point.__match_args__)
for bad in (lambda: Point(), lambda: Point(1, 2, [], 4), lambda: Point(1, z=3), lambda: hash(p)):
    try:
        bad()
    except TypeError as e:
        print(e)


@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0


v = Version(1, 2)
print(v < Version(1, 3), sorted([Version(2), Version(1, 5)]), hash(v) == hash(Version(1, 2)), {v: 1}[Version(1, 2)])
try:
    v.major = 3
except FrozenInstanceError as e:
    print(e)


@dataclass
class Base:
    a: int
    b: int = field(default=2, init=False)

    def __post_init__(self):
        self.total = self.a + self.b


@dataclass
class Child(Base):
    c: str = "c"


print(Child(1), Child(1).total, Child(4, "z"))


@dataclass(slots=True)
class Slotted:
    x: int
    y: int = 3


s = Slotted(1)
print(s, hasattr(s, "__dict__"), s.y)


@dataclass(kw_only=True)
class Kw:
    a: int
    b: int = 1


print(Kw(a=3))
try:
    Kw(3)
except TypeError as e:
    print(e)
try:

    @dataclass
    class Bad:
        x: list = []

except ValueError as e:
    print(e)
C = make_dataclass("C", [("x", int), ("y", int, field(default=5))])
print(C(1))


@dataclass
class Tree:
    value: int
    left: "Optional[Tree]" = None
    right: "Optional[Tree]" = None


t = Tree(1, Tree(2), Tree(3))
print(t, asdict(t)["left"])
t.left = t
print(t)
match Point(1, 2):
    case Point(1, y):
        print("matched", y)


class NT(NamedTuple):
    a: int
    b: str = "x"

    def both(self):
        return self.a, self.b


print(NT(1), NT(1, b="y").both(), NT._fields, isinstance(NT(1), tuple))
T = TypeVar("T")


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: List[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)


st = Stack[int]()
st.push(1)
print(st.items, Optional[int], Union[int, str], Dict[str, List[int]], Any, T, Stack[int])


@runtime_checkable
class Closer(Protocol):
    def close(self) -> None: ...


class Door:
    def close(self):
        pass


print(isinstance(Door(), Closer), isinstance(3, Closer))
