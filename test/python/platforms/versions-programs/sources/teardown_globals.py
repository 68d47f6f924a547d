from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


import os

WORD = "word"


class Late(object):
    def __init__(self, name):
        self.name = name

    def __del__(self, out=sys.stdout):
        out.write("%s: WORD %s, os %s, len %s\n" % (self.name, WORD is None, os is None, len is None))
        out.flush()


late = Late("late")
another = Late("another")
ring = Late("ring")
ring.ring = ring
print("main done")
