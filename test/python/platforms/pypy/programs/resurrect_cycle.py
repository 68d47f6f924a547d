"""Resurrection out of a cycle: the others of the cycle keep their finalizers."""
import gc

class Node(object):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
        if self.name == "a" and KEEP:
            SAVED.append(self)

SAVED = []
KEEP = True
a, b = Node("a"), Node("b")
a.other, b.other = b, a
del a, b
gc.collect()
print("saved", len(SAVED))
gc.collect()
gc.collect()
print("still", SAVED[0].other.name)
del SAVED[:]
gc.collect()
print("-")
gc.collect()
print("done")
