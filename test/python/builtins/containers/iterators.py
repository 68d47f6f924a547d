def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)


class Seq:
    def __len__(self):
        return 3

    def __getitem__(self, i):
        if i >= 3:
            raise IndexError(i)
        return i * 10


class Rev:
    def __reversed__(self):
        return iter('rev')


class NotRev:
    __reversed__ = None

    def __len__(self):
        return 1

    def __getitem__(self, i):
        return 1


print(list(enumerate('abc')), list(enumerate('ab', 5)), list(enumerate('ab', start=-1)), list(enumerate([])))
print(list(enumerate('abc', 10**20)), list(enumerate('abc', 2**31 - 2)), list(enumerate('ab', -2**40)))
show('enumerate none', lambda: enumerate())
show('enumerate int', lambda: enumerate(1))
show('enumerate float', lambda: enumerate('a', 1.5))
print(list(zip()), list(zip('ab')), list(zip('abc', range(2))), list(zip('ab', 'cd', 'ef')))
show('zip int', lambda: zip('a', 1))
print(list(zip('ab', 'cd', strict=True)), list(zip(strict=True)))
show('strict', lambda: list(zip('ab', 'c', strict=True)))
show('strict 2', lambda: list(zip('a', 'cd', strict=True)))
show('strict 3', lambda: list(zip('ab', 'cd', 'e', strict=True)))
show('strict 4', lambda: list(zip('a', 'c', 'ef', strict=True)))
show('strict 5', lambda: list(zip('', 'c', strict=True)))
show('zip kw', lambda: zip('a', foo=1))
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(map(None.__class__, [])))
show('map one', lambda: map(str))
show('map int', lambda: map(str, 1))
show('map kw', lambda: map(str, [1], x=1))
show('map error', lambda: list(map(lambda x: 1 / x, [1, 0])))
show('map not callable', lambda: list(map(1, [1])))
print(list(filter(None, [0, 1, '', 'a', [], [0]])), list(filter(lambda x: x % 2, range(6))), list(filter(bool, [0, 2])))
show('filter one', lambda: filter(None))
show('filter int', lambda: filter(None, 1))
print(list(reversed('abc')), list(reversed((1, 2))), list(reversed(Seq())), list(reversed(Rev())), list(reversed({1: 2, 3: 4})))
show('reversed int', lambda: reversed(1))
show('reversed set', lambda: reversed({1}))
show('reversed None', lambda: reversed(NotRev()))
show('reversed gen', lambda: reversed(x for x in 'a'))
print(list(Seq()), 20 in Seq(), list(iter(Seq())))
print(type(reversed('a')).__name__, type(reversed([])).__name__, type(iter(Seq())).__name__, type(enumerate('')).__name__, type(zip()).__name__)
it = iter([3, 2, 1, 0, 5])
print(list(iter(lambda: next(it), 0)), list(it))
z = zip([1, 2], 'ab')
print(iter(z) is z, next(z), next(z), list(z))
show('exhausted', lambda: next(z))
e = enumerate('ab')
a = next(e)
b = next(e)
print(a, b, a is b)
e = enumerate('xyz')
ids = set()
for pair in e:
    ids.add(pair)
print(len(ids))
z = zip('ab', 'cd')
p = next(z)
q = next(z)
print(p, q)


class Sub(zip):
    pass


class SubEnumerate(enumerate):
    pass


print(type(Sub('a')).__name__, list(Sub('ab', 'cd')), list(SubEnumerate('ab', 3)))
print(type(Sub('a').__iter__()).__name__)
print(iter('abc').__length_hint__(), reversed([1, 2]).__length_hint__())
show('alias', lambda: (list[int], dict[str, int], tuple[int, ...], list[list[int]], set['x'], list[int]([1, 2]), list[int] == list[int]))
show('alias attrs', lambda: (list[int].__origin__, list[int].__args__, dict[str, int].__args__))
show('alias in', lambda: isinstance([], list[int]))
print(*(x for x in zip(*[iter(range(6))] * 2)))
a, b = zip(*[(1, 'x'), (2, 'y')])
print(a, b)
