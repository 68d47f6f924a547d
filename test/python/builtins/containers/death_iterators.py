class Dying:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print('del', self.n, end=' ')


def make(n):
    for i in range(n):
        yield Dying(i)


for i, x in enumerate(make(3)):
    del x
    print('step', i)
print()
for x, i in zip(make(3), range(3)):
    del x
    print('step', i)
print()
for x in map(lambda d: d, make(3)):
    n = x.n
    del x
    print('step', n)
print()
for x in filter(lambda d: d.n % 2, make(4)):
    n = x.n
    del x
    print('step', n)
print()
for x in reversed([Dying(1), Dying(2)]):
    n = x.n
    del x
    print('step', n)
print()
