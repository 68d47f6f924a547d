"""How often the collector runs by itself in a benchmark, per generation, the last one by hand, and what they find: collections_made.py NAME INNER."""
import gc
import sys

name, inner = sys.argv[1], int(sys.argv[2])
suite = getattr(__import__(name.lower()), name)
gc.collect()
before = gc.get_stats()
right = suite().inner_benchmark_loop(inner)
gc.collect()
after = gc.get_stats()


def grown(key):
    return [new[key] - old[key] for old, new in zip(before, after)]


print(name, inner, right, grown("collections"), sum(grown("collected")))
