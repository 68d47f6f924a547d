# 53_id_as_order, fixed: the same task without what depends on the collector.
from __future__ import print_function


class Item(object):
    def __init__(self, serial):
        self.serial = serial


items = [Item(i) for i in range(50)]
by_serial = [o.serial for o in sorted(reversed(items), key=lambda o: o.serial)]
print("sorted == creation order:", by_serial == list(range(50)))
