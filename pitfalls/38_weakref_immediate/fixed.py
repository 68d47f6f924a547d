# 38_weakref_immediate, fixed: the same task without what depends on the collector.
from __future__ import print_function


class Node(object):
    closed = False

    def close(self):
        self.closed = True


n = Node()
print("while open:", not n.closed)
n.close()
print("closed:", n.closed)
