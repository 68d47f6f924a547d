from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


def make():
    t = T("captured")

    def fact(n):
        return 1 if n < 2 else n * fact(n - 1)

    def user():
        return t.name

    return fact(5)


print(make())
print("returned")
gc.collect()
print("collected")
