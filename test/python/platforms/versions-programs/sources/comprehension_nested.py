from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


def f():
    return [[t.name for t in row] for row in [[T("a"), T("b")], [T("c")]]]


print(f())


def g():
    fs = [lambda: t for t in [T("x"), T("y")]]
    print("made")
    r = fs[0]().name
    del fs
    print("functions dropped")
    return r


print(g())
print({t.name: len(t.name) for t in [T("k")]})
print("end")
