# 10_rebind_overlap, fixed: the same task without what depends on the collector.
from __future__ import print_function


class Port(object):
    in_use = False

    def __init__(self):
        if Port.in_use:
            raise RuntimeError("port busy")
        Port.in_use = True

    def close(self):
        Port.in_use = False


p = Port()
p.close()
p = Port()
p.close()
print("ok")
