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
