"""The operations that hold references over calls of guest code, on small containers: for a collection at every safepoint."""


class Node:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n

    def __hash__(self):
        return 1

    def __repr__(self):
        return f'n{self.n}'


a = [Node(i) for i in (2, 0, 1)]
a.sort(key=lambda x: Node(-x.n))
a[1:2] = (Node(i) for i in (5, 6))
a[::2] = [Node(7), Node(8)]
print(a, Node(6) in a, a < [Node(9)], a * 2, a.pop(0))
d = {Node(1): [Node(2)], Node(3): Node(4)}
d[Node(3)] = 'x'
d.update([(Node(5), Node(6))])
print(d, d.pop(Node(1)), d == dict(d), d.keys() & {Node(5)})
s = {Node(1), Node(2)}
print(len(s ^ {Node(2), Node(3)}), len(s - {Node(1)}), s <= {Node(1), Node(2)})
print(list(zip(a, map(repr, a))), list(enumerate(filter(lambda x: x.n, a))), tuple(a) == tuple(list(a)))
