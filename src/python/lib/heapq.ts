/** The library module heapq, in Python. */
export const heapqSource = `"""Heaps in lists: a[k] <= a[2*k+1] and a[k] <= a[2*k+2]."""

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]


def _rise(heap, start, place):
    """Moves the item at place up to where its parent is no larger."""
    item = heap[place]
    while place > start:
        parent = (place - 1) >> 1
        if not item < heap[parent]:
            break
        heap[place] = heap[parent]
        place = parent
    heap[place] = item


def _sink(heap, place):
    """Moves the gap at place down along the smaller children, then the item up again from there."""
    end = len(heap)
    start = place
    item = heap[place]
    child = 2 * place + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[place] = heap[child]
        place = child
        child = 2 * place + 1
    heap[place] = item
    _rise(heap, start, place)


def heappush(heap, item):
    """Adds an item."""
    heap.append(item)
    _rise(heap, 0, len(heap) - 1)


def heappop(heap):
    """Takes the smallest item."""
    last = heap.pop()
    if not heap:
        return last
    smallest = heap[0]
    heap[0] = last
    _sink(heap, 0)
    return smallest


def heapreplace(heap, item):
    """Takes the smallest item, then adds one."""
    smallest = heap[0]
    heap[0] = item
    _sink(heap, 0)
    return smallest


def heappushpop(heap, item):
    """Adds an item, then takes the smallest."""
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _sink(heap, 0)
    return item


def heapify(x):
    """Makes a list a heap, in linear time."""
    for place in reversed(range(len(x) // 2)):
        _sink(x, place)


def merge(*iterables, key=None, reverse=False):
    """The items of sorted iterables in order; earlier iterables first among equals."""
    def keyed(order, iterable):
        for item in iterable:
            yield _Entry(item if key is None else key(item), order, item, reverse)

    heap = []
    for order, iterable in enumerate(iterables):
        entries = keyed(order, iterable)
        first = next(entries, None)
        if first is not None:
            first.rest = entries
            heap.append(first)
    heapify(heap)
    while heap:
        entry = heap[0]
        yield entry.item
        following = next(entry.rest, None)
        if following is None:
            heappop(heap)
        else:
            following.rest = entry.rest
            heapreplace(heap, following)


class _Entry:
    __slots__ = ("key", "order", "item", "reverse", "rest")

    def __init__(self, key, order, item, reverse):
        self.key = key
        self.order = order
        self.item = item
        self.reverse = reverse

    def __lt__(self, other):
        a, b = (other, self) if self.reverse else (self, other)
        if a.key < b.key:
            return True
        if b.key < a.key:
            return False
        return self.order < other.order


def nsmallest(n, iterable, key=None):
    """sorted(iterable, key=key)[:n]"""
    return sorted(iterable, key=key)[: max(n, 0)]


def nlargest(n, iterable, key=None):
    """sorted(iterable, key=key, reverse=True)[:n]"""
    return sorted(iterable, key=key, reverse=True)[: max(n, 0)]
`;
