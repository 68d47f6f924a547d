import collections
from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, defaultdict, deque, namedtuple

Point = namedtuple("Point", "x y z", defaults=[0])
p = Point(1, y=2)
print(p, p.x, p.z, p._asdict(), p._replace(x=5), Point._fields, Point._make([1, 2, 3]), p == (1, 2, 0))
print(Point.__doc__, Point._field_defaults, Point.x.__doc__)
x, y, z = p
print(x, y, z, isinstance(p, tuple), p[1:])
for bad in (lambda: Point(), lambda: Point(1, 2, 3, 4), lambda: Point(1, 2, w=3), lambda: Point(1, 2, x=3)):
    try:
        bad()
    except TypeError as err:
        print(err)
try:
    namedtuple("Bad", "class")
except ValueError as err:
    print(err)

dd = defaultdict(list)
dd["a"].append(1)
dd["b"]
print(dd, dd["a"], "c" in dd, dd.get("c"))
print(defaultdict(int, x=1), dd.copy())
c = Counter("abracadabra")
print(c, c.most_common(2), c["z"], sum(c.values()), c.total())
c.update("aaa")
c.subtract({"b": 5})
print(c, +c, c - Counter(a=3), c & Counter(a=1, b=1), c | Counter(q=2))
print(sorted(Counter(a=2, b=1).elements()), Counter(a=1) == Counter(a=1, b=0), Counter(a=1) <= Counter(a=2))
o = OrderedDict(a=1, b=2, c=3)
o.move_to_end("a")
print(o, list(o), o.popitem(last=False), OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), o == {"c": 3, "a": 1})
o.move_to_end("a", last=False)
print(list(o.items()), list(reversed(o)))
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
m["c"] = 4
print(m["a"], m["b"], sorted(m), len(m), m.maps, m.parents, m.new_child()["b"])
print(m)


class Lower(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)


low = Lower(A=1)
low["B"] = 2
print(low, "a" in low, len(low), dict(low))
u = UserList([3, 1])
u.append(2)
u.sort()
print(u, u[0], u[1:], u + [9], 3 in u)
print(isinstance([], collections.abc.Sequence), isinstance({}, collections.abc.Mapping), isinstance(deque(), collections.abc.MutableSequence))
print(ChainMap, UserDict, deque, OrderedDict, Counter)
