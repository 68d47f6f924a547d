from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


if hasattr(gc, "freeze"):
    a = []
    a.append(a)
    gc.collect()
    gc.unfreeze()
    gc.freeze()
    print(gc.get_freeze_count() > 100, len(gc.get_objects()) < 50)
    del a
    print(gc.collect())
    gc.unfreeze()
    print(gc.get_freeze_count())
    print(gc.collect())
else:
    print("no freeze")
print(sys.version_info[0] < 3 or hasattr(gc, "get_stats"))
