# 76_del_creates_del, fixed: the same task without what depends on the collector.
from __future__ import print_function


class Gen(object):
    done = 0

    def __init__(self, depth):
        self.depth = depth

    def close(self):
        for level in range(self.depth, -1, -1):
            Gen.done += 1


Gen(4).close()
print("closed:", Gen.done)
