from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


def each():
    for n in range(3):
        try:
            t = T("try %d" % n)
            if n == 1:
                raise ValueError(n)
        except ValueError as e:
            print("caught", n)
            continue
        print("no error", n)
    print("loop done")


each()
print("returned")
