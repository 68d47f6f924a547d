import weakref


def err(f):
    try:
        print('value', f())
    except BaseException as e:
        print(type(e).__name__, e)


class C:
    def __init__(self, v=0):
        self.v = v

    def __eq__(self, other):
        return isinstance(other, C) and self.v == other.v

    def __hash__(self):
        return hash(self.v)


c = C(1)
r = weakref.ref(c)
print(r() is c, r is weakref.ref(c), type(r), r.__callback__, repr(r).split(' at ')[0], repr(r).split('; ')[1].split(' at ')[0])
cb = lambda w: print('callback', w() is None)
r2 = weakref.ref(c, cb)
print(r2 is r, r2.__callback__ is cb, r == r2, hash(r) == hash(c), r != r2, {r: 1}[r2])
d = C(1)
rd = weakref.ref(d)
print(r == rd, r is rd, r == c)


class Ref(weakref.ref):
    def __init__(self, ob, callback=None, **kw):
        super().__init__(ob, callback)
        self.kw = kw


rs = Ref(c, k=1)
another = Ref(c)
print(rs() is c, rs.kw, rs is another, type(rs).__name__, isinstance(rs, weakref.ref))
print(weakref.getweakrefcount(c), len(weakref.getweakrefs(c)), weakref.getweakrefs(c)[0] is r)

for x in [1, 'a', 1.0, (1,), [1], {}, None, b'a', True, object(), slice(1), range(3), ValueError(), r, [].__len__.__self__, property()]:
    err(lambda: type(weakref.ref(x)).__name__)
for x in [len, [].append, int, C, (lambda: 0), c.__init__, (i for i in []), {1}, frozenset(), weakref, compile if False else err.__code__]:
    t = weakref.ref(x)
    print(type(x).__name__, t.__callback__)


class Slots:
    __slots__ = ('a',)


class WSlots:
    __slots__ = ('a', '__weakref__')


class Sub(Slots):
    pass


class L(list):
    pass


class T(tuple):
    pass


class I(int):
    pass


class D(dict):
    pass


class S(str):
    pass


class E(Exception):
    pass


for k in [Slots, WSlots, Sub, L, T, I, D, S, E]:
    o = k()
    err(lambda: type(weakref.ref(o)).__name__)
err(lambda: weakref.ref())
err(lambda: weakref.ref(c, None, 3))

p = weakref.proxy(c)
print(type(p), p.v, p == d, p is weakref.proxy(c), repr(p).split(' at ')[0], isinstance(p, C), p.__class__ is C)
p.v = 5
print(c.v)
del p.v
print(hasattr(c, 'v'), hasattr(p, 'v'))
err(lambda: hash(p))
c.v = 5


class Ops:
    def __init__(self):
        self.items = {1: 'one'}

    def __add__(self, o):
        return ('add', o)

    def __radd__(self, o):
        return ('radd', o)

    def __iadd__(self, o):
        return ('iadd', o)

    def __len__(self):
        return 7

    def __getitem__(self, k):
        return self.items[k]

    def __setitem__(self, k, v):
        self.items[k] = v

    def __delitem__(self, k):
        del self.items[k]

    def __contains__(self, k):
        return k in self.items

    def __iter__(self):
        return iter(self.items)

    def __bool__(self):
        return False

    def __str__(self):
        return 'ops str'

    def __neg__(self):
        return 'neg'

    def __abs__(self):
        return 'abs'

    def __int__(self):
        return 12

    def __index__(self):
        return 3

    def __lt__(self, o):
        return 'lt'

    def __call__(self, *a, **k):
        return (a, k)

    def __divmod__(self, o):
        return ('divmod', o)


o = Ops()
q = weakref.proxy(o)
print(type(q), q + 1, 1 + q, len(q), q[1], 1 in q, list(q), bool(q), str(q), -q, abs(q), int(q), q < 3, q(1, a=2), divmod(q, 4))
q[2] = 'two'
del q[1]
print(o.items, [10, 20, 30, 40][q], f'{q}')
z = q
z += 5
print(z)
err(lambda: q - 1)
err(lambda: next(q))
err(lambda: weakref.proxy(3))
fp = weakref.proxy(err)
print(type(fp))
