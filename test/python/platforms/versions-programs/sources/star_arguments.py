from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


def f(*args, **named):
    print("in f", len(args), len(named))
    args = None
    print("args dropped")
    named.clear()
    print("named cleared")


f(T("a0"), T("a1"), k=T("k"))
print("--")
l = [T("l0"), T("l1")]
f(*l)
print("still in list", len(l))
del l
print("--")


def g(first, *rest):
    del first
    print("first deleted")
    return rest


r = g(*[T("x"), T("y")])
print("returned")
r = None
print("end")
