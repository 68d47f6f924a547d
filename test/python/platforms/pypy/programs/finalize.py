"""weakref.finalize: called by collection, by hand, or at exit."""
import gc
import weakref

class Thing(object):
    pass

a, b, c, d = Thing(), Thing(), Thing(), Thing()
fa = weakref.finalize(a, print, "finalize a")
fb = weakref.finalize(b, print, "finalize b", end="!\n")
fc = weakref.finalize(c, print, "finalize c (never)")
fd = weakref.finalize(d, print, "finalize d at exit")
print(fa.alive, fb.alive)
del a
print("dropped", fa.alive)
gc.collect()
print("collected", fa.alive, fa())
print("by hand", fb(), fb.alive, fb())
print("detached", fc.detach() is not None, fc.alive)
fe = weakref.finalize(d, print, "finalize e at exit, registered later")
ff = weakref.finalize(d, print, "not at exit")
ff.atexit = False
print("end of main")
