"""Entries of weak containers stay until a collection."""
import gc
import weakref

class Key(object):
    def __init__(self, name):
        self.name = name
    def __repr__(self):
        return "Key(%s)" % self.name

values = weakref.WeakValueDictionary()
keys = weakref.WeakKeyDictionary()
ws = weakref.WeakSet()
def fill():
    for name in "abc":
        k = Key(name)
        values[name] = k
        keys[k] = name
        ws.add(k)
fill()
print(len(values), len(keys), len(ws), sorted(values))
gc.collect()
print(len(values), len(keys), len(ws), sorted(values))
k = Key("kept")
values["kept"] = k
keys[k] = [k]
ws.add(k)
gc.collect()
print(len(values), len(keys), len(ws), values["kept"], list(keys.values()))
del k
gc.collect()
gc.collect()
print("a value that holds its own key:", len(values), len(keys), len(ws))
