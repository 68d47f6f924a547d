# What a collection finds dead is finalized youngest first, whatever refers to what.
import gc

log = []


class Node:
    def __init__(self, number, next=None):
        self.number = number
        self.next = next

    def __del__(self):
        log.append(str(self.number))


def show(title):
    gc.collect()
    print(title, ','.join(log))
    log.clear()


def tail_first():
    chain = None
    for number in range(6, 0, -1):
        chain = Node(number, chain)


def head_first():
    nodes = [Node(number) for number in range(1, 7)]
    for a, b in zip(nodes, nodes[1:]):
        a.next = b


tail_first()
show('built tail first:')
head_first()
show('built head first:')
