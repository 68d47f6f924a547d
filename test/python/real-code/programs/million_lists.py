"""A million empty lists that stay alive: how many collections of each generation they cause."""
import gc

gc.collect()
before = gc.get_stats()
lists = [[] for _ in range(1000000)]
after = gc.get_stats()
print([new["collections"] - old["collections"] for old, new in zip(before, after)])
