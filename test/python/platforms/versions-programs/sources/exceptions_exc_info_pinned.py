from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


def fail():
    t = T("in fail")
    raise KeyError("k")


def handle():
    try:
        fail()
    except KeyError:
        print("handling", sys.exc_info()[0].__name__)
    print("after the handler", sys.exc_info()[0] is None)


handle()
print("handle returned", sys.exc_info()[0] is None)
try:
    fail()
except KeyError:
    pass
print("module after handler", sys.exc_info()[0] is None)
try:
    raise IndexError
except IndexError:
    print("second")
print("end")
