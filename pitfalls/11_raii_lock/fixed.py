# 11_raii_lock, fixed: the same task without what depends on the collector.
from __future__ import print_function
import threading

LOCK = threading.Lock()


def critical(n):
    with LOCK:
        return n + 1


total = 0
for i in range(5):
    total = critical(total)
print("done", total)
