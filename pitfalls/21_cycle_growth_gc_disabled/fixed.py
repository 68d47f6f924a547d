# 21_cycle_growth_gc_disabled, fixed: the same task without what depends on the collector.
from __future__ import print_function


class Node(object):
    def __init__(self):
        self.me = self
        self.payload = [0] * 10

    def close(self):
        self.me = None


for i in range(2000):
    n = Node()
    n.close()
n = None
print("no cycles are left to the collector")
