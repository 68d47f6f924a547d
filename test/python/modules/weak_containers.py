import gc
import weakref
from weakref import WeakKeyDictionary, WeakMethod, WeakSet, WeakValueDictionary


class Node:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return "Node(%s)" % self.name

    def hello(self):
        return "hello " + self.name


a, b, c = Node("a"), Node("b"), Node("c")
values = WeakValueDictionary(a=a, b=b)
values["c"] = c
print(len(values), sorted(values), [v.name for v in values.values()])
print("a" in values, "z" in values, values.get("z", 7), values["b"])
del b
gc.collect()
print(len(values), sorted(values.keys()), sorted(k for k, v in values.items()))
try:
    values["b"]
except KeyError as e:
    print("KeyError", e)
print(values.pop("c"), values.pop("c", None), len(values))
print(values.setdefault("d", c), values.setdefault("d", a), list(values.items()))
print((values | {"e": a})["e"], isinstance(values, dict))

keys = WeakKeyDictionary()
keys[a] = 1
keys[c] = 2
print(len(keys), keys[a], keys.get(c), a in keys, sorted(k.name for k in keys))
d = Node("d")
keys[d] = 3
print([v for v in keys.values()])
it = iter(keys.items())
print(next(it)[1])
del d
gc.collect()
print(len(keys))
print([v for k, v in it])
print(len(keys), len(keys.data))

s = WeakSet([a, c])
e = Node("e")
s.add(e)
print(len(s), a in s, sorted(n.name for n in s))
del e
gc.collect()
print(len(s), sorted(n.name for n in s))
s.discard(a)
print(sorted(n.name for n in s), s == WeakSet([c]), s <= WeakSet([a, c]))
print(sorted(n.name for n in s | {a}))
try:
    s.remove(a)
except KeyError:
    print("KeyError")

m = WeakMethod(a.hello)
print(m()(), m == WeakMethod(a.hello))
f = weakref.finalize(a, print, "finalized", "a")
print(f.alive, f.peek()[1:], f.atexit)
r = weakref.ref(a)
p = weakref.proxy(a)
print(p.name, weakref.getweakrefcount(c) > 0, r() is a)
gone = []
r2 = weakref.ref(c, gone.append)
print(weakref.ref(c) is weakref.ref(c), r2 is weakref.ref(c))
del a
gc.collect()
print(m(), f.alive, r())
try:
    p.name
except ReferenceError as e:
    print(e)
del c
gc.collect()
print(gone == [r2], gone[0]())
g = weakref.finalize(Node, print, "x")
print(g.detach()[1:], g.alive)
keep = Node("keep")
weakref.finalize(keep, print, "at exit 1")
weakref.finalize(keep, print, "at exit 2")
weakref.finalize(keep, print, "never").atexit = False
print("end")
