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
refs = [weakref.ref(o, lambda ref, k=k: print("callback", k)) for k in range(4)]
del refs[2]
del o
print("--")
o = O()
o.t = T("attribute")
r = weakref.ref(o, lambda ref: print("callback, attribute lives:", alive[0]))
alive = [True]
o = None
print("end")
