# 22_resurrection_once, fixed: the same task without what depends on the collector.
from __future__ import print_function


class Connection(object):
    def __init__(self, number):
        self.number = number


class Lease(object):
    def __enter__(self):
        self.connection = POOL.pop()
        return self.connection

    def __exit__(self, et, ev, tb):
        POOL.append(self.connection)


POOL = [Connection(1)]
for rnd in range(3):
    with Lease() as connection:
        print("round", rnd, "uses", connection.number)
print("in the pool:", len(POOL))
