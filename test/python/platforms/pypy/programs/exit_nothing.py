"""At the end of the process nothing is finalized; atexit handlers run, the last registered first."""
import atexit
import gc
import weakref

class Loud(object):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)

def gen():
    try:
        yield
    finally:
        print("finally")

kept = Loud("kept by the module")
cycle = Loud("cycle")
cycle.me = cycle
del cycle
Loud("dropped")
g = gen()
next(g)
r = weakref.ref(kept, lambda ref: print("callback"))
atexit.register(print, "first registered")
atexit.register(lambda: print("kept is", kept.name))
@atexit.register
def last():
    Loud("dropped in an exit function")
    gc.collect()
    print("last registered")
print("end of main")
