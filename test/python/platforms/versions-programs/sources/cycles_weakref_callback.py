from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


class Node(object):
    pass


def gone(ref):
    print("callback", ref() is None)


a = Node()
b = Node()
a.b = b
b.a = a
r = weakref.ref(a, gone)
s = weakref.ref(b, gone)
b.own = weakref.ref(a, lambda ref: print("never called"))
del a, b
print("dropped", r() is None)
gc.collect()
print("collected", r() is None, s() is None)
