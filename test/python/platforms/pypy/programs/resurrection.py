"""What a finalizer brings back is never finalized again; its children wait."""
import gc
import weakref

class Phoenix(object):
    def __init__(self, name, child=None):
        self.name = name
        self.child = child
    def __del__(self):
        print("del", self.name)
        SAVED.append(self)

class Child(object):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del child", self.name)

SAVED = []
Phoenix("a", Child("of a"))
gc.collect()
print("saved", [s.name for s in SAVED], SAVED[0].child.name)
gc.collect()
del SAVED[:]
gc.collect()
print("dropped again")
gc.collect()
print("--- weak references")
p = Phoenix("b", Child("of b"))
to_p, to_child = weakref.ref(p), weakref.ref(p.child)
del p
print("before", to_p() is not None, to_child() is not None)
gc.collect()
print("after", to_p() is None, to_child() is None)
again = weakref.ref(SAVED[0])
print("new reference", again() is SAVED[0])
del SAVED[:]
gc.collect()
gc.collect()
print("gone", again() is None, to_child() is None)
