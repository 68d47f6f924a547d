"""An object whose __init__ or __new__ failed is finalized all the same."""
import gc

class Half(object):
    def __init__(self, fail):
        self.before = 1
        if fail:
            raise ValueError("refused")
        self.after = 2
    def __del__(self):
        print("del", hasattr(self, "before"), hasattr(self, "after"))

for fail in (False, True):
    try:
        Half(fail)
    except ValueError as error:
        print(error)
    gc.collect()
class Slotted(object):
    __slots__ = ("x", "__weakref__")
    def __del__(self):
        print("slotted", hasattr(self, "x"))
Slotted()
gc.collect()
s = Slotted()
s.x = 5
del s
gc.collect()
object.__new__(Half)
gc.collect()
class FromNew(object):
    def __new__(cls):
        self = object.__new__(cls)
        raise KeyError("in __new__")
    def __del__(self):
        print("del FromNew")
try:
    FromNew()
except KeyError as error:
    print(error)
error = None
gc.collect()
class IntWith(int):
    def __del__(self):
        print("del int", int(self))
class ListWith(list):
    def __del__(self):
        print("del list", list(self))
class DictWith(dict):
    def __del__(self):
        print("del dict", dict(self))
class ErrorWith(Exception):
    def __del__(self):
        print("del exception", self.args)
IntWith(7)
gc.collect()
ListWith([1, 2])
gc.collect()
DictWith(a=1)
gc.collect()
try:
    raise ErrorWith("x")
except ErrorWith:
    pass
gc.collect()
print("end")
