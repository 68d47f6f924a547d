from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


def f(a=T("default a"), b=[T("in default b")]):
    return len(b)


print(f())
f.__defaults__ = (None, [1])
print("replaced")
del f
g = lambda t=T("lambda default"): t.name
print(g())
g = None


def make():
    def inner(t=T("inner default")):
        return t.name

    return inner


i = make()
print(i())
i = make()
print("rebound")
i = 0
print("end")
