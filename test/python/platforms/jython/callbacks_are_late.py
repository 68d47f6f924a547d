# gc.collect() clears weak references; their callbacks and __del__ come later, from other threads.
from __future__ import print_function
import gc
import time
import weakref

log = []


class Thing(object):
    def __del__(self):
        log.append('__del__')


thing = Thing()
plain = weakref.ref(thing)
called = weakref.ref(thing, lambda reference: log.append('callback'))
del thing
print('right after drop:', plain() is not None, log)
gc.collect()
print('after gc.collect():', plain(), log)
time.sleep(1)
print('after a while:', sorted(log))
