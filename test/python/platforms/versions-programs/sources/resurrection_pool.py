from __future__ import print_function
import gc, time, weakref, sys
LOG = []
pool = []
class Pooled(object):
    def __init__(self, name): self.name = name; self.uses = 0
    def __del__(self):
        LOG.append("back " + self.name)
        self.uses += 1
        pool.append(self)
def settle():
    for k in range(3):
        gc.collect(); time.sleep(0.05)
p = Pooled("a")
w = weakref.ref(p)
p = None
settle()
print("first drop:", LOG, len(pool), "weakref dead:", w() is None)
p = pool.pop()
w2 = weakref.ref(p)
p = None
settle()
print("second drop:", LOG, len(pool), "weakref dead:", w2() is None)
class Node(object):
    def __init__(self, n): self.n = n; self.other = None
    def __del__(self):
        LOG.append("del " + self.n)
        if self.n == "x":
            pool.append(self)
del LOG[:]; del pool[:]
x = Node("x"); y = Node("y"); x.other = y; y.other = x
wx, wy = weakref.ref(x), weakref.ref(y)
x = y = None
settle()
print("cycle:", sorted(LOG), len(pool), wx() is None, wy() is None)
if pool:
    print("partner still there:", pool[0].other is not None and pool[0].other.n)
    pool[0].other = None
    del pool[:]
settle()
print("after:", sorted(LOG), gc.garbage)
