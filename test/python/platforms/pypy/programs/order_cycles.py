"""Cycles: one finalizer of a strongly connected component and collection, the first registered one first."""
import gc

class Node(object):
    def __init__(self, name):
        self.name = name
        self.links = []
    def __del__(self):
        DONE.append(self.name)

def rounds(n):
    shown = []
    for k in range(n):
        before = len(DONE)
        gc.collect()
        shown.append(DONE[before:])
    return shown

def ring(names):
    nodes = [Node(name) for name in names]
    for k, node in enumerate(nodes):
        node.links.append(nodes[(k + 1) % len(nodes)])
    return nodes

DONE = []
ring("abc")
print("ring of three:", rounds(4))
DONE = []
n = Node("self")
n.links.append(n)
del n
print("on itself:", rounds(2))
DONE = []
r = ring("abc")
head = Node("head")
head.links.append(r[1])
del r, head
print("a head before a ring:", rounds(5))
DONE = []
tail = Node("tail")
r = ring("abc")
r[2].links.append(tail)
del r, tail
print("a tail behind a ring:", rounds(5))
DONE = []
one, two = ring("ab"), ring("cd")
one[0].links.append(two[0])
del one, two
print("a ring before a ring:", rounds(5))
DONE = []
one, two = ring("ab"), ring("cd")
two[0].links.append(one[1])
del one, two
print("the younger ring first:", rounds(5))
DONE = []
nodes = [Node(k) for k in range(4)]
for a in nodes:
    for b in nodes:
        a.links.append(b)
del nodes, a, b
print("a clique:", rounds(5))
