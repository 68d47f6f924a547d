# 81_finalizer_race, fixed: the same task without what depends on the collector.
from __future__ import print_function
import threading


class Counter(object):
    n = 0


LOCK = threading.Lock()


class Res(object):
    def close(self):
        with LOCK:
            Counter.n += 1


N = 3000
for i in range(N):
    Res().close()
    with LOCK:
        Counter.n += 1
print("lost updates:", "none" if Counter.n == 2 * N else "some")
