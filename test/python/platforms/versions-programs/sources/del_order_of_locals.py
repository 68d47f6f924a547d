from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


def f():
    c = T("c")
    a = T("a")
    b = T("b")
    return "done"


print(f())


def g(z, y=T("default"), *rest, **named):
    x = T("x")
    return len(rest)


print(g(T("z"), T("y"), T("r0"), T("r1"), n0=T("n0")))
print("end")
