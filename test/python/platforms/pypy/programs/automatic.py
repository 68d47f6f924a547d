"""Collections come by themselves: sooner or later finalizers run while the program allocates."""
class Loud(object):
    count = 0
    def __init__(self):
        self.me = self
    def __del__(self):
        Loud.count += 1

for k in range(400000):
    Loud()
    if Loud.count:
        break
print("some were finalized:", Loud.count > 1000, "after more than 5000:", k > 5000)
made = k + 1
import gc
gc.collect()
gc.collect()
print("all of them:", Loud.count == made)
