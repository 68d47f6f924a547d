from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        print("asked to leave")
        yield 2


g = stubborn()
next(g)
try:
    g.close()
except RuntimeError as e:
    print("RuntimeError:", e)
print("--")
g = stubborn()
next(g)
del g
print("end")
