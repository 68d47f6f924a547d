from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


class Half(T):
    def __init__(self, name):
        T.__init__(self, name)
        raise ValueError(name)


def attempt():
    try:
        Half("half")
    except ValueError:
        print("caught")
    print("left")


attempt()
print("--")
try:
    h = Half("module level")
except ValueError:
    print("caught")
print("end")
