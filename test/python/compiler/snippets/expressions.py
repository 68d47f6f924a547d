"""Expressions."""
import os.path as p, sys
from . import sibling
a = b = 1
x = a + b - a * b / a // b % a ** b @ a << 1 >> 2 & 3 | 4 ^ 5
x = -a, +a, ~a, not a
x = a and b or a, a or b and (a or b), not (a and b)
x = a < b <= a == b != a > b >= a is b is not a in x not in x
x = a if b else (a if a else b)
x = not a in x, not a is b, not (a < b)
f = lambda: 0
f = lambda q, /, r=1, *s, t=2, u, **v: (q, r, s, t, u, v)
x = [], [a], [1, 2, 3], [1, 2], [a, *x, b], (*x,), {1, 2, 3}, {a, b}, {*x, a}, ()
x = {}, {1: 2}, {'a': a, 'b': b}, {a: b, **x, 'c': 1}, {**x}, {1: a, 2: b, 3: a}
x = x[a], x[1:2], x[::2], x[a:b, ::c], x[:], x[1, 2], x[*x], x[...]
x.y = x.y.z; x[0] = x[1]; del x.y, x[0], a, (b, f)
print(a); print(a, b, sep=''); x.m(a, b=1); x.m(*x, **x); print(*x); print(*x, a, *x, k=1, **x, l=2); sys.exit(); p.join(a)
x = (y := a) + y
x = f'{a}', f'{a!r}', f'{a:>{b}}', f'{a=}', f'{ a = !s:x}', f'', f'x', f'a{a}b{b!a:10}c' 'd', f'{{}}' f'{a}' "{no}"
x = '%s and %r' % (a, b), '%5s%-5a%%' % (a, b), '%d' % (a,), '%s' % a, '%s %s' % (a,), '%.3s|%03s' % (a, b)
x = 'a' 'b', b'a' b'\xff', r'\n', u'x', """m
n""", '\x41\u20ac\U0001f600\101', 1_000, 0x_ff, 0o17, 0b11, 10**20, 1e5, 1., .5, 1j, 1_0.5e-3j, ..., None, True
x = 0.0, -0.0, 0, False, 1, 1.0, True, (1, 1.0), (1.0, 1), 1e400, -1e400
x = [i for i in a], {i for i in a if i}, {i: j for i, j in a}, (i for i in a), [i for i in a for j in i if j if i]
x = [y for i in a for y in [i + 1]], [(z := i) for i in a], [lambda: i for i in a], [[j for j in i] for i in a]
x = [a, 1, a, 2, a, 3, a, 4, a, 5, a, 6, a, 7, a, 8, a, 9, a, 10, a, 11, a, 12, a, 13, a, 14, a, 15, a, 16]
print(a, 1, a, 2, a, 3, a, 4, a, 5, a, 6, a, 7, a, 8, a, 9, a, 10, a, 11, a, 12, a, 13, a, 14, a, 15, a, 16)
x = {a: 1, 2: 3, 4: 5, 6: 7, 8: 9, 10: 11, 12: 13, 14: 15, 16: 17, 18: 19, 20: 21, 22: 23, 24: 25, 26: 27, 28: 29, 30: 31, 32: 33, 34: 35}
x = (a
     .b
     .c(1)
     .d(
         2,
         k=3))
x = (a
     and b
     or not
     x)
