from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


class P(object):
    pass


class S(object):
    __slots__ = ("a", "b")


p = P()
sizes = [None, True, 0, 1, 2 ** 30, 2 ** 60, 1.5, 1j, "", "a", (), (1,), (1, 2, 3), [], [1], [1, 2, 3], {}, {"a": 1}]
print([sys.getsizeof(x) for x in sizes])
print([sys.getsizeof(x) for x in [set(), set([1]), set(range(10)), frozenset(), slice(1, 2)]])
print([sys.getsizeof(x) for x in [p, S(), P, S, len, [].append, p.__init__, object()]])
l = []
grown = []
for k in range(20):
    l.append(k)
    if not grown or grown[-1] != sys.getsizeof(l):
        grown.append(sys.getsizeof(l))
print(grown)
d = {}
grown = []
for k in range(100):
    d[k] = k
    if not grown or grown[-1] != sys.getsizeof(d):
        grown.append(sys.getsizeof(d))
print(grown)
print(sys.getsizeof(p.__dict__))
p.a = 1
print(sys.getsizeof(p.__dict__), sys.getsizeof(p))


def f(a, b=1):
    c = 1
    yield c


print(sys.getsizeof(f), sys.getsizeof(f(1)), sys.getsizeof(lambda: 0))
print(sys.getsizeof(range(3)) > 0, sys.getsizeof(bytearray(b"abc")))
