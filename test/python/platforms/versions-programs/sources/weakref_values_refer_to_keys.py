from __future__ import print_function
import gc, time, weakref
def settle():
    for k in range(4):
        gc.collect(); time.sleep(0.05)
class K(object):
    live = 0
    def __init__(self): K.live += 1
    def __del__(self): K.live -= 1
class V(object):
    def __init__(self, k): self.k = k
d = weakref.WeakKeyDictionary()
for i in range(5):
    k = K(); d[k] = "plain"
k = None
settle(); print("plain values:", len(d), K.live)
for i in range(5):
    k = K(); d[k] = V(k)
k = None
settle(); print("value refers to key:", len(d), K.live)
d.clear(); settle(); print("cleared:", len(d), K.live)
e = weakref.WeakValueDictionary()
for i in range(5):
    k = K(); k.me = k; e[i] = k
k = None
print("weak values before:", len(e)); settle(); print("after:", len(e), K.live)
s = weakref.WeakSet() if hasattr(weakref, "WeakSet") else None
if s is not None:
    x = K(); s.add(x); print("set", len(s), x in s); x = None; settle(); print("set", len(s))
