import gc
import sys
import weakref


class R:
    def __init__(self, name, *held):
        self.name = name
        self.held = list(held)

    def __del__(self):
        print("del", self.name)

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


class Fault(Exception):
    def __del__(self):
        print("del fault", len(self.args))


kept = []
refs = []


def count(thing):
    return sys.getrefcount(thing) if hasattr(thing, "name") else -1


def watch(thing, number):
    refs.append(weakref.ref(thing, lambda ref: print("gone", number, ref() is None)))
    return thing


def give(*args, **named):
    return args[-1] if args else None


def fail(*args):
    raise Fault(*args)


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


# Whatever the imports allocated is old from here on, on every implementation.
gc.collect()
