# System.GC.Collect() alone does not wait: the finalizer thread has its turn later.
from System import GC

done = []


class Resource:
    def __del__(self):
        done.append(1)


for _ in range(100):
    Resource()
GC.Collect()
print('all done the moment Collect() returns:', len(done) == 100)
GC.WaitForPendingFinalizers()
print('after WaitForPendingFinalizers:', len(done))
