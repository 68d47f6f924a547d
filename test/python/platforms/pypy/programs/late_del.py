"""Whether an object has a finalizer is decided when its class is made."""
import gc

class Bare(object):
    pass

class Has(object):
    def __del__(self):
        print("Has.__del__")

class Inherits(Has):
    pass

class Mixed(Bare, Has):
    pass

def late(self):
    print("late __del__ of", type(self).__name__)

Bare.__del__ = late
Bare()
gc.collect()
print("added later: not called")
class Sub(Bare):
    pass
Sub()
gc.collect()
print("a subclass made after that")
Inherits.__del__ = late
Inherits()
gc.collect()
print("added below one that has it")
Has.__del__ = late
Has()
gc.collect()
print("replaced")
Mixed()
gc.collect()
print("mixed")
del Has.__del__
Has()
gc.collect()
print("deleted")
x = Bare()
x.__class__ = Mixed
del x
gc.collect()
print("class assigned, with")
class Empty(object):
    pass
class Full(object):
    def __del__(self):
        print("Full.__del__")
x = Empty()
x.__class__ = Full
del x
gc.collect()
print("to one with a finalizer")
x = Full()
x.__class__ = Empty
del x
gc.collect()
print("to one without")
x = Full()
x.__del__ = lambda: print("instance attribute")
del x
gc.collect()
Made = type("Made", (object,), {"__del__": late})
Made()
gc.collect()
class Meta(type):
    pass
class WithMeta(Empty, metaclass=Meta):
    def __del__(self):
        print("WithMeta.__del__")
WithMeta()
gc.collect()
