/** The library module itertools, in Python. */
export const itertoolsSource = `"""Building blocks for loops."""

from _itertools import (
    chain, compress, count, cycle, dropwhile, filterfalse, islice, pairwise, repeat, starmap, takewhile,
)
from _types import in_c as _in_c

__all__ = [
    "accumulate", "chain", "combinations", "combinations_with_replacement", "compress", "count", "cycle",
    "dropwhile", "filterfalse", "groupby", "islice", "pairwise", "permutations", "product", "repeat", "starmap",
    "takewhile", "tee", "zip_longest",
]

_MISSING = object()


class _Steps:
    """An iterator over what the generator method _steps gives."""

    __slots__ = ()

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._items)


@_in_c
class accumulate(_Steps):
    """Running totals, or running results of a function of two arguments."""

    __slots__ = ("_items",)

    def __init__(self, iterable, func=None, *, initial=None):
        self._items = self._steps(iter(iterable), func, initial)

    @staticmethod
    def _steps(iterator, func, total):
        if total is None:
            total = next(iterator, _MISSING)
            if total is _MISSING:
                return
        yield total
        for item in iterator:
            total = total + item if func is None else func(total, item)
            yield total


@_in_c
class product(_Steps):
    """Cartesian product: nested loops, the rightmost the fastest."""

    __slots__ = ("_items",)

    def __init__(self, *iterables, repeat=1):
        self._items = self._steps([tuple(pool) for pool in iterables] * repeat)

    @staticmethod
    def _steps(pools):
        if not all(pools):
            return
        indices = [0] * len(pools)
        while True:
            yield tuple(pool[i] for pool, i in zip(pools, indices))
            for place in reversed(range(len(pools))):
                indices[place] += 1
                if indices[place] < len(pools[place]):
                    break
                indices[place] = 0
            else:
                return


def _checked_length(r):
    if not isinstance(r, int):
        raise TypeError("'%s' object cannot be interpreted as an integer" % type(r).__name__)
    if r < 0:
        raise ValueError("r must be non-negative")
    return r


@_in_c
class permutations(_Steps):
    """Orders of r items, by position."""

    __slots__ = ("_items",)

    def __init__(self, iterable, r=None):
        pool = tuple(iterable)
        if r is not None and not isinstance(r, int):
            raise TypeError("Expected int as r")
        self._items = self._steps(pool, len(pool) if r is None else _checked_length(r))

    @staticmethod
    def _steps(pool, r):
        free = [True] * len(pool)

        def choose(places, chosen):
            if places == 0:
                yield chosen
                return
            for i, item in enumerate(pool):
                if free[i]:
                    free[i] = False
                    yield from choose(places - 1, chosen + (item,))
                    free[i] = True

        return choose(r, ())


@_in_c
class combinations(_Steps):
    """Selections of r items in order, by position."""

    __slots__ = ("_items",)

    def __init__(self, iterable, r):
        self._items = self._steps(tuple(iterable), _checked_length(r))

    @staticmethod
    def _steps(pool, r):
        if r > len(pool):
            return
        indices = list(range(r))
        while True:
            yield tuple(pool[i] for i in indices)
            place = r - 1
            while place >= 0 and indices[place] == len(pool) - r + place:
                place -= 1
            if place < 0:
                return
            start = indices[place] + 1
            indices[place:] = range(start, start + r - place)


@_in_c
class combinations_with_replacement(_Steps):
    """Selections of r items in order, each as often as wanted."""

    __slots__ = ("_items",)

    def __init__(self, iterable, r):
        self._items = self._steps(tuple(iterable), _checked_length(r))

    @staticmethod
    def _steps(pool, r):
        if r > 0 and not pool:
            return
        indices = [0] * r
        while True:
            yield tuple(pool[i] for i in indices)
            place = r - 1
            while place >= 0 and indices[place] == len(pool) - 1:
                place -= 1
            if place < 0:
                return
            indices[place:] = [indices[place] + 1] * (r - place)


@_in_c
class zip_longest(_Steps):
    """zip that goes on to the end of the longest, with a value filled in."""

    __slots__ = ("_items",)

    def __init__(self, *iterables, fillvalue=None):
        self._items = self._steps([iter(it) for it in iterables], fillvalue)

    @staticmethod
    def _steps(iterators, fillvalue):
        active = len(iterators)
        while active:
            row = []
            for place, iterator in enumerate(iterators):
                item = fillvalue if iterator is None else next(iterator, _MISSING)
                if item is _MISSING:
                    active -= 1
                    if not active:
                        return
                    iterators[place] = None
                    item = fillvalue
                row.append(item)
            yield tuple(row)


@_in_c
class groupby:
    """Runs of items with equal keys, each as (key, iterator over the run)."""

    __slots__ = ("_iterator", "_keyfunc", "_item", "_key", "_current", "_group")

    def __init__(self, iterable, key=None):
        self._iterator = iter(iterable)
        self._keyfunc = key
        self._item = self._key = self._current = _MISSING
        self._group = None

    def __iter__(self):
        return self

    def _advance(self):
        self._item = next(self._iterator)
        self._key = self._item if self._keyfunc is None else self._keyfunc(self._item)

    def __next__(self):
        self._group = None
        while self._key is self._current or self._key == self._current:
            self._advance()
        self._current = self._key
        self._group = _grouper(self, self._current)
        return self._current, self._group


@_in_c
class _grouper:
    __slots__ = ("_parent", "_key")

    def __init__(self, parent, key):
        self._parent = parent
        self._key = key

    def __iter__(self):
        return self

    def __next__(self):
        parent = self._parent
        # Once the parent has moved on, this run is over.
        if parent._group is not self:
            raise StopIteration
        if parent._item is _MISSING:
            parent._advance()
        if not (parent._key is self._key or parent._key == self._key):
            raise StopIteration
        item = parent._item
        parent._item = _MISSING
        try:
            parent._advance()
        except StopIteration:
            parent._group = None
            parent._key = parent._current
            parent._iterator = iter(())
        return item


@_in_c
class _tee:
    """One of several iterators over the same items, which wait in a chain of [item, next link]."""

    __slots__ = ("_iterator", "_link", "__weakref__")

    def __init__(self, iterator, link):
        self._iterator = iterator
        self._link = link

    def __iter__(self):
        return self

    def __next__(self):
        link = self._link
        if not link:
            link.append(next(self._iterator))
            link.append([])
        self._link = link[1]
        return link[0]

    def __copy__(self):
        return _tee(self._iterator, self._link)


def tee(iterable, n=2, /):
    """n independent iterators over one iterable."""
    if n < 0:
        raise ValueError("n must be >= 0")
    if n == 0:
        return ()
    first = iterable if isinstance(iterable, _tee) else _tee(iter(iterable), [])
    return (first, *(first.__copy__() for _ in range(n - 1)))
`;
