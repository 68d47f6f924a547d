"""100 rings of 21 instances each: what one collection finds."""
import gc


class Node:
    def __init__(self):
        self.next = None
        self.previous = None


def ring(size):
    nodes = [Node() for _ in range(size)]
    for k in range(size):
        nodes[k].next = nodes[(k + 1) % size]
        nodes[k].previous = nodes[k - 1]


gc.collect()
gc.disable()
for _ in range(100):
    ring(21)
print(gc.collect())
