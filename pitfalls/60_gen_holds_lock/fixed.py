# 60_gen_holds_lock, fixed: the same task without what depends on the collector.
from __future__ import print_function


class Lock(object):
    def __init__(self):
        self.held = False

    def __enter__(self):
        if self.held:
            raise RuntimeError("table is locked")
        self.held = True
        return self

    def __exit__(self, et, ev, tb):
        self.held = False
        return False


LOCK = Lock()


def query(n):
    with LOCK:
        rows = list(range(n))
    return iter(rows)


for i in range(3):
    print("query", i, "->", next(query(5)))
