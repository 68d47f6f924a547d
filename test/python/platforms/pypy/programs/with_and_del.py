"""Deterministic release beside finalizers that come late."""
import gc

class Resource(object):
    open_now = []
    def __init__(self, name):
        self.name = name
        Resource.open_now.append(name)
    def close(self):
        if self.name in Resource.open_now:
            Resource.open_now.remove(self.name)
    def __enter__(self):
        return self
    def __exit__(self, *info):
        self.close()
    def __del__(self):
        self.close()

def use(name):
    r = Resource(name)
    return len(name)

use("a"), use("b")
print(Resource.open_now)
with Resource("c") as c:
    print(Resource.open_now)
print(Resource.open_now)
gc.collect()
print(Resource.open_now)
try:
    with Resource("d"):
        raise KeyError("x")
except KeyError:
    pass
print(Resource.open_now)
x = Resource("e")
x = Resource("f")
print(Resource.open_now)
gc.collect()
print(Resource.open_now)
def local():
    y = Resource("g")
    del y
    gc.collect()
    return list(Resource.open_now)
print(local())
print([r.name for r in [Resource("h"), Resource("i")]], Resource.open_now)
gc.collect()
print(Resource.open_now)
