# 06_collect_on_exhaustion, fixed: the same task without what depends on the collector.
from __future__ import print_function

FREE = list(range(64))


class Handle(object):
    def __enter__(self):
        self.n = FREE.pop()
        return self

    def __exit__(self, et, ev, tb):
        FREE.append(self.n)


def work(i):
    with Handle():
        return i * 2


for i in range(200):
    work(i)
print("served 200, free", len(FREE))
