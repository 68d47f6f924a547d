# The gc module of IronPython.
import gc

print('collect() gives bytes:', type(gc.collect()) is int, end=' ')
junk = [bytes(100) for _ in range(1000)]
del junk
print(gc.collect() > 100000)
print('isenabled', gc.isenabled())
gc.disable()
print('isenabled after disable()', gc.isenabled())
gc.enable()
print('thresholds', gc.get_threshold())
gc.set_threshold(1, 2)
print('thresholds', gc.get_threshold())
for bad in ((), (1, 2, 3, 4), (1.5,), ('x',)):
    try:
        gc.set_threshold(*bad)
    except TypeError as e:
        print('TypeError:', e)
for name in ('get_objects', 'get_referrers', 'get_referents'):
    try:
        getattr(gc, name)()
    except NotImplementedError as e:
        print('NotImplementedError:', e)
try:
    gc.set_debug(gc.DEBUG_LEAK)
except NotImplementedError as e:
    print('NotImplementedError:', e)
print('debug', gc.get_debug(), gc.DEBUG_STATS, gc.DEBUG_COLLECTABLE, gc.DEBUG_UNCOLLECTABLE, gc.DEBUG_SAVEALL, gc.DEBUG_LEAK)
gc.garbage.append(1)
print('garbage', gc.garbage, gc.garbage is gc.garbage)
print([name for name in ('get_count', 'get_stats', 'is_tracked', 'freeze', 'callbacks') if hasattr(gc, name)])
