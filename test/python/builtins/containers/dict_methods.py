def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)


def run(label, f, start=((1, 'a'), (2, 'b'), (3, 'c'))):
    d = dict(start)
    try:
        r = f(d)
        print(label, repr(r), d)
    except Exception as e:
        print(label, type(e).__name__, e, d)


class Sub(dict):
    pass


class Missing(dict):
    def __missing__(self, key):
        return ('missing', key)


class Default(dict):
    def __missing__(self, key):
        value = self[key] = []
        return value


class Mapping:
    def __init__(self, d):
        self.d = d

    def keys(self):
        return iter(self.d)

    def __getitem__(self, key):
        return self.d[key]


class Iterating(dict):
    def __iter__(self):
        return iter(['z'])

    def keys(self):
        return ['z']

    def __getitem__(self, key):
        return key * 2


show('dict()', lambda: dict())
show('dict(d)', lambda: dict({1: 2}))
show('dict(pairs)', lambda: dict([(1, 2), [3, 4], 'ab']))
show('dict(kw)', lambda: dict(a=1, b=2))
show('dict(d, kw)', lambda: dict({'a': 1, 'c': 3}, a=2, b=4))
show('dict(mapping)', lambda: dict(Mapping({1: 2})))
show('dict(iterating)', lambda: dict(Iterating()))
show('dict(gen)', lambda: dict((i, i * i) for i in range(4)))
show('dict(1)', lambda: dict(1))
show('dict(1, 2)', lambda: dict(1, 2))
show('dict([1])', lambda: dict([1]))
show('dict([()])', lambda: dict([(1, 2), (1, 2, 3)]))
show('dict(str)', lambda: dict('ab'))
show('dict unhashable', lambda: dict([([], 1)]))
show('fromkeys', lambda: dict.fromkeys('abca'))
show('fromkeys 2', lambda: dict.fromkeys([1, 2], []))
show('fromkeys sub', lambda: type(Sub.fromkeys([1])))
show('fromkeys bad', lambda: dict.fromkeys(1))
show('sub', lambda: (Sub(a=1), type(Sub(a=1).copy()), type(Sub(a=1) | {})))
show('missing', lambda: (Missing()[3], Missing(a=1)['a'], Missing().get(3)))
m = Default()
m['x'].append(1)
m['x'].append(2)
show('default', lambda: m)
run('getitem', lambda d: d[1])
run('getitem missing', lambda d: d[9])
run('getitem missing str', lambda d: d['q'])
run('getitem missing tuple', lambda d: d[1, 2])
run('getitem unhashable', lambda d: d[[]])
run('setitem', lambda d: d.__setitem__(1, 'z'))
run('setitem new', lambda d: d.__setitem__(0, 'z'))
run('setitem unhashable', lambda d: d.__setitem__({}, 'z'))
run('delitem', lambda d: d.__delitem__(2))
run('delitem missing', lambda d: d.__delitem__(9))
run('contains', lambda d: (1 in d, 1.0 in d, True in d, 9 in d))
run('contains unhashable', lambda d: [] in d)
run('get', lambda d: (d.get(1), d.get(9), d.get(9, 'x')))
run('get none', lambda d: d.get())
run('get many', lambda d: d.get(1, 2, 3))
run('setdefault', lambda d: (d.setdefault(1, 'q'), d.setdefault(7), d.setdefault(8, 'r')))
run('pop', lambda d: d.pop(2))
run('pop missing', lambda d: d.pop(9))
run('pop default', lambda d: d.pop(9, None))
run('pop empty unhashable', lambda d: d.pop([]), ())
run('pop unhashable', lambda d: d.pop([]))
run('popitem', lambda d: (d.popitem(), d.popitem()))
run('popitem empty', lambda d: d.popitem(), ())
run('update', lambda d: d.update({3: 'x', 4: 'y'}))
run('update kw', lambda d: d.update(a=1))
run('update both', lambda d: d.update([(1, 2)], a=1))
run('update none', lambda d: d.update())
run('update self', lambda d: d.update(d))
run('update bad', lambda d: d.update(1))
run('update many', lambda d: d.update(1, 2))
run('update self kw', lambda d: d.update(self=1, other=2))
run('clear', lambda d: d.clear())
run('copy', lambda d: (d.copy(), d.copy() is d))
run('len', lambda d: len(d))
run('iter', lambda d: (list(d), list(reversed(d))))
run('or', lambda d: d | {9: 9, 1: 'new'})
run('ror', lambda d: {9: 9, 1: 'new'} | d)
run('or list', lambda d: d | [(1, 2)])
run('ior', lambda d: d.__ior__([(1, 2)]))
run('ior bad', lambda d: d.__ior__(1))
run('lt', lambda d: d < d)
run('hash', lambda d: hash(d))
for a, b in [({}, {}), ({1: 2}, {1: 2}), ({1: 2}, {1: 3}), ({1: 2}, {2: 2}), ({1: 2, 3: 4}, {3: 4, 1: 2}), ({1: 2}, {1.0: 2.0})]:
    print(a, b, a == b, a != b)
show('eq foreign', lambda: {}.__eq__([]))
nan = float('nan')
show('nan', lambda: ({1: nan} == {1: nan}, {nan: 1} == {nan: 1}, {nan: 1, float('nan'): 2}))
d = {}
d['self'] = d
d['list'] = [d]
show('recursive', lambda: d)
d = {i: i for i in range(10)}
for i in range(0, 10, 2):
    del d[i]
d[0] = 'back'
d[1] = 'same place'
print(d, list(d.items()))
while d:
    print(d.popitem(), end=' ')
print(d)
d = {}
for i in range(1000):
    d[i * 7919 % 1009] = i
for i in range(0, 1000, 3):
    d.pop(i * 7919 % 1009)
print(len(d), sum(d), sum(d.values()), list(d)[:10])
total = 0
while d:
    k, v = d.popitem()
    total += k * v
print(total)
for i in range(300):
    d[i] = i
    if i % 3:
        d.popitem()
print(len(d), list(d)[:5], d.popitem())


def mutate(f):
    d = {1: 1, 2: 2, 3: 3}
    try:
        for k in d:
            f(d, k)
        print('no error', d)
    except RuntimeError as e:
        print('RuntimeError', e, d)


mutate(lambda d, k: d.pop(k))
mutate(lambda d, k: d.__setitem__(k + 10, 0))
mutate(lambda d, k: d.__setitem__(k, 0))
mutate(lambda d, k: d.clear())


class Key:
    """Equal keys with equal hashes; comparison is logged."""

    def __init__(self, n, h=1):
        self.n = n
        self.h = h

    def __hash__(self):
        print('hash', self.n, end=' ')
        return self.h

    def __eq__(self, other):
        print(self.n, '==', other.n, end=' ')
        return self.n == other.n

    def __repr__(self):
        return f'K{self.n}'


k1, k2, k3 = Key(1), Key(2), Key(3)
d = {k1: 'a', k2: 'b'}
print(d)
print(d[Key(2)], d.get(k3))
d[Key(1)] = 'c'
print(d)
print(d.setdefault(Key(2), 'z'), d.pop(Key(1)))
print({k1: 1} == {Key(1): 1})


class BadHash:
    def __hash__(self):
        raise ValueError('no hash')


class BadEq:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        raise ValueError('no eq')


show('bad hash', lambda: {BadHash(): 1})
show('bad eq', lambda: {1: 2}.get(BadEq()))
show('bad eq 2', lambda: {BadEq(): 2, BadEq(): 3})


class Clears:
    """Its comparison empties the dict that is being searched."""
    d = {}

    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 5

    def __eq__(self, other):
        Clears.d.clear()
        return False


Clears.d[Clears(1)] = 'one'
Clears.d[Clears(2)] = 'two'
print(len(Clears.d), list(Clears.d.values()))
