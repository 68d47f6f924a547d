from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


saved = []


class Node(object):
    def __init__(self, name):
        self.name = name
        self.me = self

    def __del__(self):
        print("node del", self.name)
        saved.append(self)


n = Node("n")
del n
gc.collect()
print(len(saved), len(gc.garbage))
for x in saved + gc.garbage:
    x.me = None
del gc.garbage[:]
try:
    del x
except NameError:
    print("no x")
print("out")
del saved[:]
gc.collect()
print("end")
