# 42_weak_iteration, fixed: the same task without what depends on the collector.
from __future__ import print_function
import weakref


class Node(object):
    def __init__(self, i):
        self.i = i


strong = dict((i, Node(i)) for i in range(6))
weak = weakref.WeakValueDictionary(strong)
nodes = [node for key, node in sorted(weak.items())]
seen = [node.i for node in nodes]
print("keys seen:", seen)
