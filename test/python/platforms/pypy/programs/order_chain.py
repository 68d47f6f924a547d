"""A chain of objects with finalizers: one link a collection, from its head, however it was built."""
import gc

class Link(object):
    def __init__(self, name, to=None):
        self.name = name
        self.to = to
    def __del__(self):
        DONE.append(self.name)

def rounds(n):
    shown = []
    for k in range(n):
        before = len(DONE)
        gc.collect()
        shown.append(DONE[before:])
    return shown

DONE = []
Link("a", Link("b", Link("c")))
print("built from the tail:", rounds(4))
DONE = []
first = Link("a")
first.to = Link("b")
first.to.to = Link("c")
del first
print("built from the head:", rounds(4))
DONE = []
shared = Link("shared")
x, y = Link("x", shared), Link("y", shared)
del x, y, shared
print("two on one:", rounds(3))
DONE = []
shared = Link("shared")
x = Link("x", [shared, (shared,)])
y = Link("y", {"k": {"deeper": shared}})
del x, y, shared
print("through containers:", rounds(3))
