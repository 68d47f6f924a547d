from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


def two(a, b):
    return None


try:
    two(T("only"))
except TypeError as e:
    print("TypeError")
print("--")
try:
    two(T("a"), T("b"), T("c"))
except TypeError as e:
    print("TypeError")
print("--")
try:
    two(T("x"), b=T("y"), a=T("z"))
except TypeError as e:
    print("TypeError")
print("end")
