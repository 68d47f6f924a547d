# 64_deep_del_chain, fixed: the same task without what depends on the collector.
from __future__ import print_function


class Node(object):
    def __init__(self, nxt):
        self.next = nxt


class Chain(object):
    closed = 0

    def __init__(self, length):
        self.head = None
        for i in range(length):
            self.head = Node(self.head)

    def close(self):
        while self.head is not None:
            Chain.closed += 1
            self.head = self.head.next


chain = Chain(3000)
chain.close()
print("closed:", Chain.closed)
