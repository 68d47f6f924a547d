from __future__ import print_function, division
import a, a.b, a.b.c as d, a.b as e, x as y
from m import n, o as q
from ..m import r
from m import *
def f(): pass
def f(a, b=1, /, c=2, *d, e, f=3, **g) -> a: return a
@a
@b.c(1)
def f(x): return x
@a
class C: pass
class D(a, b, metaclass=c, **k):
    """doc"""
    x: int = 1
    y: str
    __private = 1
    def m(self): return super().m(self.__private)
    def n(self): return __class__
    z = [x for x in range(3)]
    @property
    def prop(self): return self.__x
    class Inner:
        def deep(self): return D
class E(*a, k=1): x = 1; del x
def g():
    global gg, hh
    gg = 1
    def inner():
        nonlocal v
        v = 2
        return v, gg, hh, w
    v = w = 0
    return inner
gg = 3
def gen():
    x = yield
    y = yield x
    z = yield from y
    return z
def loops(a):
    for i in a:
        if i: continue
        if not i: break
        x = i
    else:
        return 1
    while a:
        a -= 1
        if a > 5 and a < 7: break
    else:
        a = 2
    while a and a.b or not a.c:
        a = a.d
    for (i, j), *k in a: pass
    for a.b in a: pass
    for a[0] in a: return
    while a < 1 < 3: a += 1
def aug(a, b):
    a += b; a -= b; a *= b; a /= b; a //= b; a %= b; a **= b; a @= b; a <<= b; a >>= b; a &= b; a |= b; a ^= b
    a.x += b
    a[b] += b
    a[1:2] -= b
    global gl
    gl += 1
def ann(a):
    x: int = a
    y: a
    a.b: int
    a.b: int = 1
    a[0]: int
    (z): int = 1
    return x
m: int
m.n: int
m[0]: int = 1
m[1:2, 3]: int
(mm): int = 1
def asserts(a):
    assert a
    assert a, 'message'
    assert a > 1 or a < 2, a
    assert not a
    assert a < 1 < 2
def raises(a):
    if a: raise
    elif a.b: raise a
    else: raise a from None
def dels(a, b):
    del a
    del b.c, b[0], (b)
    del dd
    def c(): return b
    del c
def returns(a):
    return
def returns2(a):
    return (
        1
    )
def returns3(a):
    if a:
        return (a,
                1)
    return 'x', 'y'
def unpack(a):
    b, c = a
    b, *c = a
    *b, c, d = a
    [b, c] = d = a
    (b, (c, *d)), e = a
x = y = z = 0
if x: y
elif z: x
else: pass
if x and (y or z) and not (x and y): pass
lambda: (yield)
def closures(a, b, *c, **d):
    e = 1
    def inner(x=a):
        return a, c, e
    class K:
        f = a
        def m(self): return e, self
        a = 2
    return lambda: (b, d, e)
def shadow():
    class K:
        x = x
        def m(self): return x
    x = 1
def walrus(a):
    if (n := len(a)) > 1: return n
    while (m := a.pop()): pass
    return [y for x in a if (y := x)], any((last := x) for x in a)
if any((mod := x) for x in a): pass
def multi(): x = 1; y = 2; return x if x else y
