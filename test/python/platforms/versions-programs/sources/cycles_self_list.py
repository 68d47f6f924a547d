from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


l = [T("in list")]
l.append(l)
d = {"self": None, "t": T("in dict")}
d["self"] = d
del l, d
print("dropped")
print(gc.collect() >= 2, len(gc.garbage))
