def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)


def run(label, f, start=(3, 1, 2)):
    a = list(start)
    try:
        r = f(a)
        print(label, repr(r), a)
    except Exception as e:
        print(label, type(e).__name__, e, a)


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


class Sub(list):
    pass


show('list()', lambda: list())
show('list(str)', lambda: list('abc'))
show('list(range)', lambda: list(range(5)))
show('list(dict)', lambda: list({1: 2, 3: 4}))
show('list(gen)', lambda: list(x * x for x in range(6)))
show('list(1)', lambda: list(1))
show('list(1,2)', lambda: list([1], [2]))
show('list(kw)', lambda: list(a=1))
show('Sub', lambda: Sub([1, 2]))
show('Sub type', lambda: type(Sub([1]) + [2]))
show('new', lambda: list.__new__(list, 1, 2, x=3))
show('new wrong', lambda: list.__new__(int))
show('new wrong 2', lambda: list.__new__(3))
run('init again', lambda a: a.__init__([9, 8]))
run('init empty', lambda a: a.__init__())
run('append', lambda a: a.append(4))
run('append none', lambda a: a.append())
run('extend', lambda a: a.extend((5, 6)))
run('extend self', lambda a: a.extend(a))
run('extend gen', lambda a: a.extend(x for x in 'xy'))
run('extend str', lambda a: a.extend('ab'))
run('extend int', lambda a: a.extend(3))
for i in (0, 1, 3, 99, -1, -3, -99):
    run(f'insert {i}', lambda a: a.insert(i, 'x'))
run('insert index', lambda a: a.insert(Index(1), 'x'))
run('insert float', lambda a: a.insert(1.0, 'x'))
run('insert huge', lambda a: a.insert(10**30, 'x'))
for i in (0, 1, 2, -1, -3, 3, -4):
    run(f'pop {i}', lambda a: a.pop(i))
run('pop', lambda a: a.pop())
run('pop empty', lambda a: a.pop(), ())
run('pop str', lambda a: a.pop('a'))
run('pop many', lambda a: a.pop(1, 2))
run('remove', lambda a: a.remove(1))
run('remove missing', lambda a: a.remove(7))
run('clear', lambda a: a.clear())
run('clear arg', lambda a: a.clear(1))
run('copy', lambda a: (a.copy(), a.copy() is a))
run('reverse', lambda a: a.reverse())
run('index', lambda a: a.index(2))
run('index missing', lambda a: a.index('q'))
run('index from', lambda a: a.index(3, 1), (3, 1, 3, 2, 3))
run('index to', lambda a: a.index(3, 1, 2), (3, 1, 3, 2, 3))
run('index neg', lambda a: a.index(3, -2), (3, 1, 3, 2, 3))
run('index none', lambda a: a.index(3, None))
run('count', lambda a: a.count(3), (3, 1, 3, 2, 3))
run('len', lambda a: len(a))
run('contains', lambda a: (1 in a, 1.0 in a, 9 in a, 'x' in a))
run('getitem', lambda a: (a[0], a[-1], a[Index(1)], a[True]))
run('getitem out', lambda a: a[3])
run('getitem neg out', lambda a: a[-4])
run('getitem str', lambda a: a['x'])
run('getitem float', lambda a: a[1.5])
run('getitem None', lambda a: a[None])
run('getitem tuple', lambda a: a[1, 2])
run('getitem huge', lambda a: a[10**30])
run('setitem', lambda a: a.__setitem__(1, 'q'))
run('setitem out', lambda a: a.__setitem__(3, 'q'))
run('setitem str', lambda a: a.__setitem__('3', 'q'))
run('delitem', lambda a: a.__delitem__(-1))
run('delitem out', lambda a: a.__delitem__(9))
run('add', lambda a: a + [7])
run('add empty', lambda a: a + [])
run('add tuple', lambda a: a + (7,))
run('add int', lambda a: a + 1)
run('radd', lambda a: 1 + a)
run('iadd', lambda a: a.__iadd__((1, 2)))
run('mul', lambda a: a * 2)
run('rmul', lambda a: 2 * a)
run('mul 0', lambda a: a * 0)
run('mul neg', lambda a: a * -3)
run('mul bool', lambda a: a * True)
run('mul index', lambda a: a * Index(2))
run('mul float', lambda a: a * 1.5)
run('mul str', lambda a: a * 'x')
run('mul list', lambda a: a * a)
run('mul huge', lambda a: a * 10**30)


def imul(n):
    def f(a):
        b = a
        b *= n
        return b is a
    return f


for n in (0, 1, 2, 3, -1):
    run(f'imul {n}', imul(n))
run('imul str', imul('x'))

for a, b in [([], []), ([1], [1]), ([1], [2]), ([1, 2], [1]), ([1], [1, 2]), ([2], [1, 9]), ([1, 'a'], [1, 'b'])]:
    print(a, b, a == b, a != b, a < b, a <= b, a > b, a >= b)
show('lt mixed', lambda: [1, 'a'] < [1, 2])
show('eq mixed', lambda: [1, 'a'] == [1, 2])
show('lt tuple', lambda: [1] < (1,))
show('eq tuple', lambda: [1] == (1,))
show('dunder foreign', lambda: [1].__eq__((1,)))
nan = float('nan')
show('identity', lambda: ([nan] == [nan], nan in [nan], [nan].index(nan), [nan].count(nan), [nan] == [float('nan')]))
show('hash', lambda: hash([]))
show('hash attr', lambda: list.__hash__)
a = [1]
a.append(a)
show('recursive', lambda: a)
b = [a, (a,), {1: a}]
show('recursive 2', lambda: b)
show('nested', lambda: [[], [[]], [None, True, 1.5, 'a', b'b']])
show('reversed', lambda: list(reversed([1, 2, 3])))
show('iter', lambda: list(iter([1, 2, 3])))
show('types', lambda: [type(x).__name__ for x in (iter([]), reversed([]), iter(()), iter({}), iter(''), iter(range(3)))])
it = iter([1, 2, 3])
show('hint', lambda: it.__length_hint__())
next(it)
show('hint', lambda: it.__length_hint__())
c = [1, 2, 3]
seen = []
for x in c:
    seen.append(x)
    if len(c) < 6:
        c.append(x * 10)
print(seen)
c = [1, 2, 3, 4, 5, 6]
for x in c:
    c.remove(x)
print(c)
it = iter(c)
print(list(it), list(it))
c.append(99)
print(list(it))
r = reversed(c)
print(next(r))
c.clear()
print(list(r))


class Evil:
    """Empties the list while it is being searched."""

    def __init__(self, target):
        self.target = target

    def __eq__(self, other):
        self.target.clear()
        return False


victim = []
victim.extend([Evil(victim), Evil(victim), 1])
print(1 in victim, victim)
victim.extend([Evil(victim), 2])
print(victim.count(2), victim)
victim.extend([Evil(victim), 2])
try:
    victim.remove(2)
except ValueError as e:
    print('ValueError', e)
other = [Evil(victim), 3]
victim.extend([0, 3])
print(victim == other, victim)
