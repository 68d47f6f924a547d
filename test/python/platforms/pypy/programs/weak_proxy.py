"""Proxies go on working until a collection, then suddenly do not."""
import gc
import weakref

class Target(object):
    def __init__(self):
        self.value = 42
    def hello(self):
        return "hello"
    def __len__(self):
        return 7
    def __add__(self, other):
        return self.value + other

t = Target()
p = weakref.proxy(t)
print(p.value, p.hello(), len(p), p + 1)
p.value = 43
print(t.value, isinstance(p, Target), p is t)
del t
print("dropped", p.value)
gc.collect()
for action in (lambda: p.value, lambda: len(p), lambda: p + 1):
    try:
        print(action())
    except ReferenceError as error:
        print("ReferenceError", error)
t = Target()
print(weakref.getweakrefcount(t))
r1, r2 = weakref.ref(t), weakref.ref(t)
print(r1 is r2, weakref.getweakrefcount(t), r1 == r2, hash(r1) == hash(r2))
r3 = weakref.ref(t, print)
print(weakref.getweakrefcount(t), len(weakref.getweakrefs(t)), r3 is r1)
for bad in (5, "s", [], {}, (1,), None, 1.5):
    try:
        weakref.ref(bad)
        print(type(bad).__name__, "ok")
    except TypeError as error:
        print(error)
