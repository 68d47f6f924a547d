from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


seen = []


def note(phase, info):
    seen.append((phase, info["generation"], info["collected"], info["uncollectable"]))


if hasattr(gc, "callbacks"):
    gc.collect()
    gc.callbacks.append(note)
    gc.collect(0)
    x = T("ring")
    x.x = x
    del x
    gc.collect()
    gc.callbacks.remove(note)
    print(seen)
    stats = gc.get_stats()
    print(len(stats), sorted(stats[0]))
    before = gc.get_stats()[2]["collections"]
    gc.collect()
    print(gc.get_stats()[2]["collections"] - before)
else:
    print("no callbacks")
