# 49_id_reuse, fixed: the same task without what depends on the collector.
from __future__ import print_function
import itertools

NUMBERS = itertools.count(1)


class Thing(object):
    def __init__(self):
        self.number = next(NUMBERS)


numbers = set()
for i in range(100):
    numbers.add(Thing().number)
print("100 short-lived objects, distinct numbers:", len(numbers))
