"""gc.disable() holds finalizers back; an explicit collection runs them."""
import gc

class Loud(object):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)

gc.disable()
Loud("a")
gc.collect()
print("collected while disabled")
gc.enable()
Loud("b")
gc.disable()
gc.enable()
print("enabled again")
gc.collect()
gc.disable_finalizers()
Loud("c")
gc.collect()
print("collected with finalizers disabled")
gc.enable_finalizers()
print("finalizers enabled")
gc.collect()
print("end")
