"""Finalizers and callbacks of one collection, in the order in which they were registered."""
import gc
import weakref

class Plain(object):
    pass

class Loud(object):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        DONE.append("del " + self.name)

DONE = []
def callback(name):
    return lambda ref: DONE.append("callback " + name)
def round_one():
    keep = []
    a = Loud("a")
    p = Plain()
    keep.append(weakref.ref(p, callback("p")))
    b = Loud("b")
    q = Plain()
    keep.append(weakref.ref(q, callback("q")))
    return keep
keep = round_one()
gc.collect()
print(DONE)
DONE = []
keep = round_one()
gc.collect()
print(DONE)
