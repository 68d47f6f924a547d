from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


class P(object):
    alive = 0

    def __init__(self):
        P.alive += 1
        self.me = self

    def finish(self):
        pass


refs = []
gc.collect()
for k in range(5000):
    p = P()
    refs.append(weakref.ref(p))
    p = None
alive = sum(1 for r in refs if r() is not None)
print("collector ran:", alive < 5000)
print("at most", gc.get_threshold()[0] * 3, alive < gc.get_threshold()[0] * 3)
gc.disable()
for k in range(3000):
    P()
print(sum(1 for r in refs if r() is not None) <= alive)
gc.enable()
gc.collect()
print(sum(1 for r in refs if r() is not None))
