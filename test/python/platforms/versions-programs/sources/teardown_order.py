from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


z = T("z")
_p = T("_p")
__q = T("__q")
a = T("a")


class K(object):
    k = T("class attribute")


def f(d=T("default")):
    return d


m = [T("m0"), T("m1")]
c = T("cycle")
c.c = c
g = (T("in generator") for _ in "x")
print("main done")
