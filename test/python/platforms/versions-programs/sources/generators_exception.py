from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


def gen():
    t = T("in gen")
    try:
        yield 1
    except ValueError:
        print("handled inside")
        yield 2
    print("last part")


g = gen()
next(g)
print(g.throw(ValueError("thrown")))
try:
    next(g)
except StopIteration:
    print("stopped")
print("--")
g = gen()
next(g)
try:
    g.throw(KeyError)
except KeyError:
    print("KeyError out")
g = None
print("--")
g = gen()
next(g)
g.close()
print("closed")
print("end")
