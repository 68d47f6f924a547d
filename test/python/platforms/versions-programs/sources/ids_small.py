from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


print(id(1) == id(1), id(257) == id(int("257")), id(None) == id(None))
print(int("256") is int("256"), int("-5") is int("-5"), int("-6") is int("-6"))
print(id([]) == id([]), id({}) == id({}))
a = []
print(id(a) == id([]))
print(() is tuple([]), "" is "".join([]), frozenset() is frozenset())
s = "abc"
print(s[:] is s, s + "" is s, "".join([s]) is s, str(s) is s)
t = (1, 2)
print(t[:] is t, tuple(t) is t)
print("a b".split()[0] is "a b".split()[0], chr(97) is "cba"[2])
print(float("1.5") is float("1.5"), 1.5 is 1.5)
