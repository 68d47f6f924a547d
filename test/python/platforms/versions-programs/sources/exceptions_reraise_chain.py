from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


def a():
    t = T("a")
    raise ValueError("a")


def b():
    t = T("b")
    try:
        a()
    except ValueError as e:
        print("b caught")
        raise TypeError("b")


def c():
    t = T("c")
    try:
        b()
    finally:
        print("finally in c")


try:
    c()
except TypeError as e:
    print("context kept:", getattr(e, "__context__", None) is not None)
print("out")
gc.collect()
print("end")
