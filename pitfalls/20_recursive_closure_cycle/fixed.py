# 20_recursive_closure_cycle, fixed: the same task without what depends on the collector.
from __future__ import print_function


class Guard(object):
    alive = 0

    def __enter__(self):
        Guard.alive += 1
        return self

    def __exit__(self, et, ev, tb):
        Guard.alive -= 1


def count(k):
    return 0 if k == 0 else 1 + count(k - 1)


def helper(n):
    with Guard():
        return count(n)


for i in range(10):
    helper(3)
print("waiting:", Guard.alive)
