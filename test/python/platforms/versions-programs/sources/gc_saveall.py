from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


class P(object):
    pass


gc.collect()
gc.set_debug(gc.DEBUG_SAVEALL)
p = P()
p.p = p
l = []
l.append(l)
p.t = T("saved too")
del p, l
n = gc.collect()
print(n, sorted(type(o).__name__ for o in gc.garbage))
gc.set_debug(0)
del gc.garbage[:]
print("dropped")
gc.collect()
print("end")
