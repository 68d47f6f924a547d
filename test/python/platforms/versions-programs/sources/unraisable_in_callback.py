from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


class O(object):
    pass


def bad(ref):
    raise RuntimeError("in callback")


o = O()
r = weakref.ref(o, bad)
del o
print("after")
o = O()
o.o = o
r = weakref.ref(o, bad)
del o
gc.collect()
print("end", r() is None)
