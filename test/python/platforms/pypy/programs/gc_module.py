"""The gc module of PyPy."""
import gc

def attempt(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "->", type(error).__name__ + ":", error)

for text in ("gc.collect()", "gc.collect(0)", "gc.collect(99)", "gc.collect(generation=2)", "gc.collect('a')",
             "gc.isenabled()", "gc.disable()", "gc.isenabled()", "gc.disable()", "gc.enable()", "gc.isenabled()",
             "gc.enable()", "gc.disable_finalizers()", "gc.isenabled()", "gc.enable_finalizers()",
             "gc.enable_finalizers()", "gc.garbage", "gc.get_threshold()", "gc.set_threshold(1)", "gc.get_count()",
             "gc.freeze()", "gc.is_tracked([])", "gc.callbacks", "gc.set_debug(0)", "gc.DEBUG_LEAK", "gc.is_finalized(1)",
             "gc.get_objects(0)", "type(gc.get_objects()).__name__", "type(gc.get_stats()).__name__",
             "gc.get_referents([1, 'a'])", "gc.get_referents({'a': 2})", "gc.get_referents(1)"):
    attempt(text)
class Held(object):
    pass
held = Held()
holder = [held]
print([type(r).__name__ for r in gc.get_referrers(held) if r is holder])
print(held in [o for o in gc.get_objects() if isinstance(o, Held)])
stats = gc.get_stats()
print(sorted(name for name in dir(stats) if not name.startswith("_")))
print(str(stats).startswith("Total memory consumed:"))
states = []
while True:
    step = gc.collect_step()
    if step.oldstate != step.newstate:
        states.append((step.GC_STATES[step.oldstate], step.GC_STATES[step.newstate]))
    if step.major_is_done:
        break
print(states[-1])
