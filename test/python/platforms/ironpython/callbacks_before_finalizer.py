# The callbacks of an object's weak references run before its __del__, the newest first.
import gc
import weakref

log = []


class Thing:
    def __del__(self):
        log.append('__del__')


def make():
    thing = Thing()
    return [weakref.ref(thing, lambda reference, n=n: log.append('callback %d' % n)) for n in range(3)]


references = make()
print('right after drop:', log)
gc.collect()
print(log)
