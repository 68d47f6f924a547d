import gc

print(gc.isenabled(), gc.get_threshold())
gc.collect()
gc.disable()
print(gc.isenabled())


class Node:
    pass


def ring(n):
    nodes = [Node() for _ in range(n)]
    for i, node in enumerate(nodes):
        node.next = nodes[(i + 1) % n]


ring(5)
print(gc.collect(), gc.collect())
ring(3)
print(gc.collect(0))
a, b = [], []
a.append(b)
print(gc.get_referents(a) == [b], gc.get_referents({"k": b}, 5), gc.get_referents((1, b)))
print([r for r in gc.get_referrers(b) if r is a] == [a])
n = Node()
n.x = b
print(n in gc.get_referrers(b), gc.get_referents(n) == [b, Node])
print(gc.is_tracked([]), gc.is_tracked({}), gc.is_tracked(1), gc.is_tracked("s"), gc.is_tracked({"a": []}))
before = len(gc.get_objects())
keep = [[] for _ in range(10)]
print(len(gc.get_objects()) - before)
events = []
gc.callbacks.append(lambda phase, info: events.append((phase, info["generation"], info["collected"])))
ring(2)
gc.collect()
gc.collect(1)
gc.callbacks.clear()
print(events)
gc.set_threshold(500, 5, 5)
print(gc.get_threshold())
gc.set_threshold(700)
print(gc.get_threshold())


class Fin:
    def __del__(self):
        pass


f = Fin()
print(gc.is_finalized(f))
print(gc.garbage, sorted(gc.get_stats()[0]))
gc.freeze()
print(gc.get_freeze_count() > 0)
gc.unfreeze()
print(gc.get_freeze_count(), gc.get_debug())
for bad in (-1, 3):
    try:
        gc.collect(bad)
    except ValueError as e:
        print(e)
gc.enable()
print(gc.isenabled())
