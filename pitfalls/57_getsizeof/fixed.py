# 57_getsizeof, fixed: the same task without what depends on the collector.
from __future__ import print_function

WORD = 8


def estimate(items):
    return WORD * (2 + len(items))


print("estimated:", estimate([1, 2, 3]))
