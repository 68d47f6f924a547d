# Short weak references are cleared before finalization, long ones after it.
import weakref
from System import GC, WeakReference

seen = []


class Resource:
    def __del__(self):
        seen.append((python_ref() is not None, short.IsAlive, long.IsAlive))


def make():
    global python_ref, short, long
    r = Resource()
    python_ref = weakref.ref(r)
    short = WeakReference(r)
    long = WeakReference(r, True)


def state():
    return 'short %s long %s' % (short.IsAlive, long.IsAlive)


make()
print('before:', state(), 'weakref.ref', python_ref() is not None)
GC.Collect()
print('after Collect, before finalizing: short', short.IsAlive)
GC.WaitForPendingFinalizers()
print('inside the finalizer: weakref.ref, short, long', seen)
print('after the finalizer:', state())
GC.Collect()
GC.WaitForPendingFinalizers()
GC.Collect()
print('after the next collections:', state())
