from __future__ import print_function
import gc, time, sys
class T(object):
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def a():
    x = T("local")
    print("end of a")
a()
try:
    raise ValueError(T("in args"))
except ValueError as e:
    print("handler")
print("after handler", "e" in globals())
def d(x=T("default")): pass
print("redefine"); 
def d(): pass
class K: 
    t = T("class attr")
print("drop class"); K = None; gc.collect(); time.sleep(0.05)
_ = T("underscore"); _ = 1
for i in (T("loop1"), T("loop2")): pass
print("loop over"); del i
(lambda t: None)(T("arg"))
print("called")
t = [T("elem") for k in range(1)]; t = None
with_ = T("if");
if with_: with_ = None
x = y = T("two names"); x = None; print("one left"); y = None
a, b = T("p"), T("q"); a, b = b, a; print("swapped"); a = None; b = None
def closure():
    c = T("cell")
    def inner(): return c
    return inner
f = closure(); print("closure made"); f = None
print("%s" % T("formatted").n)
s = {T("set")}; s.clear()
l = [T("i0"), T("i1"), T("i2")]; l[1] = None; del l[0]; l.pop(); print("list done")
l = [T("s%d" % k) for k in range(3)]; l[:] = []; print("slice cleared")
dd = {1: T("v1")}; dd[1] = T("v2"); dd.setdefault(1, T("v3")); dd.clear()
global_ = T("global at exit")
gc.collect(); time.sleep(0.1)
print("end")
