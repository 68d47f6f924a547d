from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


class Node(T):
    pass


def ring(n):
    nodes = [Node("ring %d" % k) for k in range(n)]
    for k in range(n):
        nodes[k].next = nodes[(k + 1) % n]


ring(3)
print("made")
print("found", gc.collect() > 0)
print("garbage", len(gc.garbage))
for node in gc.garbage:
    node.next = None
del gc.garbage[:]
if "node" in globals():
    del node
print("end")
