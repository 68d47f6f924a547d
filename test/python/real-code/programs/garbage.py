"""How many cyclic objects a benchmark of are-we-fast-yet leaves: garbage.py NAME INNER-ITERATIONS."""
import gc
import sys

name, inner = sys.argv[1], int(sys.argv[2])
suite = getattr(__import__(name.lower()), name)
gc.collect()
gc.disable()
right = suite().inner_benchmark_loop(inner)
print(name, inner, right, gc.collect())
