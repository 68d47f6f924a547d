from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


def f(a, b):
    pass


class C(object):
    def m(self, x):
        pass


for code in (lambda: f(), lambda: f(1), lambda: f(1, 2, 3), lambda: f(1, c=2), lambda: f(1, a=2), lambda: C(1),
             lambda: C().m(), lambda: C.m(), lambda: iter(5), lambda: next(iter([])), lambda: object().x,
             lambda: setattr(object(), "x", 1)):
    try:
        code()
    except Exception as e:
        print(type(e).__name__ + ":", e)
