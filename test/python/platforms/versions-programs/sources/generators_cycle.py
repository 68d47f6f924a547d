from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


def gen(box):
    t = T("local")
    try:
        yield box
    finally:
        print("finally")


box = []
g = gen(box)
box.append(g)
next(g)
del g, box
print("dropped")
print(gc.collect() > 0)
print("garbage", len(gc.garbage))
