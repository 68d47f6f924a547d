/** The library module collections, in Python. */
export const collectionsSource = `"""Containers beside the built-in ones."""

import _collections_abc as abc
import itertools as _itertools
import keyword as _keyword
import operator as _operator
import sys as _sys
from _collections import deque
from _collections_wrappers import ChainMap, UserDict, UserList, UserString, _shown
from _types import in_c as _in_c, in_c3 as _in_c3

_sys.modules["collections.abc"] = abc
abc.MutableSequence.register(deque)

__all__ = [
    "ChainMap", "Counter", "OrderedDict", "UserDict", "UserList", "UserString", "defaultdict", "deque", "namedtuple",
]


@_in_c3
class OrderedDict(dict):
    """A dict that compares its order with that of another OrderedDict and can move its ends."""

    @classmethod
    def fromkeys(cls, iterable, value=None):
        filled = cls()
        for key in iterable:
            filled[key] = value
        return filled

    def copy(self):
        kind = self.__class__
        return kind(self)

    __copy__ = copy

    def __reduce__(self):
        state = self.__dict__.copy() or None
        return self.__class__, (), state, None, iter(self.items())

    def __repr__(self):
        items = _shown(self, lambda: repr(list(self.items()))) if self else ""
        return "%s(%s)" % (self.__class__.__name__, items)

    def __eq__(self, other):
        equal = dict.__eq__(self, other)
        if equal is True and isinstance(other, OrderedDict):
            return list(self) == list(other)
        return equal

    def __ne__(self, other):
        return not self == other

    def move_to_end(self, key, last=True):
        value = dict.__getitem__(self, key)
        if last:
            dict.__delitem__(self, key)
            dict.__setitem__(self, key, value)
            return
        others = [(k, dict.__getitem__(self, k)) for k in self if k != key]
        dict.clear(self)
        dict.__setitem__(self, key, value)
        for k, v in others:
            dict.__setitem__(self, k, v)

    def popitem(self, last=True):
        for key in reversed(self) if last else self:
            break
        else:
            raise KeyError("dictionary is empty")
        return key, self.pop(key)

    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        return _merged(self.__class__(self), other) if isinstance(other, dict) else NotImplemented

    def __ror__(self, other):
        return _merged(self.__class__(other), self) if isinstance(other, dict) else NotImplemented


def _merged(first, second):
    first.update(second)
    return first


@_in_c
class defaultdict(dict):
    """A dict that makes missing values with a factory."""

    __slots__ = ("default_factory",)

    def __init__(self, default_factory=None, /, *args, **kwargs):
        if not (default_factory is None or callable(default_factory)):
            raise TypeError("first argument must be callable or None")
        super().__init__(*args, **kwargs)
        self.default_factory = default_factory

    def __missing__(self, key):
        make = self.default_factory
        if make is None:
            raise KeyError(key)
        self[key] = value = make()
        return value

    def __repr__(self):
        factory = _shown(self, lambda: repr(self.default_factory))
        return "%s(%s, %s)" % (type(self).__name__, factory, dict.__repr__(self))

    def copy(self):
        return type(self)(self.default_factory, self)

    __copy__ = copy

    def __reduce__(self):
        factory = self.default_factory
        return type(self), () if factory is None else (factory,), None, None, iter(self.items())

    def __or__(self, other):
        if isinstance(other, dict):
            return _merged(type(self)(self.default_factory, self), other)
        return NotImplemented

    def __ror__(self, other):
        if isinstance(other, dict):
            return _merged(type(self)(self.default_factory, other), self)
        return NotImplemented


class Counter(dict):
    """Counts of hashable things."""

    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)

    def _count(self, source, sign):
        if source is None:
            return
        if isinstance(source, abc.Mapping):
            for key, number in source.items():
                self[key] = self.get(key, 0) + sign * number
            return
        for key in source:
            self[key] = self.get(key, 0) + sign

    def update(self, iterable=None, /, **kwds):
        if isinstance(iterable, abc.Mapping) and not self:
            super().update(iterable)
        else:
            self._count(iterable, 1)
        self._count(kwds or None, 1)

    def subtract(self, iterable=None, /, **kwds):
        for source in iterable, kwds or None:
            self._count(source, -1)

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def copy(self):
        kind = self.__class__
        return kind(self)

    def __reduce__(self):
        counts = dict(self)
        return self.__class__, (counts,)

    def __missing__(self, key):
        return 0

    def __delitem__(self, key):
        if key in self:
            super().__delitem__(key)

    # What was counted.

    def elements(self):
        runs = _itertools.starmap(_itertools.repeat, self.items())
        return _itertools.chain.from_iterable(runs)

    def most_common(self, n=None):
        ranked = sorted(self.items(), key=_operator.itemgetter(1), reverse=True)
        return ranked if n is None else ranked[: max(n, 0)]

    def total(self):
        numbers = self.values()
        return sum(numbers)

    def __repr__(self):
        name = self.__class__.__name__
        if not self:
            return name + "()"
        try:
            shown = dict(self.most_common())
        except TypeError:
            shown = dict(self)
        return f"{name}({shown!r})"

    # Comparisons: what was not counted is there 0 times.

    def _everywhere(self, other, test):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(test(self[key], other[key]) for part in (self, other) for key in part)

    def __eq__(self, other):
        return self._everywhere(other, _operator.eq)

    def __ne__(self, other):
        return not self == other if isinstance(other, Counter) else NotImplemented

    def __le__(self, other):
        return self._everywhere(other, _operator.le)

    def __lt__(self, other):
        return self <= other and not self == other if isinstance(other, Counter) else NotImplemented

    def __ge__(self, other):
        return other <= self if isinstance(other, Counter) else NotImplemented

    def __gt__(self, other):
        return other < self if isinstance(other, Counter) else NotImplemented

    # Arithmetic: results keep what is above 0.

    def _combined(self, other, function):
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for key in _itertools.chain(self, (key for key in other if key not in self)):
            number = function(self[key], other[key])
            if number > 0:
                result[key] = number
        return result

    def __add__(self, other):
        return self._combined(other, _operator.add)

    def __sub__(self, other):
        return self._combined(other, _operator.sub)

    def __and__(self, other):
        return self._combined(other, min)

    def __or__(self, other):
        return self._combined(other, max)

    def __pos__(self):
        return self + Counter()

    def __neg__(self):
        return Counter() - self

    def _only_positive(self):
        for key in [key for key, number in self.items() if not number > 0]:
            del self[key]
        return self

    def __iadd__(self, other):
        self._count(other, 1)
        return self._only_positive()

    def __isub__(self, other):
        self._count(other, -1)
        return self._only_positive()

    def __iand__(self, other):
        for key in [*self]:
            self[key] = min(self[key], other[key])
        return self._only_positive()

    def __ior__(self, other):
        for key, theirs in other.items():
            self[key] = max(self[key], theirs)
        return self._only_positive()


def _renamed(names):
    """The names, with _ and its position for each that no field may have."""
    taken = set()
    for index, name in enumerate(names):
        usable = name.isidentifier() and not _keyword.iskeyword(name) and name[:1] != "_" and name not in taken
        taken.add(name)
        yield name if usable else f"_{index}"


def _check_names(typename, names, may_begin_with_underscores):
    for name in (typename, *names):
        if type(name) is not str:
            raise TypeError("Type names and field names must be strings")
        problem = None
        if not name.isidentifier():
            problem = "must be valid identifiers"
        elif _keyword.iskeyword(name):
            problem = "cannot be a keyword"
        if problem:
            raise ValueError(f"Type names and field names {problem}: {name!r}")
    for index, name in enumerate(names):
        if name.startswith("_") and not may_begin_with_underscores:
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in names[:index]:
            raise ValueError(f"Encountered duplicate field name: {name!r}")


def _filled(typename, fields, defaults, args, kwargs):
    """The values of a named tuple's fields, or the TypeError that a function with these parameters raises."""
    given = len(args)
    if given > len(fields):
        optional = len([f for f in fields if f in defaults])
        expected = len(fields) + 1
        text = f"from {expected - optional} to {expected}" if optional else str(expected)
        raise TypeError(f"{typename}.__new__() takes {text} positional arguments but {given + 1} were given")
    values = dict(zip(fields, args))
    for name, value in kwargs.items():
        if name in values:
            raise TypeError(f"{typename}.__new__() got multiple values for argument {name!r}")
        if name not in fields:
            raise TypeError(f"{typename}.__new__() got an unexpected keyword argument {name!r}")
        values[name] = value
    missing = [name for name in fields if name not in values and name not in defaults]
    if missing:
        quoted = [repr(name) for name in missing]
        if len(quoted) > 1:
            tail = (", and " if len(quoted) > 2 else " and ") + quoted[-1]
            listed = ", ".join(quoted[:-1]) + tail
        else:
            listed = quoted[0]
        plural = "s" if len(quoted) > 1 else ""
        raise TypeError(
            f"{typename}.__new__() missing {len(quoted)} required positional argument{plural}: {listed}"
        )
    return [values[name] if name in values else defaults[name] for name in fields]


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    """A subclass of tuple with named fields."""
    names = field_names.replace(",", " ").split() if isinstance(field_names, str) else field_names
    names = list(map(str, names))
    if rename:
        names = list(_renamed(names))
    _check_names(str(typename), names, rename)
    fields = tuple(names)
    count = len(fields)
    values = () if defaults is None else tuple(defaults)
    optional = len(values)
    if optional > count:
        raise TypeError("Got more default values than field names")
    field_defaults = dict(zip(fields[count - optional:], values))
    pattern = "(" + ", ".join(f"{name}=%r" for name in fields) + ")"

    def __new__(cls, /, *args, **kwargs):
        if kwargs or len(args) != count:
            args = _filled(typename, fields, field_defaults, args, kwargs)
        return tuple.__new__(cls, args)

    def _make(cls, iterable):
        made = tuple.__new__(cls, iterable)
        found = len(made)
        if found != count:
            raise TypeError(f"Expected {count} arguments, got {found}")
        return made

    def _replace(self, /, **kwds):
        updated = [kwds.pop(name, value) for name, value in zip(fields, self)]
        if not kwds:
            return self._make(updated)
        raise ValueError(f"Got unexpected field names: {list(kwds)!r}")

    def _asdict(self):
        return dict(zip(fields, self))

    def __getnewargs__(self):
        return (*self,)

    def __repr__(self):
        return self.__class__.__name__ + pattern % tuple(self)

    namespace = {
        "__doc__": f"{typename}({', '.join(fields)})",
        "__match_args__": fields,
        "__slots__": (),
        "_field_defaults": field_defaults,
        "_fields": fields,
        "_make": classmethod(_make),
    }
    for method in (__new__, _replace, _asdict, __getnewargs__, __repr__):
        namespace[method.__name__] = method
    for index, name in enumerate(fields):
        namespace[name] = property(_operator.itemgetter(index), doc=f"Alias for field number {index}")
    caller = _sys._getframe(1).f_globals if module is None else {"__name__": module}
    namespace["__module__"] = caller.get("__name__", "__main__")
    return type(typename, (tuple,), namespace)
`;
