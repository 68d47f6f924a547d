# 40_weakvalue_cache, fixed: the same task without what depends on the collector.
from __future__ import print_function


class Image(object):
    loads = 0

    def __init__(self, name):
        Image.loads += 1
        self.name = name


CACHE = {}
RECENT = []
LIMIT = 4


def get(name):
    if name not in CACHE:
        CACHE[name] = Image(name)
        RECENT.append(name)
        if len(RECENT) > LIMIT:
            del CACHE[RECENT.pop(0)]
    return CACHE[name]


for i in range(10):
    get("logo")
print("loads for 10 uses:", Image.loads)
