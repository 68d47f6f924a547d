"""sys.unraisablehook sees what finalizers and callbacks raise."""
import gc
import sys
import weakref

class Bad(object):
    def __del__(self):
        raise ValueError("from __del__")

class Plain(object):
    pass

def hook(args):
    print(args.exc_type.__name__, args.exc_value, args.err_msg, args.object is not None)

sys.unraisablehook = hook
Bad()
gc.collect()
def callback(ref):
    raise KeyError("from callback")
p = Plain()
r = weakref.ref(p, callback)
del p
gc.collect()
def gen():
    try:
        yield
    finally:
        raise IndexError("from finally")
g = gen()
next(g)
del g
gc.collect()
print("end")
