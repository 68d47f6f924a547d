# 33_del_takes_lock, fixed: the same task without what depends on the collector.
from __future__ import print_function
import threading
from collections import deque

LOCK = threading.Lock()
CLOSED = deque()


class Entry(object):
    def close(self):
        CLOSED.append("clean")


table = {"k": Entry()}
with LOCK:
    old = table["k"]
    table["k"] = Entry()
old.close()
table.pop("k").close()
print(list(CLOSED))
