"""Objects without a finalizer between those that have one."""
import gc

class Plain(object):
    pass

class Loud(object):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        DONE.append(self.name)

def rounds(n):
    shown = []
    for k in range(n):
        before = len(DONE)
        gc.collect()
        shown.append(DONE[before:])
    return shown

DONE = []
p = Plain()
p.a, p.b = Loud("a"), Loud("b")
del p
print("under a plain object:", rounds(2))
DONE = []
p, q = Plain(), Plain()
p.q, q.p = q, p
p.a, q.b = Loud("a"), Loud("b")
p.a.back = p
del p, q
print("a plain cycle, one leads back:", rounds(3))
DONE = []
a, b, c, d = Loud("a"), Loud("b"), Loud("c"), Loud("d")
a.x = Plain()
a.x.y = b
b.x = lambda c=c: c
del a, b, c, d
print("through a plain object and a default:", rounds(4))
DONE = []
def closure():
    inner = Loud("inner")
    outer = Loud("outer")
    outer.f = lambda: inner
closure()
print("through a closure:", rounds(3))
DONE = []
a = Loud("a")
a.method = a.__del__
del a
print("through a bound method of its own:", rounds(2))
