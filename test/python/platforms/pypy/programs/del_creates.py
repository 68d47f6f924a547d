"""Finalizers that make garbage with finalizers."""
import gc

class Again(object):
    made = 0
    def __init__(self, left):
        self.left = left
        Again.made += 1
    def __del__(self):
        print("del", self.left)
        if self.left:
            Again(self.left - 1)

Again(3)
for k in range(6):
    print("collect", k)
    gc.collect()
print(Again.made)
class Spawner(object):
    def __del__(self):
        self.child = Again(0)
        self.child.parent = self
Spawner()
for k in range(3):
    print("collect", k)
    gc.collect()
