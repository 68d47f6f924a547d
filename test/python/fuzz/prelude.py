import gc
import sys
import weakref


class R:
    def __init__(self, name, *held):
        self.name = name
        self.held = list(held)

    def __del__(self):
        print("del", self.name)

    def __repr__(self):
        return f"<R {self.name}>"

    def __format__(self, spec):
        print("format", self.name, spec)
        self.held = None
        return spec

    def __add__(self, other):
        return R(self.name + 1000, self)

    def __enter__(self):
        print("enter", self.name)
        return R(self.name + 2000)

    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind and kind.__name__)
        return self.name % 2 == 0

    def __call__(self, *args):
        return R(self.name + 3000, *args)

    def __iter__(self):
        return iter(self.held)


class Sub(R):
    """In a cycle with itself."""

    def __init__(self, name, *held):
        super().__init__(name, *held)
        self.me = self

    def __del__(self):
        print("del sub", self.name)
        super().__del__()

    def __enter__(self):
        if self.name % 3 == 0:
            raise Fault(self)
        return super().__enter__()

    def __exit__(self, kind, value, traceback):
        if self.name % 3 == 1:
            raise ValueError(self.name)
        return None


class Slotted:
    __slots__ = ("name", "held", "me", "__weakref__")

    def __init__(self, name, *held):
        self.name = name
        self.held = held

    def __del__(self):
        print("del slotted", self.name)


class Back:
    """Comes back to life the first time."""

    def __init__(self, name, *held):
        self.name = name
        self.held = list(held)

    def __del__(self):
        print("del back", self.name)
        if self.name % 3 == 0:
            kept.append(self)


class Items(list):
    name = 0

    def __del__(self):
        print("del items", len(self))


class Table(dict):
    name = 1

    def __missing__(self, key):
        return R(8000, key)

    def __del__(self):
        print("del table", len(self))


class Fault(Exception):
    def __del__(self):
        print("del fault", len(self.args))


class Keyed:
    """Hashes that collide, comparisons that have effects."""

    def __init__(self, name, *held):
        self.name = name
        self.held = held

    def __hash__(self):
        if self.name % 7 == 6:
            raise Fault(self.name)
        return self.name % 4

    def __eq__(self, other):
        if self.name % 5 == 0:
            kept.clear()
        if not isinstance(other, Keyed):
            return NotImplemented
        return self.name % 3 == other.name % 3

    def __del__(self):
        print("del keyed", self.name)


class Maker:
    """A descriptor."""

    def __get__(self, instance, owner=None):
        return R(4000, instance)

    def __set__(self, instance, value):
        if isinstance(value, R):
            raise Fault(value)
        instance.__dict__["kept"] = value

    def __delete__(self, instance):
        del instance.__dict__["kept"]


class Props:
    desc = Maker()

    def __init__(self, name, *held):
        self.name = name
        self.hidden = held

    @property
    def held(self):
        return [R(self.name + 5000)]

    @held.setter
    def held(self, value):
        self.hidden = value
        if self.name % 2:
            raise Fault(value)

    @held.deleter
    def held(self):
        del self.hidden

    def __getattr__(self, name):
        if name == "me":
            return R(self.name + 5500, self)
        raise AttributeError(name)

    def __del__(self):
        print("del props", self.name)


class Broken:
    """Fails while it is made, or makes something else."""

    def __new__(cls, name, *held):
        if name % 5 == 0:
            raise Fault(name, *held)
        if name % 5 == 1:
            return R(name + 6000, *held)
        made = object.__new__(cls)
        made.name = name
        return made

    def __init__(self, name, *held):
        self.held = held
        if name % 5 == 2:
            raise ValueError(name)
        if name % 5 == 3:
            return self

    def __call__(self, *args):
        raise Fault(self)

    def __del__(self):
        print("del broken", self.name)


class Ops:
    def __init__(self, name, *held):
        self.name = name
        self.held = list(held)

    def __bool__(self):
        return self.name % 2 == 0

    def __lt__(self, other):
        if self.name % 5 == 0:
            kept.clear()
        return self.name % 7 < other.name % 7

    def __sub__(self, other):
        raise Fault(self, other)

    def __rsub__(self, other):
        return NotImplemented

    def __iadd__(self, other):
        self.held.append(other)
        return self

    def __getitem__(self, key):
        if key:
            raise KeyError(key)
        return self.held[key]

    def __setitem__(self, key, value):
        self.held.insert(0, value)
        if self.name % 3 == 0:
            raise Fault(key)

    def __delitem__(self, key):
        self.held = []

    def __contains__(self, thing):
        raise Fault(thing)

    def __len__(self):
        return len(self.held)

    def __repr__(self):
        self.held = []
        return f"<Ops {self.name}>"

    def __del__(self):
        print("del ops", self.name)


class Meta(type):
    def __call__(cls, *args, **named):
        print("making")
        made = super().__call__(*args, **named)
        print("made")
        return made


class Made(metaclass=Meta):
    def __init__(self, name, *held):
        self.name = name
        self.held = held

    def __init_subclass__(cls, **named):
        print("subclass", len(named))

    def __del__(self):
        print("del made", self.name)


class Waits:
    def __init__(self, name):
        self.name = name

    def __await__(self):
        got = yield R(self.name + 7000)
        return got

    def __del__(self):
        print("del waits", self.name)


kept = []
refs = []
left = [80]


def spent():
    """Whether the program has called enough."""
    left[0] -= 1
    return left[0] < 0


def count(thing):
    return sys.getrefcount(thing) if hasattr(thing, "name") else -1


def referrers(thing):
    """Of what has no name, such as None, all the interpreter's modules hold some."""
    return len(gc.get_referrers(thing)) if hasattr(thing, "name") else -1


def watch(thing, number):
    refs.append(weakref.ref(thing, lambda ref: print("gone", number, ref() is None)))
    return thing


def watch_badly(thing, number):
    refs.append(weakref.ref(thing, lambda: number))
    return thing


def give(*args, **named):
    return args[-1] if args else None


def one(first, second=None, *, third=None):
    return first


def fail(*args):
    raise Fault(*args)


def keep(thing):
    kept.append(thing)
    return thing


def drop(thing):
    kept.clear()
    return getattr(thing, "name", 0)


def many(*held):
    for one in held:
        try:
            got = yield one
            if got is not None:
                print("sent", type(got).__name__)
        except ValueError:
            print("thrown")
        finally:
            print("turn")


def chain(*held):
    got = yield from many(*held)
    return R(9000, got)


async def later(thing, name):
    got = await Waits(name)
    return thing, got


def text(thing):
    """Of what has no address in its text."""
    return thing if isinstance(thing, (R, Ops, int, str)) else type(thing).__name__


# The first warning imports more.
later(None, 0)

# Whatever the imports allocated is old from here on, on every implementation.
gc.collect()
