/** The library module _collections_abc, in Python. */
export const containerAbcsSource = `"""Abstract base classes for containers (PEP 3119): what collections.abc shows."""

from _collections_abc_protocols import (
    AsyncGenerator, AsyncIterable, AsyncIterator, Awaitable, Callable, Collection, Container, Coroutine, Generator,
    GenericAlias, Hashable, Iterable, Iterator, Reversible, Sized,
)
from abc import ABCMeta, abstractmethod

# What its classes say they belong to.
__name__ = "collections.abc"

__all__ = [
    "AsyncGenerator", "AsyncIterable", "AsyncIterator", "Awaitable", "Coroutine",
    "ByteString", "Callable", "Collection", "Container", "Generator", "Hashable", "Iterable", "Iterator",
    "ItemsView", "KeysView", "Mapping", "MappingView", "MutableMapping", "ValuesView",
    "MutableSequence", "MutableSet", "Reversible", "Sequence", "Set", "Sized",
]


def _includes(large, small):
    return len(small) <= len(large) and all(item in large for item in small)


def _as_set(maker, other):
    """The other operand as a set, made by the first one where need be; None where it cannot be."""
    if isinstance(other, Set):
        return other
    return maker._from_iterable(other) if isinstance(other, Iterable) else None


def _drain(take, empty):
    """Takes things away until the error that says that there are none."""
    try:
        while True:
            take()
    except empty:
        return


class Set(Collection):
    """A set: subclasses give __contains__, __iter__ and __len__."""

    __slots__ = ()

    def __eq__(self, other):
        if isinstance(other, Set):
            return len(other) == len(self) and self.__le__(other)
        return NotImplemented

    def __le__(self, other):
        return _includes(other, self) if isinstance(other, Set) else NotImplemented

    def __ge__(self, other):
        return _includes(self, other) if isinstance(other, Set) else NotImplemented

    def __lt__(self, other):
        if isinstance(other, Set):
            return len(other) > len(self) and self.__le__(other)
        return NotImplemented

    def __gt__(self, other):
        if isinstance(other, Set):
            return len(other) < len(self) and self.__ge__(other)
        return NotImplemented

    @classmethod
    def _from_iterable(cls, it):
        return cls(it)

    def isdisjoint(self, other):
        """True if the two have nothing in common."""
        for item in other:
            if item in self:
                return False
        return True

    def __and__(self, other):
        if isinstance(other, Iterable):
            return self._from_iterable(item for item in other if item in self)
        return NotImplemented

    def __or__(self, other):
        if isinstance(other, Iterable):
            return self._from_iterable(item for part in (self, other) for item in part)
        return NotImplemented

    def __sub__(self, other):
        without = _as_set(self, other)
        if without is None:
            return NotImplemented
        return self._from_iterable(item for item in self if item not in without)

    def __rsub__(self, other):
        whole = _as_set(self, other)
        if whole is None:
            return NotImplemented
        return self._from_iterable(item for item in whole if item not in self)

    def __xor__(self, other):
        second = _as_set(self, other)
        return NotImplemented if second is None else (self - second) | (second - self)

    __rand__, __ror__, __rxor__ = __and__, __or__, __xor__

    def _hash(self):
        return hash(frozenset(self))


class MutableSet(Set):
    """A set that changes: subclasses also give add and discard."""

    __slots__ = ()

    @abstractmethod
    def add(self, value):
        raise NotImplementedError

    @abstractmethod
    def discard(self, value):
        raise NotImplementedError

    def remove(self, value):
        if value in self:
            self.discard(value)
        else:
            raise KeyError(value)

    def pop(self):
        for member in self:
            break
        else:
            raise KeyError
        self.discard(member)
        return member

    def clear(self):
        _drain(self.pop, KeyError)

    def __ior__(self, it):
        for item in it:
            self.add(item)
        return self

    def __iand__(self, it):
        for superfluous in self - it:
            self.discard(superfluous)
        return self

    def __isub__(self, it):
        if it is self:
            self.clear()
        else:
            for item in it:
                self.discard(item)
        return self

    def __ixor__(self, it):
        if it is self:
            self.clear()
            return self
        for item in it if isinstance(it, Set) else self._from_iterable(it):
            change = self.discard if item in self else self.add
            change(item)
        return self


class Mapping(Collection):
    """A mapping: subclasses give __getitem__, __iter__ and __len__."""

    __slots__ = ()
    __reversed__ = None

    @abstractmethod
    def __getitem__(self, key):
        raise KeyError

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        else:
            return True

    def __eq__(self, other):
        if isinstance(other, Mapping):
            return dict(self.items()) == dict(other.items())
        return NotImplemented

    def get(self, key, default=None):
        try:
            found = self[key]
        except KeyError:
            found = default
        return found

    def items(self):
        return ItemsView(self)

    def keys(self):
        return KeysView(self)

    def values(self):
        return ValuesView(self)


class MappingView(Sized):
    """What keys(), items() and values() give: it shows what the mapping has now."""

    __class_getitem__ = classmethod(GenericAlias)
    __slots__ = ("_mapping",)

    def __init__(self, mapping):
        self._mapping = mapping

    def __repr__(self):
        return "%s(%r)" % (self.__class__.__name__, self._mapping)

    def __len__(self):
        return len(self._mapping)


class KeysView(MappingView, Set):
    __slots__ = ()

    _from_iterable = classmethod(lambda cls, it: set(it))

    def __iter__(self):
        yield from self._mapping

    def __contains__(self, key):
        return key in self._mapping


class ItemsView(MappingView, Set):
    __slots__ = ()

    _from_iterable = classmethod(lambda cls, it: set(it))

    def __iter__(self):
        mapping = self._mapping
        for key in mapping:
            yield key, mapping[key]

    def __contains__(self, item):
        key, wanted = item
        try:
            value = self._mapping[key]
        except KeyError:
            return False
        return value is wanted or value == wanted


class ValuesView(MappingView, Collection):
    __slots__ = ()

    def __iter__(self):
        mapping = self._mapping
        for key in mapping:
            yield mapping[key]

    def __contains__(self, value):
        mapping = self._mapping
        for key in mapping:
            candidate = mapping[key]
            if candidate is value or candidate == value:
                return True
        return False


class MutableMapping(Mapping):
    """A mapping that changes: subclasses also give __setitem__ and __delitem__."""

    __slots__ = ()
    __nothing = object()

    @abstractmethod
    def __delitem__(self, key):
        raise KeyError

    @abstractmethod
    def __setitem__(self, key, value):
        raise KeyError

    def setdefault(self, key, default=None):
        try:
            value = self[key]
        except KeyError:
            self[key] = value = default
        return value

    def pop(self, key, default=__nothing):
        try:
            removed = self[key]
        except KeyError:
            if default is not self.__nothing:
                return default
            raise
        del self[key]
        return removed

    def popitem(self):
        for key in self:
            break
        else:
            raise KeyError
        item = key, self[key]
        del self[key]
        return item

    def clear(self):
        _drain(self.popitem, KeyError)

    def update(self, other=(), /, **kwds):
        if isinstance(other, Mapping):
            keys = other
        else:
            keys = other.keys() if hasattr(other, "keys") else None
        if keys is None:
            for key, value in other:
                self[key] = value
        else:
            for key in keys:
                self[key] = other[key]
        for name in kwds:
            self[name] = kwds[name]


class Sequence(Reversible, Collection):
    """A sequence: subclasses give __getitem__ and __len__."""

    __slots__ = ()

    @abstractmethod
    def __getitem__(self, index):
        raise IndexError

    def __iter__(self):
        position = -1
        try:
            while True:
                position += 1
                yield self[position]
        except IndexError:
            pass

    def __reversed__(self):
        position = len(self)
        while position > 0:
            position -= 1
            yield self[position]

    def __contains__(self, value):
        for item in self:
            if item is value or item == value:
                return True
        return False

    def count(self, value):
        return sum(1 for item in self if item is value or item == value)

    def index(self, value, start=0, stop=None):
        position, end = start, stop
        if start is not None and start < 0:
            position = max(start + len(self), 0)
        if end is not None and end < 0:
            end += len(self)
        while end is None or position < end:
            try:
                item = self[position]
            except IndexError:
                break
            if item is value or item == value:
                return position
            position += 1
        raise ValueError


class ByteString(Sequence):
    """bytes and bytearray."""

    __slots__ = ()


class MutableSequence(Sequence):
    """A sequence that changes: subclasses also give __setitem__, __delitem__ and insert."""

    __slots__ = ()

    @abstractmethod
    def insert(self, index, value):
        raise IndexError

    @abstractmethod
    def __delitem__(self, index):
        raise IndexError

    @abstractmethod
    def __setitem__(self, index, value):
        raise IndexError

    def append(self, value):
        end = len(self)
        self.insert(end, value)

    def extend(self, values):
        for item in list(values) if values is self else values:
            self.append(item)

    def __iadd__(self, values):
        self.extend(values)
        return self

    def pop(self, index=-1):
        taken = self[index]
        del self[index]
        return taken

    def remove(self, value):
        position = self.index(value)
        del self[position]

    def clear(self):
        _drain(self.pop, IndexError)

    def reverse(self):
        low, high = 0, len(self) - 1
        while low < high:
            self[low], self[high] = self[high], self[low]
            low, high = low + 1, high - 1


for _abc, _types in (
    (Set, (frozenset,)),
    (MutableSet, (set,)),
    (Mapping, (type(type.__dict__),)),
    (MutableMapping, (dict,)),
    (KeysView, (type({}.keys()),)),
    (ItemsView, (type({}.items()),)),
    (ValuesView, (type({}.values()),)),
    (Sequence, (tuple, str, range)),
    (ByteString, (bytes, bytearray)),
    (MutableSequence, (list, bytearray)),
):
    for _type in _types:
        _abc.register(_type)
del _abc, _type, _types
`;
