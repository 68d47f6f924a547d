# 77_parent_backref, fixed: the same task without what depends on the collector.
from __future__ import print_function
import weakref


class Node(object):
    alive = 0

    def __init__(self, parent):
        Node.alive += 1
        self.kids = []
        self.parent = None
        if parent is not None:
            self.parent = weakref.ref(parent)
            parent.kids.append(self)

    def close(self):
        for kid in self.kids:
            kid.close()
        self.kids = []
        Node.alive -= 1


def build():
    root = Node(None)
    for i in range(3):
        kid = Node(root)
        for j in range(3):
            Node(kid)
    return root


root = build()
root.close()
print("alive after close:", Node.alive)
