"""Errors in finalizers are reported and ignored."""
import gc
import sys

class Bad(object):
    def __del__(self):
        raise ValueError("from __del__")

class Worse(object):
    def __del__(self):
        self.helper()
    def helper(self):
        return {}["missing"]

class Exits(object):
    def __del__(self):
        sys.exit(3)

class Fine(object):
    def __del__(self):
        print("fine")

for make in (Bad, Worse, Exits, Fine):
    make()
    gc.collect()
    print("survived", make.__name__)
try:
    raise KeyError("in flight")
except KeyError:
    Bad()
    gc.collect()
    print("still handling", sys.exc_info()[0].__name__)
print("end")
