import sys

size = sys.getsizeof
print([size(v) for v in (None, True, 0, 1, 2**30, 2**60, 10**100, 1.0, 1j, b"", b"abc", "", "abc", "\xe9", "\u20ac", "\U0001f600")])
print([size(v) for v in ((), (1,), [], {}, set(), frozenset(), range(3), slice(1), object(), ...)])
print(size([1, 2, 3]), size([0] * 5), size(list(range(5))), size([i for i in range(5)]), size([1, 2, 3, 4]))
grown = []
sizes = []
for i in range(40):
    sizes.append(size(grown))
    grown.append(i)
print(sizes)
print([size({str(i): i for i in range(n)}) for n in (0, 1, 5, 6, 10, 11, 21, 22, 100, 200, 400)])
print([size(dict((i, i) for i in range(n))) for n in (0, 1, 5, 6, 10, 11, 21, 22, 100)])
print([size(set(range(n))) for n in (0, 4, 5, 10, 19, 20, 50, 100)])
print(size({"a": 1, "b": 2, "c": 3}))


class A:
    pass


class Slots:
    __slots__ = ("a", "b")


class L(list):
    pass


class D(dict):
    pass


class E(Exception):
    pass


print(size(A()), size(Slots()), size(L()), size(D()), size(E()), size(ValueError("x")))


def function():
    yield 1


print(size(function), size(function()), size([].append), size(len), size(property()), size(function.__code__) > 0)


class Sized:
    def __sizeof__(self):
        return 1000


print(size(Sized()))
