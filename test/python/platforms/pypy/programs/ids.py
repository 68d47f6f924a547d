"""Identities of objects."""
class Thing(object):
    def method(self):
        pass

print(id(Thing()) == id(Thing()))
ids = set()
for k in range(100):
    ids.add(id(Thing()))
print(len(ids))
things = [Thing() for k in range(20)]
order = [id(t) for t in things]
print(order == sorted(order), order == [id(t) for t in things])
t = things[0]
print(t.method is t.method, t.method == t.method, hash(t.method) == hash(t.method), id(Thing.method) == id(Thing.method))
print("%s" % (repr(t).startswith("<__main__.Thing object at 0x0000")), len(repr(t)))
print(hash(t) == hash(t), isinstance(hash(t), int))
import gc
before = [id(t) for t in things]
gc.collect()
print(before == [id(t) for t in things])
