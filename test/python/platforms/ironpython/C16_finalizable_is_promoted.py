# An unreachable object with a finalizer survives the collection that found it dead, and is a generation older then.
from System import GC, WeakReference


class Finalizable:
    def __del__(self):
        pass


class Plain:
    pass


def make():
    global finalizable, plain
    finalizable, plain = WeakReference(Finalizable(), True), WeakReference(Plain(), True)


make()
GC.Collect(0)
GC.WaitForPendingFinalizers()
print('after a minor collection: plain gone', not plain.IsAlive, 'finalizable gone', not finalizable.IsAlive)
print('finalizable is in gen', GC.GetGeneration(finalizable.Target))
GC.Collect(0)
print('after another: finalizable gone', not finalizable.IsAlive)
GC.Collect()
print('after a full one: finalizable gone', not finalizable.IsAlive)
