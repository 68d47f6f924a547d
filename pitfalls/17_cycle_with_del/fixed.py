# 17_cycle_with_del, fixed: the same task without what depends on the collector.
from __future__ import print_function
import weakref


class Node(object):
    def __init__(self, name, parent=None):
        self.name = name
        self.parent = None if parent is None else weakref.ref(parent)

    def close(self):
        DONE.append(self.name)


DONE = []
a = Node("a")
b = Node("b", a)
b.close()
a.close()
print("closed:", DONE)
