from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


print(gc.isenabled())
gc.disable()
print(gc.isenabled())
gc.enable()
print(gc.get_threshold())
gc.set_threshold(500, 5)
print(gc.get_threshold())
gc.set_threshold(0)
print(gc.get_threshold()[0], gc.get_debug())
print(gc.is_tracked([]), gc.is_tracked({}), gc.is_tracked({"a": []}), gc.is_tracked(()), gc.is_tracked("s"))
print(gc.is_tracked({"a": 1}), gc.is_tracked(T))


class P(object):
    pass


p = P()
p.x = [1]
print(sorted(type(o).__name__ for o in gc.get_referents([1, "a", None])))
print([type(o).__name__ for o in gc.get_referents({"k": 5})])
holder = [p]
print(any(o is holder for o in gc.get_referrers(p)))
try:
    gc.collect(3)
except ValueError as e:
    print("ValueError:", e)
gc.collect()
a = []
a.append(a)
del a
print(gc.collect(), gc.collect())
print(gc.garbage)
