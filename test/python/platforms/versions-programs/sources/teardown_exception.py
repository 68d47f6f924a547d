from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


import atexit

t = T("global")


def leave():
    print("atexit", t.name)


atexit.register(leave)


def fail():
    local = T("local")
    raise SystemExit(3)


fail()
