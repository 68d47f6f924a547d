from __future__ import annotations
x: int
y: List[int | None] = []
z: "str" = 'a'
def f(a: Dict[str, Callable[[int, ...], 'x']], *b: *Ts, c: (1, 2) = 1, **d: lambda q, /, r=1, *, s: q) -> x.y[1:2, ::3]: pass
def g(a: -1 ** 2, b: (a + b) * c, c: not (a and b), d: a if b else c, e: {1: 2, **x}, f: {1, 2}, g: [i for i in x if i]): pass
def h(a: f(x, *y, k=1, **z), b: f'{x!r:>{w}}', d: a < b <= c, e: 1 .real, f: (), g: (1,), h: ..., i: b'x', j: 1e400): pass
class C:
    a: C[int]
    b: int = 1
    def m(self) -> C: w: int = 1
