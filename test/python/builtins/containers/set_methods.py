def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)


def run(label, f, start=(1, 2, 3)):
    for cls in (set, frozenset):
        s = cls(start)
        try:
            r = f(s)
            print(label, cls.__name__, repr(r), s)
        except Exception as e:
            print(label, cls.__name__, type(e).__name__, e, s)


class Sub(set):
    pass


class Frozen(frozenset):
    def __new__(cls, items=(), tag=None):
        self = super().__new__(cls, items)
        self.tag = tag
        return self


class Keyword(frozenset):
    def __init__(self, items, tag=None):
        self.tag = tag


show('set()', lambda: set())
show('frozenset()', lambda: frozenset())
show('set(str)', lambda: len(set('aab')))
show('set(1)', lambda: set(1))
show('set(1, 2)', lambda: set(1, 2))
show('set kw', lambda: set(a=1))
show('frozenset kw', lambda: frozenset(a=1))
show('set([[]])', lambda: set([[]]))
show('set(dict)', lambda: set({1: 2, 3: 4}))
show('Sub', lambda: (Sub([1]), Sub(), type(Sub([1]) | {2}), type(Sub([1]).copy())))
show('Frozen', lambda: (Frozen([1], tag='t'), Frozen([1], tag='t').tag, Frozen([1]) == frozenset([1])))
show('Keyword', lambda: Keyword([1], tag='x').tag)
f = frozenset([1, 2])
show('same', lambda: (frozenset(f) is f, f.copy() is f, frozenset(f, ) == f))
run('add', lambda s: s.add(4))
run('add same', lambda s: s.add(1))
run('add unhashable', lambda s: s.add([]))
run('add set', lambda s: s.add({1}))
run('remove', lambda s: s.remove(2))
run('remove missing', lambda s: s.remove(9))
run('discard', lambda s: (s.discard(2), s.discard(9)))
run('pop', lambda s: s.pop())
run('pop empty', lambda s: s.pop(), ())
run('clear', lambda s: s.clear())
run('copy', lambda s: s.copy())
run('len', lambda s: len(s))
run('contains', lambda s: (1 in s, 1.0 in s, True in s, 9 in s))
run('contains unhashable', lambda s: [] in s)
run('contains set', lambda s: {1} in s)
run('contains set 2', lambda s: {1} in s, (frozenset([1]), 5))
run('remove set', lambda s: s.remove({1}), (frozenset([1]), 5))
run('remove set missing', lambda s: s.remove({7}))
run('update', lambda s: s.update([4], (5,), {6: 7}))
run('update none', lambda s: s.update())
run('update bad', lambda s: s.update(4))
run('union', lambda s: s.union([4], 'x'))
run('union none', lambda s: s.union())
run('intersection', lambda s: s.intersection([1, 2, 9], {2: 3}))
run('intersection none', lambda s: s.intersection())
run('intersection_update', lambda s: s.intersection_update([1, 2, 9], [2, 5]))
run('intersection_update none', lambda s: s.intersection_update())
run('difference', lambda s: s.difference([1], {2: 0}))
run('difference none', lambda s: s.difference())
run('difference dict', lambda s: s.difference({2: 0}))
run('difference_update', lambda s: s.difference_update([1], {2: 0}))
run('symmetric_difference', lambda s: s.symmetric_difference([1, 1, 9]))
run('symmetric_difference_update', lambda s: s.symmetric_difference_update([1, 1, 9]))
run('issubset', lambda s: (s.issubset([1, 2, 3, 4]), s.issubset({1}), s.issubset(s)))
run('issuperset', lambda s: (s.issuperset([1]), s.issuperset({9}), s.issuperset(s)))
run('isdisjoint', lambda s: (s.isdisjoint([9]), s.isdisjoint({1}), s.isdisjoint(s)))
run('or', lambda s: (s | {4}, s | frozenset([4]), {4} | s))
run('and', lambda s: (s & {1, 4}, {1, 4} & s))
run('sub', lambda s: (s - {1}, {1, 4} - s))
run('xor', lambda s: (s ^ {1, 4}, {1, 4} ^ s))
run('or list', lambda s: s | [4])
run('and list', lambda s: s & [4])
run('sub list', lambda s: s - [4])
run('xor list', lambda s: s ^ [4])
run('lt list', lambda s: s < [4])
run('compare', lambda s: (s == {1, 2, 3}, s != {1}, s < {1, 2, 3, 4}, s <= s, s > {1}, s >= {1, 9}, s == [1, 2, 3]))
run('hash', lambda s: hash(s) == hash(frozenset([3, 2, 1])))


def inplace(op, other):
    def f(s):
        before = s
        if op == '|':
            s |= other
        elif op == '&':
            s &= other
        elif op == '-':
            s -= other
        else:
            s ^= other
        return s, s is before
    return f


for op in '|&-^':
    run(f'{op}=', inplace(op, {1, 9}))
    run(f'{op}= list', inplace(op, [1, 9]))


def inplace_self(op):
    def f(s):
        return inplace(op, s)(s)
    return f


for op in '|&-^':
    run(f'{op}= self', inplace_self(op))
show('nested', lambda: {frozenset({1}), frozenset({1})})
show('set in set', lambda: {{1}})
rec = [1]
s = Sub()


class Holder:
    def __repr__(self):
        return f'<{s!r}>'


s.add(Holder())
show('recursive', lambda: s)


def mutate(f):
    s = {1, 2, 3}
    try:
        for x in s:
            f(s, x)
        print('no error', s)
    except RuntimeError as e:
        print('RuntimeError', e, s)


mutate(lambda s, x: s.discard(x))
mutate(lambda s, x: s.add(x + 10))
mutate(lambda s, x: s.add(x))
it = iter({1, 2})
print(it.__length_hint__(), next(it), it.__length_hint__(), list(it), list(it))


class Bad:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        raise ValueError('no eq')


show('bad eq', lambda: {1, Bad()})
