import functools
import gc
import itertools
import weakref
from collections import OrderedDict, defaultdict, deque


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def settle():
    gc.collect()
    gc.collect()


d = deque([Noisy("d1"), Noisy("d2")])
d.popleft()
settle()
d.clear()
settle()
d.append(Noisy("ring"))
d.append(d)
del d
settle()
r = itertools.repeat(Noisy("repeat"), 2)
list(r)
del r
settle()
c = itertools.chain([Noisy("c1")], [2])
next(c)
settle()
print("chain at", 2)
del c
settle()
p = functools.partial(print, Noisy("partial"))
del p
settle()


@functools.lru_cache(maxsize=1)
def cached(n):
    return Noisy("cached %d" % n)


cached(1)
cached(2)
settle()
cached.cache_clear()
settle()
dd = defaultdict(list)
dd["x"].append(Noisy("dd"))
dd.clear()
settle()
od = OrderedDict(a=Noisy("od"))
od.popitem()
settle()
a, b = itertools.tee([Noisy("tee")])
next(a)
del a
settle()
print("b left")
del b
settle()
w = weakref.WeakValueDictionary()
n = Noisy("weak value")
w["n"] = n
del n
settle()
print(len(w))
print("end")
