from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


class Acc(T):
    def __add__(self, other):
        return Acc(self.name + "+" + other.name)

    def __iadd__(self, other):
        self.name += "!"
        return self


a = Acc("a")
b = Acc("b")
c = a + b
print("sum")
a += b
print("in place")
a = a + b
print("rebound")
del a, b, c
print("end")
