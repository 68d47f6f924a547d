"""Containers of containers under many operations."""


class Node:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return isinstance(other, Node) and self.n == other.n

    def __lt__(self, other):
        return self.n < other.n

    def __hash__(self):
        return self.n % 5

    def __repr__(self):
        return f'n{self.n}'


a = [Node(i * 7 % 11) for i in range(11)]
print(sorted(a), sorted(a, reverse=True), sorted(a, key=lambda x: -x.n))
a.sort()
print(a, a.index(Node(4)), Node(9) in a, a.count(Node(3)))
a[2:5] = [Node(100), Node(101)]
del a[::3]
a.insert(1, Node(50))
a.extend(Node(i) for i in range(3))
a += [Node(60)]
a *= 2
print(a, a.pop(), a.pop(0), a == list(a), a < [Node(200)])
a.remove(Node(50))
a.reverse()
print(a, a[1:7:2], a[::-1][:3])
d = {Node(i): [Node(i), (Node(i), {i: Node(i)})] for i in range(9)}
d[Node(3)] = 'three'
print(d, d.pop(Node(4)), d.get(Node(5)), Node(4) in d)
d.update({Node(20): 1, Node(3): 2})
d.setdefault(Node(21), []).append(Node(22))
e = dict(d)
print(e == d, d | {Node(1): None}, d.popitem(), list(d.items())[:2])
s = {Node(i) for i in range(12)}
t = {Node(i) for i in range(6, 18)}
print(sorted(s & t), sorted(s | t), sorted(s - t), sorted(s ^ t), Node(3) in s, s.isdisjoint(t), s <= t)
s.difference_update([Node(1), Node(2)])
s.intersection_update(t)
s.symmetric_difference_update({Node(6), Node(99)})
print(sorted(s), frozenset(t) == t, hash(frozenset(s)) == hash(frozenset(sorted(s))))
print(sorted(d.keys() & {Node(1), Node(2)}), sorted(d.keys() - t), len(d.items() & {(Node(20), 1)}))
u = tuple(a) + (Node(7),) * 2
print(u, hash(u) == hash(tuple(list(u))), u < u, u.index(Node(7)), u[::4])
print(list(zip(a, u)), list(enumerate(a[:3])), list(map(repr, a[:3])), list(filter(lambda x: x.n > 50, a)))
print(list(reversed(a[:4])), [x for x in reversed(d)][:3], dict.fromkeys(a[:3], Node(1)))
m = {}
for i in range(40):
    m[Node(i)] = Node(i)
    if i % 3 == 0:
        del m[Node(i // 3)]
print(m)
print(list[int], {1: list[int]}, slice(Node(1), Node(2)), range(3)[::-1])
n = [[Node(i)] * 2 for i in range(3)]
n.append(n)
print(n, n.copy() == n[:])
