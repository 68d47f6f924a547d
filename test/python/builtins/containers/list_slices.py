bounds = [None, -7, -4, -1, 0, 1, 3, 5, 9]
steps = [None, 1, 2, -1, -3, 7]
checks = 0
for start in bounds:
    for stop in bounds:
        for step in steps:
            s = slice(start, stop, step)
            a = list(range(6))
            got = a[s]
            expected = [a[i] for i in range(*s.indices(6))]
            assert got == expected, (s, got)
            t = tuple(a)[s]
            assert t == tuple(expected), (s, t)
            d = list(range(6))
            del d[s]
            keep = [x for x in range(6) if x not in expected]
            assert d == keep, (s, d, keep)
            e = list(range(6))
            e[s] = [x * 10 for x in e[s]]
            for i in range(*s.indices(6)):
                a[i] = i * 10
            assert e == a, (s, e, a)
            checks += 1
print('checks', checks)


def run(label, f):
    a = [0, 1, 2, 3, 4, 5]
    try:
        f(a)
        print(label, a)
    except Exception as e:
        print(label, type(e).__name__, e, a)


def assign(s, v):
    def f(a):
        a[s] = v
    return f


run('shrink', assign(slice(1, 4), ['x']))
run('grow', assign(slice(1, 2), 'abcdef'))
run('insert', assign(slice(2, 2), (7, 8)))
run('clear', assign(slice(None), []))
run('reversed bounds', assign(slice(4, 2), ['x']))
run('gen', assign(slice(0, 2), (x for x in 'pq')))
run('not iterable', assign(slice(0, 2), 3))
run('not iterable strided', assign(slice(0, 4, 2), 3))
run('wrong size', assign(slice(0, 4, 2), [1]))
run('strided', assign(slice(0, 6, 2), 'abc'))
run('negative', assign(slice(None, None, -1), 'abcdef'))
run('zero step', assign(slice(None, None, 0), 'abcdef'))
run('float', assign(slice(0.5, None), 'abcdef'))
run('str', assign(slice('a'), 'abcdef'))


def own(a):
    a[1:3] = a


run('own', own)


def own_strided(a):
    a[::-1] = a


run('own strided', own_strided)


class Noisy:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print('del', self.n, end=' ')

    def __repr__(self):
        return f'N{self.n}'


def noisy(n=6):
    return [Noisy(i) for i in range(n)]


class Loud:
    """A list that its items' finalizers look at."""
    items = []


def check(label, f):
    a = noisy()
    f(a)
    print(label, a)
    a.clear()
    print()


def delete(s):
    def f(a):
        del a[s]
    return f


check('del 1:4', delete(slice(1, 4)))
check('del ::2', delete(slice(None, None, 2)))
check('del ::-2', delete(slice(None, None, -2)))
check('del 1', delete(1))
check('assign 1:4', assign(slice(1, 4), [1]))
check('assign ::2', assign(slice(None, None, 2), 'abc'))
check('assign all', assign(slice(None), []))
check('pop', lambda a: a.pop(2))
check('remove', lambda a: a.remove(a[3]))
check('imul', lambda a: a.__imul__(0))
check('init', lambda a: a.__init__([1]))


class Watching:
    """Its finalizer changes the list that it leaves."""

    def __init__(self, owner, n):
        self.owner = owner
        self.n = n

    def __del__(self):
        print('gone', self.n, len(self.owner), end='; ')
        self.owner.append(self.n)


w = []
w.extend(Watching(w, i) for i in range(4))
del w[1:3]
print(len(w), [x if isinstance(x, int) else 'W' for x in w])
w[0] = 'first'
print(len(w), [x if isinstance(x, int) else 'W' for x in w])
w.pop(1)
print(len(w), w)
w.clear()
print(w)
