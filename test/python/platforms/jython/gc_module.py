# The gc module of Jython, nothing monitored.
from __future__ import print_function
import gc

print('collect', gc.collect(), gc.collect(0), gc.UNKNOWN_COUNT)
print('isenabled', gc.isenabled(), gc.enable())
for name, args in (('disable', ()), ('set_threshold', (700,)), ('get_threshold', ()), ('get_count', ()),
                   ('get_objects', ()), ('get_referrers', (gc,))):
    try:
        getattr(gc, name)(*args)
    except NotImplementedError as e:
        print(name, 'NotImplementedError:', e)
thing = []
print('referents', gc.get_referents([thing]) == [thing])
gc.set_debug(gc.DEBUG_SAVEALL)
print('debug', gc.get_debug(), gc.DEBUG_STATS, gc.DEBUG_COLLECTABLE, gc.DEBUG_UNCOLLECTABLE, gc.DEBUG_INSTANCES,
      gc.DEBUG_OBJECTS, gc.DEBUG_SAVEALL, gc.DEBUG_LEAK)
print('garbage', gc.garbage)
print('flags', gc.MONITOR_GLOBAL, gc.DONT_FINALIZE_CYCLIC_GARBAGE, gc.PRESERVE_WEAKREFS_ON_RESURRECTION,
      gc.DONT_FINALIZE_RESURRECTED_OBJECTS, gc.FORCE_DELAYED_FINALIZATION, gc.FORCE_DELAYED_WEAKREF_CALLBACKS)
print([name for name in ('get_stats', 'freeze', 'callbacks', 'is_finalized') if hasattr(gc, name)])
