import collections
from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, defaultdict, deque, namedtuple

d = deque([1, 2, 3], maxlen=4)
d.append(4)
d.append(5)
d.appendleft(0)
print(d, len(d), d.maxlen, d[0], d[-1])
print(d.pop(), d.popleft(), d)
d.extend("ab")
d.extendleft([9, 8])
print(d)
e = deque(range(10))
e.rotate(3)
print(e)
e.rotate(-4)
print(e, e.index(5), e.count(3), 7 in e, 77 in e)
e.insert(2, "x")
e.remove(9)
del e[0]
e[0] = "first"
e.reverse()
print(e, list(reversed(e))[:3])
print(deque("abc") == deque("abc"), deque("abc") < deque("abd"), deque([1]) + deque([2]), deque([1, 2]) * 2)
e.clear()
print(e, bool(e))
try:
    e.pop()
except IndexError as err:
    print(err)
try:
    e[3]
except IndexError as err:
    print(err)
try:
    for x in deque([1, 2]):
        e = None
    q = deque([1, 2])
    for x in q:
        q.append(3)
except RuntimeError as err:
    print(err)
q = deque()
for i in range(1000):
    q.append(i)
    if i % 3 == 0:
        q.popleft()
print(len(q), q[0], q[-1], sum(q))
r = deque([1])
r.append(r)
print(r)
print(deque([3, 1, 2], 2), q.copy() == q)

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
