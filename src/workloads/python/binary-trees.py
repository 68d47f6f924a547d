"""binary-trees: full trees, made, walked and dropped. Argument: the depth of the long-lived one, 10."""
import sys


class Node(object):
    def __init__(self, left, right):
        self.left = left
        self.right = right


def make(depth):
    return Node(None, None) if depth == 0 else Node(make(depth - 1), make(depth - 1))


def count(node):
    return 1 if node.left is None else 1 + count(node.left) + count(node.right)


def main(depth):
    nodes = count(make(depth + 1))
    long_lived = make(depth)
    expected = 2 ** (depth + 2) - 1
    for d in range(4, depth + 1, 2):
        times = 2 ** (depth - d + 4)
        expected += times * (2 ** (d + 1) - 1)
        for _ in range(times):
            nodes += count(make(d))
    assert nodes == expected
    assert count(long_lived) == 2 ** (depth + 1) - 1
    print(nodes + 2 ** (depth + 1) - 1)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
