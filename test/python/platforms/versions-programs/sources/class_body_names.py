from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


class C(object):
    t = T("class attribute")
    for k in range(2):
        u = T("loop %d" % k)
    del u
    print("body done")


print("class made")
C.t = None
print("--")
C.t = T("again")
del C.t
print("--")


def local():
    class D(object):
        t = T("of D")

    return None


local()
print("returned")
gc.collect()
print("collected")
