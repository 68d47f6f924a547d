# gc.collect(n) collects up to generation n, twice: a survivor of gc.collect(0) is in generation 1, of gc.collect(1) in 2.
import gc
import weakref
from System import GC


class Thing:
    pass


young, middle, old = Thing(), Thing(), Thing()
gc.collect(0)
print('after gc.collect(0): gen', GC.GetGeneration(old))
gc.collect(1)
print('after gc.collect(1): gen', GC.GetGeneration(old))
w = weakref.ref(old)
del old
for generation in (0, 1, 2):
    gc.collect(generation)
    print('dead in generation 2, after gc.collect(%d):' % generation, w() is not None)
for generation in (-1, 3):
    try:
        gc.collect(generation)
    except ValueError as e:
        print('ValueError:', e)
