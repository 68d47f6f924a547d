# 32_thread_affine_close, fixed: the same task without what depends on the collector.
from __future__ import print_function
import threading


class Handle(object):
    open_handles = 0

    def __init__(self):
        self.owner = threading.current_thread().ident
        Handle.open_handles += 1

    def close(self):
        if threading.current_thread().ident == self.owner:
            Handle.open_handles -= 1


for i in range(5):
    h = Handle()
    try:
        pass
    finally:
        h.close()
print("leaked:", Handle.open_handles)
