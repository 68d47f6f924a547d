from __future__ import print_function
import gc, time, weakref
LOG = []
class T(object):
    def __init__(self, n): self.n = n
    def __del__(self): LOG.append("del " + self.n)
def settle():
    for k in range(3):
        gc.collect(); time.sleep(0.05)
t = T("a")
r1 = weakref.ref(t, lambda r: LOG.append("cb1 %s" % (r() is None)))
r2 = weakref.ref(t, lambda r: LOG.append("cb2 %s" % (r() is None)))
t = None
print("right away:", LOG)
settle(); print("settled:", LOG)
del LOG[:]
t = T("b"); r = weakref.ref(t, lambda r: LOG.append("lost")); r = None; t = None
settle(); print("dead ref:", LOG)
del LOG[:]
t = T("c")
def bad(r): raise RuntimeError("in callback")
import sys
class Out(object):
    def __init__(self): self.text = []
    def write(self, s): self.text.append(s)
    def flush(self): pass
old = sys.stderr; sys.stderr = Out()
r = weakref.ref(t, bad); t = None; settle()
print("error mentioned:", "in callback" in "".join(sys.stderr.text)); sys.stderr = old
del LOG[:]
a, b = T("x"), T("y"); a.o, b.o = b, a
ra = weakref.ref(a, lambda r: LOG.append("cb a")); rb = weakref.ref(b, lambda r: LOG.append("cb b"))
a = b = None; settle(); print("cycle:", sorted(LOG), ra() is None, rb() is None)
del LOG[:]
a = T("s"); a.me = a; a.r = weakref.ref(a, lambda r: LOG.append("inner cb")); a = None; settle(); print("ref inside trash:", LOG)
print(weakref.ref(T) is weakref.ref(T), weakref.getweakrefcount(T) > 0)
t = T("e"); print(weakref.ref(t) is weakref.ref(t), weakref.ref(t) == weakref.ref(t), weakref.getweakrefcount(t))
