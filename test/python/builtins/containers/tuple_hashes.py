from collections import namedtuple
P = namedtuple('P', 'x y')
for t in ((), (1,), (1, 2), (0, 0), (-1, -2), (1.5, 2), (2**40, 3), (2**70, -2**70), ((1, 2), (3, (4, 5))), (True, False), tuple(range(100)),
          (1, (2, (3, (4, (5,))))), P(1, 2), (1j, 2.5), (float('inf'), 10**20), (-2**61, 2**61 - 1)):
    print(t if len(t) < 10 else '...', hash(t))
for s in ((), (1,), (1, 2), (-1, -2, 3), (1.5,), (2**40, 2**70), ((1, 2), (3, 4)), range(50), (frozenset((1, 2)), frozenset())):
    print(sorted(map(str, s))[:4], hash(frozenset(s)))
print({(x, y) for x in range(4) for y in range(4)})
print(set((x, -x) for x in range(20)))
print({frozenset((x, x + 1)) for x in range(12)} - {1})
print(sorted({(x,): 1 for x in range(5)}.items()), {(1, 2), (3, 4), (5, 6), (1.5, 2)})
print({(k, (k, k * k)) for k in range(30)})
d = {1: 1}
try:
    for k in d:
        del d[k]
        d[k + 1] = 1
except RuntimeError as error:
    print(error, d)
d = {k: k for k in range(3)}
try:
    for k in d.items():
        d.pop(k[0])
        d[k[0] + 10] = 0
except RuntimeError as error:
    print(error, d)
