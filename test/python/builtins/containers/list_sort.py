import functools


def run(label, a, **kw):
    try:
        r = a.sort(**kw)
        print(label, r, a)
    except Exception as e:
        print(label, type(e).__name__, e, a)


run('empty', [])
run('one', [1])
run('ints', [3, 1, 2])
run('reverse', [3, 1, 2], reverse=True)
run('strings', ['b', 'a', 'é', 'Z', ''])
run('floats', [2.5, -1.0, 0.0])
run('mixed numbers', [2.5, 1, True, 10**20, -10**20])
run('tuples', [(1, 'b'), (1, 'a'), (0, 'z')])
run('lists', [[2], [1, 5], [1]])
run('unorderable', [1, 'a', 2])
run('none', [None, 1])
run('key', ['bb', 'a', 'ccc'], key=len)
run('key reverse', ['bb', 'a', 'ccc', 'dd'], key=len, reverse=True)
run('key None', [2, 1], key=None)
run('key error', [2, 0, 1], key=lambda x: 1 / x)
run('reverse int', [1, 2], reverse=5)
run('reverse str', [1, 2], reverse='x')
run('bad keyword', [1], foo=1)
try:
    [1].sort(len)
except TypeError as e:
    print(e)


class Counted:
    """Counts the comparisons, whose number and order programs can see."""
    log = []

    def __init__(self, value, tag=0):
        self.value = value
        self.tag = tag

    def __lt__(self, other):
        Counted.log.append((self.value, other.value))
        return self.value < other.value

    def __repr__(self):
        return f'{self.value}.{self.tag}'


def counted(values):
    Counted.log = []
    a = [Counted(v, i) for i, v in enumerate(values)]
    a.sort()
    checksum = 0
    for x, y in Counted.log:
        checksum = (checksum * 31 + x * 7 + y) % 1000003
    print(len(Counted.log), checksum, [c.tag for c in a[:12]])


state = 1


def rnd(n):
    global state
    state = (state * 1103515245 + 12345) % 2**31
    return state // 65536 % n


counted([])
counted([5])
counted([2, 1])
counted(range(10))
counted(range(10, 0, -1))
counted([1] * 20)
for n in (3, 8, 33, 63, 64, 65, 100, 200, 500):
    counted([rnd(1000) for _ in range(n)])
    counted([rnd(4) for _ in range(n)])
counted(list(range(100)) + list(range(100)))
counted(list(range(0, 200, 2)) + list(range(1, 200, 2)))
counted(list(range(100, 200)) + list(range(100)) + [150, 3])
counted([i * 7919 % 300 for i in range(300)])
counted(list(range(150)) + [5] * 10 + list(range(150, 60, -1)))
big = [rnd(100000) for _ in range(3000)]
print(sorted(big) == sorted(big, key=lambda x: x), sorted(big)[:5], sorted(big, reverse=True)[:5])
print([k for k, _ in sorted([(rnd(5), i) for i in range(30)], key=lambda p: p[0])])
pairs = [(rnd(5), i) for i in range(30)]
print(sorted(pairs, key=lambda p: p[0]))
print(sorted(pairs, key=lambda p: p[0], reverse=True))

# The list is empty while it is sorted, and keys are computed once each.
a = [3, 1, 2]
calls = []


def key(x):
    calls.append((x, list(a), len(a)))
    return x


a.sort(key=key)
print(a, calls)


class Modifies:
    target = []

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        Modifies.target.append(1)
        return self.value < other.value

    def __repr__(self):
        return f'M{self.value}'


def modified(action):
    a = [3, 1, 2]

    def key(x):
        action(a)
        return x

    try:
        a.sort(key=key)
        print('no error', a)
    except ValueError as e:
        print('ValueError', e, a)


modified(lambda a: a.append(1))
modified(lambda a: a.clear())
modified(lambda a: (a.append(1), a.pop()))
modified(lambda a: a.extend([1, 2, 3]))
modified(lambda a: a.sort())
modified(lambda a: len(a))
Modifies.target = m = [Modifies(2), Modifies(1)]
try:
    m.sort()
except ValueError as e:
    print('ValueError', e, m)


class Fails:
    def __init__(self, value, limit):
        self.value = value
        self.limit = limit

    def __lt__(self, other):
        self.limit[0] -= 1
        if self.limit[0] < 0:
            raise KeyError('stop')
        return self.value < other.value


for limit in (0, 1, 2, 5, 20, 100, 250, 400, 600):
    for start in ([5, 3, 1, 4, 2], [i * 37 % 101 for i in range(101)], list(range(50)) + list(range(25, 75))):
        box = [limit]
        a = [Fails(v, box) for v in start]
        try:
            a.sort()
            outcome = 'sorted'
        except KeyError:
            outcome = 'failed'
        values = [x.value for x in a]
        print(limit, outcome, sorted(values) == sorted(start), values[:8])


class Truth:
    def __init__(self, v):
        self.v = v

    def __bool__(self):
        return self.v


class Odd:
    def __init__(self, v):
        self.v = v

    def __lt__(self, other):
        return Truth(self.v < other.v)


print([x.v for x in sorted([Odd(2), Odd(1), Odd(3)])])
print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda x, y: y - x)))
