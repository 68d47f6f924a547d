# 54_getrefcount, fixed: the same task without what depends on the collector.
from __future__ import print_function


class Shared(object):
    def __init__(self, items, owned=True):
        self.items = items
        self.owned = owned

    def share(self):
        self.owned = False
        return Shared(self.items, owned=False)

    def append(self, item):
        if not self.owned:
            self.items = list(self.items)
            self.owned = True
        self.items.append(item)


a = Shared([1])
b = a.share()
b.append(2)
print(a.items, b.items)
