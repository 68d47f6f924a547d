# 16_finalizer_chain_order, fixed: the same task without what depends on the collector.
from __future__ import print_function


class Node(object):
    def __init__(self, i, nxt):
        self.i = i
        self.nxt = nxt


class Chain(object):
    def __init__(self, length):
        self.head = None
        for i in range(length, 0, -1):
            self.head = Node(i, self.head)

    def close(self):
        node = self.head
        while node is not None:
            DONE.append(node.i)
            node = node.nxt
        self.head = None


DONE = []
chain = Chain(6)
chain.close()
print("closed", DONE)
