from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


def swallow():
    t = T("swallow")
    try:
        raise ValueError("lost")
    finally:
        print("finally")
        return "result"


print(swallow())
print("after")


def breaks():
    for k in range(2):
        try:
            t = T("break %d" % k)
            raise KeyError(k)
        finally:
            break
    return "broke"


print(breaks())
print("end")
