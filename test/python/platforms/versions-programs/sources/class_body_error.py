from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


def attempt():
    try:
        class C(object):
            t = T("in a body")
            raise ValueError("body")
    except ValueError:
        print("caught")
    print("left")


attempt()
print("--")


class Meta(type):
    def __new__(cls, name, bases, namespace):
        raise TypeError("no class")


def attempt2():
    try:
        Meta("X", (), {"t": T("in a namespace")})
    except TypeError:
        print("caught")
    print("left")


attempt2()
print("end")
