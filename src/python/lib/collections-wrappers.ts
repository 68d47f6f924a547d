/** The library module _collections_wrappers, in Python. */
export const collectionsWrappersSource = `"""The containers of collections that wrap others."""

from _collections_abc import Mapping, MutableMapping, MutableSequence, Sequence

# What its classes say they belong to.
__name__ = "collections"

_being_shown = set()


def _shown(container, text):
    """text(), or ... where a container is inside itself."""
    identity = id(container)
    if identity in _being_shown:
        return "..."
    _being_shown.add(identity)
    try:
        return text()
    finally:
        _being_shown.discard(identity)


def _unwrapped(other, wrapper):
    return other.data if isinstance(other, wrapper) else other


def _absent_from_first(key):
    return KeyError(f"Key not found in the first mapping: {key!r}")


class ChainMap(MutableMapping):
    """Several mappings seen as one; changes go to the first."""

    def __init__(self, *maps):
        self.maps = [*maps] if maps else [{}]

    # What all of them have.

    def __getitem__(self, key):
        for layer in self.maps:
            try:
                return layer[key]
            except KeyError:
                continue
        return self.__missing__(key)

    def __missing__(self, key):
        raise KeyError(key)

    def __contains__(self, key):
        for layer in self.maps:
            if key in layer:
                return True
        return False

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __bool__(self):
        return any(map(bool, self.maps))

    def __iter__(self):
        keys = {}
        for layer in self.maps[::-1]:
            keys.update(dict.fromkeys(layer))
        return iter(keys)

    def __len__(self):
        keys = set()
        keys.update(*self.maps)
        return len(keys)

    def __repr__(self):
        layers = _shown(self, lambda: ", ".join([repr(layer) for layer in self.maps]))
        return f"{self.__class__.__name__}({layers})"

    # Other chains.

    @property
    def parents(self):
        others = self.maps[1:]
        return self.__class__(*others)

    def new_child(self, m=None, **kwargs):
        child = kwargs if m is None else m
        if kwargs and child is m:
            child.update(kwargs)
        return self.__class__(child, *self.maps)

    @classmethod
    def fromkeys(cls, iterable, *args):
        only = dict.fromkeys(iterable, *args)
        return cls(only)

    def copy(self):
        first = self.maps[0].copy()
        return self.__class__(first, *self.maps[1:])

    __copy__ = copy

    def __or__(self, other):
        if isinstance(other, Mapping):
            result = self.copy()
            result |= other
            return result
        return NotImplemented

    def __ror__(self, other):
        if isinstance(other, Mapping):
            merged = dict(other)
            for layer in self.maps[::-1]:
                merged.update(layer)
            return self.__class__(merged)
        return NotImplemented

    # Changes of the first.

    def __setitem__(self, key, value):
        first = self.maps[0]
        first[key] = value

    def __delitem__(self, key):
        first = self.maps[0]
        try:
            del first[key]
        except KeyError:
            raise _absent_from_first(key)

    def __ior__(self, other):
        first = self.maps[0]
        first.update(other)
        return self

    def pop(self, key, *args):
        first = self.maps[0]
        try:
            return first.pop(key, *args)
        except KeyError:
            raise _absent_from_first(key)

    def popitem(self):
        first = self.maps[0]
        try:
            return first.popitem()
        except KeyError:
            raise KeyError("No keys found in the first mapping.")

    def clear(self):
        first = self.maps[0]
        first.clear()


class UserDict(MutableMapping):
    """A dict to derive from, with its contents in data."""

    def __init__(self, dict=None, /, **kwargs):
        self.data = {}
        for given in (dict, kwargs or None):
            if given is not None:
                self.update(given)

    def __contains__(self, key):
        return key in self.data

    def __getitem__(self, key):
        contents = self.data
        if key in contents:
            return contents[key]
        kind = self.__class__
        if not hasattr(kind, "__missing__"):
            raise KeyError(key)
        return kind.__missing__(self, key)

    def __iter__(self):
        return iter(self.data)

    def __setitem__(self, key, item):
        self.data[key] = item

    def __len__(self):
        return len(self.data)

    def __delitem__(self, key):
        del self.data[key]

    def __ior__(self, other):
        self.data |= getattr(other, "data", other)
        return self

    def __or__(self, other):
        return self.__class__(self.data | getattr(other, "data", other))

    def __ror__(self, other):
        return self.__class__(getattr(other, "data", other) | self.data)

    def __repr__(self):
        return repr(self.data)

    @classmethod
    def fromkeys(cls, iterable, value=None):
        filled = cls()
        for key in iterable:
            filled[key] = value
        return filled

    def copy(self):
        kind = self.__class__
        twin = kind.__new__(kind)
        twin.__dict__.update(self.__dict__)
        twin.data = self.data.copy()
        return twin

    __copy__ = copy


class UserList(MutableSequence):
    """A list to derive from, with its contents in data."""

    def __init__(self, initlist=None):
        self.data = list(() if initlist is None else initlist)

    def __getitem__(self, i):
        chosen = self.data[i]
        return self.__class__(chosen) if isinstance(i, slice) else chosen

    def __len__(self):
        return len(self.data)

    def __contains__(self, item):
        return item in self.data

    def __repr__(self):
        return repr(self.data)

    def __eq__(self, other):
        return self.data == _unwrapped(other, UserList)

    def __lt__(self, other):
        return self.data < _unwrapped(other, UserList)

    def __gt__(self, other):
        return self.data > _unwrapped(other, UserList)

    def __le__(self, other):
        return self.data <= _unwrapped(other, UserList)

    def __ge__(self, other):
        return self.data >= _unwrapped(other, UserList)

    def __add__(self, other):
        return self.__class__([*self.data, *_unwrapped(other, UserList)])

    def __radd__(self, other):
        return self.__class__([*_unwrapped(other, UserList), *self.data])

    def __mul__(self, n):
        repeated = self.data * n
        return self.__class__(repeated)

    __rmul__ = __mul__

    def index(self, item, *args):
        return self.data.index(item, *args)

    def count(self, item):
        return self.data.count(item)

    def copy(self):
        return self.__class__(self)

    __copy__ = copy

    def extend(self, other):
        self.data.extend(_unwrapped(other, UserList))

    def append(self, item):
        self.data.append(item)

    def __iadd__(self, other):
        self.data.extend(_unwrapped(other, UserList))
        return self

    def __imul__(self, n):
        self.data *= n
        return self

    def __setitem__(self, i, item):
        self.data[i] = item

    def remove(self, item):
        self.data.remove(item)

    def __delitem__(self, i):
        del self.data[i]

    def pop(self, i=-1):
        return self.data.pop(i)

    def clear(self):
        self.data.clear()

    def insert(self, i, item):
        self.data.insert(i, item)

    def sort(self, /, *args, **kwds):
        self.data.sort(*args, **kwds)

    def reverse(self):
        self.data.reverse()


class UserString(Sequence):
    """A str to derive from, with its contents in data; methods of str give UserStrings where they give str."""

    def __init__(self, seq):
        self.data = str(seq)

    def __getitem__(self, index):
        return self.__class__(self.data[index])

    def __len__(self):
        return len(self.data)

    def __contains__(self, part):
        return str(part) in self.data

    def __str__(self):
        return self.data

    def __hash__(self):
        return hash(self.data)

    def __repr__(self):
        return repr(self.data)

    def __eq__(self, other):
        return self.data == _unwrapped(other, UserString)

    def __lt__(self, other):
        return self.data < _unwrapped(other, UserString)

    def __add__(self, other):
        return self.__class__(self.data + str(other))

    def __radd__(self, other):
        return self.__class__(str(other) + self.data)

    def __mul__(self, n):
        repeated = self.data * n
        return self.__class__(repeated)

    __rmul__ = __mul__

    def __mod__(self, args):
        filled = self.data % args
        return self.__class__(filled)

    def __getattr__(self, name):
        if name == "data" or name.startswith("__"):
            raise AttributeError("%r object has no attribute %r" % (type(self).__name__, name))
        method = getattr(self.data, name)

        def call(*args, **kwargs):
            result = method(*[_unwrapped(arg, UserString) for arg in args], **kwargs)
            return self.__class__(result) if isinstance(result, str) else result

        return call
`;
