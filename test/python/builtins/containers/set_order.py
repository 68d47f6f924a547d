state = 7


def rnd(n):
    global state
    state = (state * 1103515245 + 12345) % 2**31
    return state // 65536 % n


for trial in range(150):
    s = set()
    size = (20, 60, 400)[trial % 3]
    for _ in range(rnd(120)):
        x = rnd(size) - size // 8
        op = rnd(10)
        if op < 6:
            s.add(x)
        elif op < 8:
            s.discard(x)
        elif op == 8:
            s.update(rnd(size) for _ in range(rnd(8)))
        else:
            s -= {rnd(size) for _ in range(rnd(8))}
    print(list(s))
    other = {rnd(size) for _ in range(rnd(40))}
    print(list(s | other), list(s & other), list(s - other), list(s ^ other))
    print(list(s.union(list(other))), list(s.intersection(list(other))), list(s.difference(list(other))))
    print(list(s.copy()), list(frozenset(s)), list(set(list(s))), list(set(dict.fromkeys(other))))
    t = set(s)
    t ^= other
    t.symmetric_difference_update(list(other)[:5])
    t.difference_update(list(other)[:3])
    t.intersection_update(range(0, 500, 2))
    print(list(t), [t.pop() for _ in range(min(3, len(t)))], list(t))
    keys = dict.fromkeys(other)
    print(list(keys.keys() & s), list(s & keys.keys()), list(keys.keys() | s), list(keys.keys() - s), list(keys.keys() ^ s))
print(list({5, 1, 9, 3, 20, 12}), list({i * i for i in range(30)}), list(set(range(20, 0, -1))))
print(list(set(range(100, 2000, 37))))
print(list({1, True, 1.0, 0, False}), list({2.5, 1.5, -1, -2, 2**31, -2**31, 2**40}))
