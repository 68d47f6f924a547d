# 73_comprehension_leak, fixed: the same task without what depends on the collector.
from __future__ import print_function


class R(object):
    alive = 0

    def __enter__(self):
        R.alive += 1
        return self

    def __exit__(self, et, ev, tb):
        R.alive -= 1


def use():
    with R():
        return 1


total = sum(use() for i in range(3))
print("alive after call:", R.alive, "of", total)
