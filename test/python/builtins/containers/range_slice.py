def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n

    def __repr__(self):
        return f"Index({self.n})"


for args in [(5,), (0,), (-3,), (2, 5), (5, 2), (0, 10, 3), (10, 0, -3), (0, 10, -1), (1, 2, 100), (True,), (Index(3),)]:
    r = range(*args)
    print(args, r, len(r), list(r), list(reversed(r)), bool(r), r.start, r.stop, r.step)
show('none', lambda: range())
show('four', lambda: range(1, 2, 3, 4))
show('kw', lambda: range(stop=3))
show('str', lambda: range('a'))
show('float', lambda: range(1.5))
show('zero', lambda: range(1, 2, 0))
r = range(0, 20, 3)
show('index', lambda: (r[0], r[-1], r[2], r[Index(1)]))
show('out', lambda: r[7])
show('out neg', lambda: r[-8])
show('str index', lambda: r['a'])
show('slices', lambda: (r[1:3], r[::-1], r[::2], r[5:100], r[-2:], r[3:1], r[100:], r[:-100]))
show('contains', lambda: (3 in r, 4 in r, -3 in r, 21 in r, 3.0 in r, 'a' in r, True in r, None in r))
show('index of', lambda: (r.index(9), r.index(9.0)))
show('index missing', lambda: r.index(10))
show('index missing str', lambda: r.index('a'))
show('count', lambda: (r.count(9), r.count(10), r.count(9.0), r.count('a')))
show('eq', lambda: (range(0) == range(2, 1), range(0, 3, 2) == range(0, 4, 2), range(3) == range(4), range(3) == [0, 1, 2], range(1, 2) == range(1, 9, 8)))
show('hash', lambda: (hash(range(0)) == hash(range(2, 1)), hash(range(0, 3, 2)) == hash(range(0, 4, 2)), len({range(3), range(0, 3), range(0, 3, 1)})))
show('lt', lambda: range(3) < range(4))
big = range(10**20, 10**20 + 10, 3)
show('big', lambda: (big, len(big), list(big), big[2], big[-1], 10**20 + 3 in big, big.index(10**20 + 6), list(reversed(big)), big[1:3]))
huge = range(10**30)
show('huge', lambda: (huge, huge[10**25], huge[-1], bool(huge)))
show('huge len', lambda: len(huge))
show('huge iter', lambda: [x for x, _ in zip(huge, range(3))])
show('edges', lambda: list(range(2**31 - 2, 2**31 + 2)))
show('edges down', lambda: list(range(-2**31 + 1, -2**31 - 3, -1)))
show('hint', lambda: iter(range(5)).__length_hint__())
show('big hint', lambda: iter(big).__length_hint__())
show('types', lambda: (type(iter(range(3))).__name__, type(iter(big)).__name__))
try:
    class R(range):
        pass
except TypeError as e:
    print(e)
try:
    range(3).start = 1
except AttributeError as e:
    print(e)

s = slice(1, 2, 3)
print(s, slice(5), slice(None), slice(1, 2), s.start, s.stop, s.step)
show('none', lambda: slice())
show('four', lambda: slice(1, 2, 3, 4))
show('eq', lambda: (s == slice(1, 2, 3), s == slice(1, 2), s != slice(1, 2), s < slice(1, 3), slice(1) < slice(2)))
show('lt None', lambda: slice(None) < slice(1))
show('hash', lambda: hash(s))
for args in [(None,), (2,), (-2,), (1, None), (None, None, -1), (10, -10, -2), (Index(1), Index(3)), (10**30,), (None, -10**30, -1)]:
    print(args[0] if not isinstance(args[0], Index) else 'Index', slice(*args).indices(5), slice(*args).indices(0))
show('indices huge', lambda: slice(10**25).indices(10**30))
show('indices neg', lambda: s.indices(-1))
show('indices float', lambda: s.indices(1.0))
show('indices zero', lambda: slice(None, None, 0).indices(3))
show('indices str', lambda: slice('a').indices(3))


class Subscript:
    def __getitem__(self, key):
        return key


x = Subscript()
print(x[1:2], x[::], x[1:2, 3], x[...], x[:, 1:2:3])
