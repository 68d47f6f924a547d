# 24_resurrected_children, fixed: the same task without what depends on the collector.
from __future__ import print_function


class Child(object):
    def __init__(self):
        self.closed = False

    def close(self):
        self.closed = True


class Parent(object):
    def __init__(self):
        self.child = Child()

    def close(self):
        self.child.close()


p = Parent()
SAVED = [p]
print("child closed although reachable:", SAVED[0].child.closed)
p.close()
print("closed when asked to:", SAVED[0].child.closed)
