"""Callbacks are finalizers too: ordered with the others, and a collection after the __del__ of their target."""
import gc
import weakref

class Plain(object):
    pass

class Loud(object):
    def __del__(self):
        print("del", self.name)

def callback(name):
    return lambda ref: print("callback", name, ref() is None)

print("--- plain target")
p = Plain()
r = weakref.ref(p, callback("r"))
del p
gc.collect()
print("--- two callbacks on one")
p = Plain()
r1 = weakref.ref(p, callback("first"))
r2 = weakref.ref(p, callback("second"))
del p
gc.collect()
print("--- target with a finalizer")
a = Loud()
a.name = "a"
r = weakref.ref(a, callback("a"))
del a
gc.collect()
print("-")
gc.collect()
print("--- behind an object with a finalizer")
a = Loud()
a.name = "b"
a.child = Plain()
r = weakref.ref(a.child, callback("child"))
del a
gc.collect()
print("-")
gc.collect()
print("--- the reference died as well")
p = Plain()
r = weakref.ref(p, callback("never"))
del r
del p
gc.collect()
print("--- reference and target in one cycle")
p = Plain()
p.r = weakref.ref(p, callback("never"))
p.me = p
del p
gc.collect()
print("--- the reference goes between finalizer and callback")
a = Loud()
a.name = "c"
r = weakref.ref(a, callback("never"))
del a
gc.collect()
del r
gc.collect()
print("end")
