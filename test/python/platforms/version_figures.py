# Figures that tell versions of CPython apart; record_versions.py records them.
import gc
import sys

gc.collect()
gc.disable()


class Node:
    pass


class Slotted:
    __slots__ = ('a', 'b')


def ring():
    nodes = [Node() for _ in range(21)]
    for k in range(21):
        nodes[k].next = nodes[(k + 1) % 21]


for _ in range(100):
    ring()
print('100 rings of 21:', gc.collect(), gc.get_threshold())
sizes = [Node(), Slotted(), Node, Slotted, '', 'abc', '\u0439', 0, 1, 1 << 60, {1: 1}, {'a': 1}, ring, ValueError()]
print('sizes:', [sys.getsizeof(each) for each in sizes])
late = Node()
late.x = None
late.__dict__
late.x = late
del late
print('a cycle through a dict that was untracked:', gc.collect() > 0)
gc.enable()
before = [each['collections'] for each in gc.get_stats()]
live = [[] for _ in range(200000)]
print('200,000 lists:', [each['collections'] - old for each, old in zip(gc.get_stats(), before)])
