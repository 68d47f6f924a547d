from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


saved = []


class Phoenix(object):
    def __del__(self):
        print("phoenix del")
        saved.append(self)


p = Phoenix()
del p
print(len(saved))
saved.pop()
print("popped once", len(saved))
if saved:
    saved.pop()
print("popped again", len(saved))
del Phoenix.__del__
del saved[:]
print("end")
