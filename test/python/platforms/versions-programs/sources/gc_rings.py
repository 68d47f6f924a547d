"""Rings of instances, and how often lists that stay make the collector run."""
from __future__ import print_function
import gc


class Node(object):
    def __init__(self):
        self.next = None


def ring(size):
    first = last = Node()
    for _ in range(size - 1):
        last.next = Node()
        last = last.next
    last.next = first


gc.disable()
gc.collect()
for _ in range(100):
    ring(21)
print(gc.collect())

before = [s['collections'] for s in gc.get_stats()] if hasattr(gc, 'get_stats') else None
gc.enable()
kept = [[] for _ in range(100000)]
gc.disable()
if before:
    print([s['collections'] - n for s, n in zip(gc.get_stats(), before)])
