from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


def deep(n):
    t = T("deep %d" % n)
    if n == 0:
        raise ValueError("bottom")
    deep(n - 1)


def outer():
    try:
        deep(2)
    except ValueError:
        try:
            deep(1)
        except ValueError:
            print("inner handled")
        print("inner left")
    print("outer left")


outer()
print("done")
