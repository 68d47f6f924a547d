def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)


d = {1: 'a', 2: 'b', 3: 'c'}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i)
print(len(k), len(v), len(i))
print(list(k), list(v), list(i))
print(list(reversed(k)), list(reversed(v)), list(reversed(i)))
print(2 in k, 9 in k, 'b' in v, 'z' in v, (2, 'b') in i, (2, 'c') in i, 2 in i, (2, 'b', 3) in i)
d[4] = 'd'
print(k, v, i)
print(k & {1, 2, 9}, {1, 2, 9} & k, k & [1, 9], k & {3: 0, 4: 0}.keys())
print(k | {9}, {9} | k, k | [10])
print(k - {1}, {1, 9} - k, k - [2, 3], k - d.keys())
print(k ^ {1, 9}, {1, 9} ^ k, k ^ [2, 11])
e = {1: 1, 2: 2, 3: 3}
f = {2: 2, 3: 4, 5: 5}
print(sorted(e.items() & f.items()), sorted(e.items() | f.items()), sorted(e.items() - f.items()), sorted(e.items() ^ f.items()))
print(k == {1, 2, 3, 4}, k == d.keys(), k != {1}, k < {1, 2, 3, 4, 5}, k <= {1, 2, 3, 4}, k > {1}, k >= {1, 9}, k == [1, 2, 3, 4])
print(i == set(i), i > {(1, 'a')}, {(1, 'a')} < i, {1} < k, {1, 2, 3, 4} == k)
print(v == v, v == d.values(), v == list(v))
print(k.isdisjoint([7]), k.isdisjoint({1}), i.isdisjoint([(1, 'a')]), k.isdisjoint(k), {}.keys().isdisjoint([1]))
show('values and', lambda: v & {1})
show('values or', lambda: v | v)
show('keys and int', lambda: k & 1)
show('keys or int', lambda: k | 1)
show('keys lt list', lambda: k < [1])
show('hash keys', lambda: hash(k))
show('hash items', lambda: hash(i))
show('unhashable', lambda: {1: []}.items() | set())
show('unhashable in', lambda: [] in k)
show('items contains unhashable', lambda: ([], 1) in i)
show('index', lambda: k[0])
show('types', lambda: (type(k).__name__, type(v).__name__, type(i).__name__))
show('iter types', lambda: [type(x).__name__ for x in (iter(k), iter(v), iter(i), reversed(k), reversed(v), reversed(i))])
show('mapping', lambda: (k.mapping, type(k.mapping).__name__, k.mapping == d))
r = {}
r['x'] = r.values()
show('recursive', lambda: r)
show('hints', lambda: (iter(k).__length_hint__(), iter(v).__length_hint__()))
it = iter(d.items())
next(it)
d[5] = 'e'
show('changed', lambda: next(it))
show('changed again', lambda: next(it))
it = iter(d.keys())
list(it)
show('exhausted', lambda: list(it))
import types
p = types.MappingProxyType(d)
print(p, len(p), p[1], p.get(9, 'x'), 1 in p, list(p), list(p.keys()), list(p.values()), list(p.items()), list(reversed(p)))
print(p == d, p | {9: 9}, {9: 9} | p, p.copy() == d, p.copy() is d)
show('set', lambda: p.__setitem__(1, 2))
try:
    p[1] = 2
except TypeError as e:
    print(e)
try:
    p |= {1: 2}
except TypeError as e:
    print(e)
show('proxy of list', lambda: types.MappingProxyType([1]))
show('proxy missing', lambda: p[99])
show('proxy hash', lambda: hash(p))
d[6] = 'f'
print(p)
