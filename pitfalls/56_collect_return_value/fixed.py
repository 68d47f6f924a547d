# 56_collect_return_value, fixed: the same task without what depends on the collector.
from __future__ import print_function


class Node(object):
    made = 0
    closed = 0

    def __init__(self):
        Node.made += 1
        self.me = self

    def close(self):
        self.me = None
        Node.closed += 1


for i in range(3):
    n = Node()
    n.close()
print("leaked:", Node.made - Node.closed)
