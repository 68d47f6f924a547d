from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


class Thing(object):
    pass


class Slotted(object):
    __slots__ = ("b", "a", "c")


for cls in (Thing, Slotted):
    o = cls()
    o.c = T("c")
    o.a = T("a")
    o.b = T("b")
    del o
    print("--")
o = Thing()
for name in ("one", "two", "three", "four", "five", "six", "seven"):
    setattr(o, name, T(name))
del o.three
print("--")
o.three = T("three again")
o.__dict__.clear()
print("end")
