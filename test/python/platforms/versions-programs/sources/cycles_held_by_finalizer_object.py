from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


class Plain(object):
    pass


p = Plain()
q = Plain()
p.q = q
q.p = p
p.t = T("hangs on a cycle")
del p, q
print("dropped")
gc.collect()
print("collected", len(gc.garbage))
