"""GCBench: trees of many depths beside a long-lived tree and array. Argument: the depth of the largest, 12."""
import sys


class Node(object):
    def __init__(self, left=None, right=None):
        self.left = left
        self.right = right


def tree_size(depth):
    return 2 ** (depth + 1) - 1


def bottom_up(depth):
    if depth <= 0:
        return Node()
    return Node(bottom_up(depth - 1), bottom_up(depth - 1))


def top_down(depth, node):
    if depth > 0:
        node.left = Node()
        node.right = Node()
        top_down(depth - 1, node.left)
        top_down(depth - 1, node.right)


def count(node):
    return 1 if node.left is None else 1 + count(node.left) + count(node.right)


def main(depth):
    nodes = tree_size(depth) + tree_size(depth - 2)
    bottom_up(depth)
    long_lived = Node()
    top_down(depth - 2, long_lived)
    array = [1.0 / (i + 1) for i in range(20000)]
    for d in range(4, depth - 1, 2):
        times = 2 * tree_size(depth) // tree_size(d)
        nodes += 2 * times * tree_size(d)
        for _ in range(times):
            top_down(d, Node())
        for _ in range(times):
            bottom_up(d)
    assert count(long_lived) == tree_size(depth - 2)
    assert array[999] == 0.001
    print(nodes)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 12)
