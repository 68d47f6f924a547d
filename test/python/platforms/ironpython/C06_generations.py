# Survivors grow older by a generation; a minor collection does not notice a dead old object.
import weakref
from System import GC


class Thing:
    pass


print('MaxGeneration', GC.MaxGeneration)
o = Thing()
print('new: gen', GC.GetGeneration(o))
GC.Collect(0)
print('after Collect(0): gen', GC.GetGeneration(o))
GC.Collect(1)
print('after Collect(1): gen', GC.GetGeneration(o))
GC.Collect(2)
print('after Collect(2): gen', GC.GetGeneration(o))
w = weakref.ref(o)
del o
GC.Collect(0)
print('dead, after Collect(0):', w() is not None)
GC.Collect(1)
print('dead, after Collect(1):', w() is not None)
GC.Collect()
print('dead, after Collect():', w() is not None)
