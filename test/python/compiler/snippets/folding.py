x = 1 + 2 * 3 - 4 // 3, 2 ** 10, 2 ** 1000, 7 / 2, -7 // 2, -7 % 3, 7 % -3, 5.5 % 2, -5.5 // 2, 1 << 10, 1 << 200
x = 1 >> 1, 5 & 3, 5 | 3, 5 ^ 3, True & False, True | 2, True + True, ~5, ~True, -True, not None, not 'a', not ()
x = 1 / 0, 1 // 0, 1 % 0, 0 ** -1, 2 ** -1, 'a' + 'b', 'ab' * 3, 3 * 'ab', 'a' * 5000, b'a' * 2, (1, 2) * 2, (1,) + (2,)
x = 'abc'[1], 'abc'[-1], 'abc'[5], (1, 2)[0], b'ab'[0], 'abc'[1:], (1, 2)[True], 1 + 1j, 2j * 2, 1.5 * 2, 10 ** -2
x = (1, (2, 'a', (None, ...)), b''), -1, +1, -1.0, -0.0, - - 1, not not 1
x = (1, 2, 3) if True else 0, 1 and 2, 0 or 3, a and 1 or 2
if __debug__:
    x = 1
if 0:
    dead()
if not 1:
    dead()
else:
    live()
while 0:
    dead()
while 1:
    if x: break
while True:
    pass
def f(a):
    if 1: return a
    return 2
def g(a):
    if a in [1, 2]: pass
    if a in {1, 2, 1.0}: pass
    if a not in (a, 2): pass
    if a in [a, 2]: pass
    for i in [1, 2, 3]: pass
    for i in [a, 2]: pass
    for i in {1, 2}: pass
    return [i for i in [1, 2]], [i for i in [a]]
def h(a):
    if a is None: return 1
    if a is not None: return 2
    if not a is None: return 3
    x = a is None
    return 1 if a is None else 2
def docs():
    "a" + "b"
def docs2():
    "doc" "string"
    x = 'a'
    return x
def bytesdoc():
    b"no"
def fdoc():
    f"no"
def consts():
    5
    'x'
    ...
    None
    x = 3
    return 4
def swaps(a, b, c, d):
    a, b = b, a
    a, b, c = c, a, b
    a, b, c, d = d, c, b, a
    (a,) = (b,)
    a, b.x = b, c
    [a, b], c = c, d
