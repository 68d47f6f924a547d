"""A weak reference dies with its target, or as the target's own finalizer begins."""
import gc
import weakref

class Outer(object):
    def __del__(self):
        print("Outer.__del__: inner is", REFS["inner"]() is not None, "self is", REFS["outer"]() is not None)

class Inner(object):
    def __del__(self):
        print("Inner.__del__: self is", REFS["inner"]() is not None)

class Plain(object):
    pass

REFS = {}
o = Outer()
o.inner = Inner()
o.plain = Plain()
REFS["outer"] = weakref.ref(o)
REFS["inner"] = weakref.ref(o.inner)
REFS["plain"] = weakref.ref(o.plain)
del o
def show(when):
    print(when, {name: r() is not None for name, r in sorted(REFS.items())})
show("dropped")
gc.collect()
show("first collection")
gc.collect()
show("second collection")
gc.collect()
show("third collection")
