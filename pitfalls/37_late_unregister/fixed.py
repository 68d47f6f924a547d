# 37_late_unregister, fixed: the same task without what depends on the collector.
from __future__ import print_function

REGISTRY = {}


class Service(object):
    def __init__(self, name, port):
        self.name = name
        self.port = port
        REGISTRY[name] = self

    def close(self):
        if REGISTRY.get(self.name) is self:
            del REGISTRY[self.name]


s = Service("web", 8080)
s.close()
s = Service("web", 9090)
print("registered:", REGISTRY["web"].port)
s.close()
