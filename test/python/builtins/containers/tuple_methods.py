def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)


class Pair(tuple):
    def __new__(cls, a, b, scale=1):
        return super().__new__(cls, (a * scale, b * scale))

    def total(self):
        return sum(self)


class Plain(tuple):
    pass


class WithInit(tuple):
    def __init__(self, items, name=None):
        self.name = name


t = (3, 1, 2, 3)
show('tuple()', lambda: tuple())
show('tuple(list)', lambda: tuple([1, 2]))
show('tuple(str)', lambda: tuple('ab'))
show('tuple(gen)', lambda: tuple(x for x in range(4)))
show('same', lambda: tuple(t) is t)
show('tuple(1)', lambda: tuple(1))
show('tuple(1,2)', lambda: tuple(1, 2))
show('tuple kw', lambda: tuple(a=1))
show('Pair', lambda: Pair(1, 2, scale=3))
show('Pair.total', lambda: Pair(1, 2).total())
show('Plain', lambda: (Plain([1, 2]), type(Plain()), type(Plain([1])[:]), type(Plain([1]) + ()), type(Plain([1]) * 1)))
show('WithInit', lambda: WithInit([1], name='n').name)
show('Plain kw', lambda: Plain(a=1))
p = Plain([1, 2, 3])
p.extra = 'x'
show('attr', lambda: (p.extra, p[1], p[-1], p[1:], len(p), list(p), p == (1, 2, 3), hash(p) == hash((1, 2, 3))))
show('index', lambda: t.index(2))
show('index missing', lambda: t.index(9))
show('index range', lambda: (t.index(3, 1), t.index(3, -1)))
show('count', lambda: t.count(3))
show('contains', lambda: (3 in t, 9 in t))
show('getitem', lambda: (t[0], t[-1], t[True], t[1:3], t[::-1], t[::2], t[5:]))
show('whole', lambda: t[:] is t)
show('out', lambda: t[4])
show('str', lambda: t['a'])
show('set', lambda: t.__setitem__)
try:
    t[0] = 1
except TypeError as e:
    print(e)
try:
    del t[0]
except TypeError as e:
    print(e)
show('add', lambda: t + (9,))
show('add list', lambda: t + [9])
show('add empty', lambda: ((t + ()) is t, (() + t) is t))
show('mul', lambda: ((1, 2) * 2, 2 * (1, 2), (1, 2) * 0, (1, 2) * -1))
show('mul 1', lambda: t * 1 is t)
show('mul str', lambda: t * 'a')
for a, b in [((), ()), ((1,), (1,)), ((1,), (2,)), ((1, 2), (1,)), ((2,), (1, 9)), ((1, 'a'), (1, 'b'))]:
    print(a, b, a == b, a != b, a < b, a <= b, a > b, a >= b)
show('lt mixed', lambda: (1, 'a') < (1, 2))
show('lt list', lambda: (1,) < [1])
show('hash eq', lambda: (hash((1, 2)) == hash((1.0, 2)), hash(()) == hash(())))
show('hash list', lambda: hash((1, [])))
show('repr', lambda: ((), (1,), (1, 2), ((),), ((1,),)))
a = []
rec = (a,)
a.append(rec)
show('rec', lambda: rec)
show('newargs', lambda: (1, 2).__getnewargs__())
x, *y, z = (1, 2, 3, 4)
print(x, y, z)
d = {(1, 2): 'a', (3,): 'b', (): 'c'}
print(d[1, 2], d[3,], d[()])
print(len({(i, j) for i in range(10) for j in range(10)}))
show('sort', lambda: sorted([(2, 1), (1, 2), (1, 1)]))
show('max', lambda: max((1, 2), (1, 3)))
show('eq shortcut', lambda: (float('nan'),) == (float('nan'),))
