# 41_weakset_len, fixed: the same task without what depends on the collector.
from __future__ import print_function


class Session(object):
    open_now = 0

    def __enter__(self):
        Session.open_now += 1
        return self

    def __exit__(self, et, ev, tb):
        Session.open_now -= 1


def handle():
    with Session():
        pass


for i in range(10):
    handle()
print("leak test passes:", Session.open_now == 0)
