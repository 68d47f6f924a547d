"""`is` and id() go by value for numbers, short strings and empty containers."""
import operator

def same(a, b):
    return a is b, id(a) == id(b), operator.is_(a, b)

big = 2 ** 100
nan = float("nan")
print("int", same(1000, int("1000")), same(big, 2 ** 100), same(-1, 0 - 1))
print("float", same(1.5, float("1.5")), same(0.0, -0.0), same(nan, float("nan")))
print("complex", same(1j, complex("1j")), same(0j, -0j))
print("bool and int", same(True, 1), same(1, 1.0))
print("str", same("a", "banana"[1]), same("", "x"[:0]), same("ab", "a" + "b".lower()), same("\u1234", chr(0x1234)))
print("bytes", same(b"a", b"banana"[1:2]), same(b"", b"x"[:0]), same(b"ab", bytes([97, 98])))
print("containers", same((), tuple([])), same(frozenset(), frozenset([])), same((1,), tuple([1])), same([], []))
class I(int):
    pass
class S(str):
    pass
print("subclasses", same(I(1), I(1)), same(I(1), 1), same(S(""), ""))
print("slices", "abc"[:] is "abc", (1, 2)[:] == (1, 2), str("abc") is "abc")
x = 257
y = 257
def f(z):
    return z is x
print(f(257), f(y + 0), x is y)
print([id(v) for v in (0, 1, -1, 10 ** 20, 1.0, -2.5, 1j, "", "a", "\xe9", b"", b"z", (), frozenset())])
print(nan in [float("nan")], [nan] == [float("nan")], {nan: 1}.get(float("nan")), nan == float("nan"))
print(len({float("nan"), float("nan")}), hash(nan))
print(object.__repr__(5), object.__repr__("a"))
a = object()
b = object()
print(id(a) == id(b), a is b, id(a) == id(a), len(hex(id(a))), repr(a) == "<object object at 0x%016x>" % id(a))
