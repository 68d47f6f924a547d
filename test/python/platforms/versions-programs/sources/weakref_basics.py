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


o = O()
r = weakref.ref(o, lambda ref: print("callback 1"))
s = weakref.ref(o, lambda ref: print("callback 2"))
p = weakref.ref(o)
print(p is weakref.ref(o), r is s, weakref.getweakrefcount(o))
del o
print(r(), s(), p())
o = O()
proxy = weakref.proxy(o)
proxy.x = 5
print(o.x)
del o
try:
    proxy.x
except ReferenceError as e:
    print("ReferenceError:", e)
for thing in (1, "s", (), None):
    try:
        weakref.ref(thing)
    except TypeError as e:
        print(e)
