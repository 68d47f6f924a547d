from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


class O(object):
    def __del__(self):
        print("del sees", r() is None)


o = O()
r = weakref.ref(o, lambda ref: print("callback"))
del o
print("--")
o = O()
r = weakref.ref(o, lambda ref: print("callback"))
o.me = o
del o
gc.collect()
print("end", len(gc.garbage))
