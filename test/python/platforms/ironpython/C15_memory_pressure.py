# Tiny objects in front of large native buffers: nothing is collected unless the collector is told of the buffers.
from System import GC


class Small:
    def __init__(self, pressure):
        self.size = 10000000 if pressure else 0
        if self.size:
            GC.AddMemoryPressure(self.size)

    def __del__(self):
        if self.size:
            GC.RemoveMemoryPressure(self.size)


def run(pressure):
    before = GC.CollectionCount(0)
    for _ in range(2000):
        Small(pressure)
    return '0' if GC.CollectionCount(0) == before else '>0'


print('2000 fronts of 10 MB, no hint: collections', run(False))
print('with AddMemoryPressure: collections', run(True))
