from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


class Box(object):
    def __init__(self, value):
        self.value = value


before = sys.getrefcount(None)
boxes = [Box(None) for k in range(100)]
after = sys.getrefcount(None)
print(after - before >= 50, after == before)
before = sys.getrefcount(199)
sevens = [199] * 1000
print(sys.getrefcount(199) - before >= 1000)
big = 10 ** 10
before = sys.getrefcount(big)
bigs = [big] * 10
print(sys.getrefcount(big) - before)
text = "".join(["not", "interned"])
before = sys.getrefcount(text)
texts = [text] * 10
print(sys.getrefcount(text) - before)
