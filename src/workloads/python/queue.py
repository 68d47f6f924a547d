"""First in, first out: all objects live equally long. Arguments: operations, 100000, and how many live, 10000."""
import sys


class Link(object):
    def __init__(self, value):
        self.value = value
        self.next = None


def main(operations, live):
    head = tail = Link(0)
    for serial in range(1, live):
        tail.next = Link(serial)
        tail = tail.next
    value = 0
    for serial in range(live, live + operations):
        tail.next = Link(serial)
        tail = tail.next
        value += head.value
        head = head.next
    assert value == operations * (operations - 1) // 2
    print(value)


main(*[int(each) for each in sys.argv[1:3] or (100000, 10000)])
