from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


def gen(name):
    t = T("local of " + name)
    try:
        yield 1
    finally:
        print("finally", name)


g = gen("first")
next(g)
h = gen("second")
next(h)
never = gen("never started")
print("main done")
