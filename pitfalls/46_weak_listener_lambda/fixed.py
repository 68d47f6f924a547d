# 46_weak_listener_lambda, fixed: the same task without what depends on the collector.
from __future__ import print_function
import weakref


class Signal(object):
    def __init__(self):
        self.refs = []

    def connect(self, fn):
        self.refs.append(weakref.ref(fn))

    def emit(self, value):
        n = 0
        for r in self.refs:
            fn = r()
            if fn is not None:
                fn(value)
                n += 1
        return n


GOT = []
sig = Signal()
listener = GOT.append
keep = lambda v: listener(v)
sig.connect(keep)
print("listeners reached:", sig.emit(1))
print("got", GOT)
