# 18_cycle_collects_needed, fixed: the same task without what depends on the collector.
from __future__ import print_function


class Ring(object):
    def __init__(self, size):
        self.nodes = list(range(size))

    def close(self):
        while self.nodes:
            DONE.append(self.nodes.pop())


DONE = []
ring = Ring(6)
ring.close()
print("closed:", len(DONE))
