from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


def source():
    for n in range(3):
        yield T("item %d" % n)


g = (t.name for t in source())
print(next(g))
print(next(g))
del g
print("--")
print(sum(len(t.name) for t in source()))
print("--")
print(any(t.name == "item 1" for t in source()))
print("end")
