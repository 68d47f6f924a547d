from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


o = object()
print(sys.getrefcount(o))
l = [o, o]
print(sys.getrefcount(o))
d = {"k": o}
print(sys.getrefcount(o))


def f(x):
    return sys.getrefcount(x)


print(f(o))
t = (o,) * 5
print(sys.getrefcount(o))
del l, d, t
print(sys.getrefcount(o))
print(sys.getrefcount(None) > 1000000000, sys.getrefcount(1) > 1000000000, sys.getrefcount(()) > 1000000000)
print(sys.getrefcount("interned") > 1000000000, sys.getrefcount(int) > 1000000000, sys.getrefcount(True) > 1000000000)
print(sys.getrefcount(300.5), sys.getrefcount([]), sys.getrefcount({}))


class C(object):
    def m(self):
        return sys.getrefcount(self)


c = C()
print(c.m(), sys.getrefcount(c))
m = c.m
print(sys.getrefcount(c), m())
def gen(x):
    yield sys.getrefcount(x)
print(next(gen(o)), [sys.getrefcount(x) for x in [object()]])
