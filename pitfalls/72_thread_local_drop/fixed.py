# 72_thread_local_drop, fixed: the same task without what depends on the collector.
from __future__ import print_function
import threading


class Conn(object):
    open_now = 0

    def __enter__(self):
        Conn.open_now += 1
        return self

    def __exit__(self, et, ev, tb):
        Conn.open_now -= 1


TLS = threading.local()


def worker():
    with Conn() as TLS.conn:
        pass


for i in range(8):
    t = threading.Thread(target=worker)
    t.start()
    t.join()
print("open after 8 threads ended:", Conn.open_now)
