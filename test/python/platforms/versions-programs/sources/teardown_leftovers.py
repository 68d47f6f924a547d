from __future__ import print_function
import sys, atexit
class T(object):
    def __init__(self, n): self.n = n
    def __del__(self, w=sys.stdout.write): w("del %s\n" % self.n)
z = T("z"); a = T("a"); _p = T("_p"); __q = T("__q"); m = [T("in list")]; d = {"k": T("in dict")}
class C(object):
    held = T("class attr")
def f(x=T("default")): pass
c1, c2 = T("cyc1"), T("cyc2"); c1.o, c2.o = c2, c1
sys.extra = T("on sys")
import os
os.extra = T("on os")
def bye(): sys.stdout.write("atexit\n")
atexit.register(bye)
atexit.register(sys.stdout.write, "second\n")
b = T("b"); del b; b = T("b again")
sys.stdout.write("main done\n")
