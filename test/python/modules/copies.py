import copy
import weakref


class P:
    def __init__(self, x):
        self.x = x
        self.me = self


a = [1, [2, 3], {"k": [4]}]
b = copy.copy(a)
c = copy.deepcopy(a)
a[1].append(9)
print(b, c, b[1] is a[1], c[2] == a[2], c[2] is a[2])
p = P([1])
q = copy.copy(p)
r = copy.deepcopy(p)
print(q.x is p.x, q.me is p, r.x == p.x, r.x is p.x, r.me is r)
shared = []
d = copy.deepcopy([shared, shared])
print(d[0] is d[1], d[0] is shared)
t = (1, "a")
print(copy.copy(t) is t, copy.deepcopy(t) is t, copy.deepcopy(([],)))
loop = []
loop.append(loop)
l2 = copy.deepcopy(loop)
print(l2[0] is l2)


class C:
    def __copy__(self):
        return "copied"

    def __deepcopy__(self, memo):
        return "deep"


print(copy.copy(C()), copy.deepcopy([C()]))


class L(list):
    pass


m = L([1, [2]])
m.tag = [5]
n = copy.deepcopy(m)
print(n, type(n).__name__, n.tag, n.tag is m.tag, n[1] is m[1])


class S:
    __slots__ = ("a", "b")


s = S()
s.a = [1]
u = copy.deepcopy(s)
print(u.a, u.a is s.a, hasattr(u, "b"))
print(copy.copy({1, 2}), copy.copy(len) is len, copy.deepcopy({1: {2}}), copy.copy(P) is P)
print(copy.deepcopy(ValueError("x", 1)).args)


class SlottedWeakSet(weakref.WeakSet):
    __slots__ = ("x", "y")


w = SlottedWeakSet()
w.x, w.z = ["x"], ["z"]
print([(c.x, c.z, c.x is w.x, hasattr(c, "y")) for c in (copy.copy(w), copy.deepcopy(w))])
