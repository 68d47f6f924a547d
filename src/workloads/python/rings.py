"""Doubly linked rings that die at once: what counting alone never reclaims. Arguments: rings, 10000, and their size, 10."""
import sys


class Link(object):
    def __init__(self, value):
        self.value = value
        self.next = self.previous = None


def ring(size):
    first = last = Link(0)
    for i in range(1, size):
        link = Link(i)
        last.next = link
        link.previous = last
        last = link
    last.next = first
    first.previous = last
    return first


def total(first):
    value, link = first.value, first.next
    while link is not first:
        value += link.value
        link = link.next
    return value


def main(rings, size):
    value = sum(total(ring(size)) for _ in range(rings))
    assert value == rings * size * (size - 1) // 2
    print(value)


main(*[int(each) for each in sys.argv[1:3] or (10000, 10)])
