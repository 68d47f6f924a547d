from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


class Key(object):
    def __init__(self, n):
        self.n = n


keys = [Key(n) for n in range(4)]
d = weakref.WeakKeyDictionary()
for k in keys:
    d[k] = T("value %d" % k.n)
del k
print(len(d))
del keys[1]
print(len(d), sorted(k.n for k in d))
keys = None
try:
    del k
except NameError:
    pass
print(len(d))
v = weakref.WeakValueDictionary()
key = Key(9)
v["a"] = key
v["b"] = Key(10)
print(sorted(v.keys()))
del key
print(len(v), "a" in v)
