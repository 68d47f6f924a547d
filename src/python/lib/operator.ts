/** The library module operator, in Python. */
export const operatorSource = `"""Operators as functions."""

from builtins import abs as _abs

from _operator import (
    add, and_, contains, delitem, eq, floordiv, ge, getitem, gt, iadd, iand, ifloordiv, ilshift, imatmul, imod,
    imul, index, inv, invert, ior, ipow, irshift, is_, is_not, isub, itruediv, ixor, le, lshift, lt, matmul, mod,
    mul, ne, neg, not_, or_, pos, pow, rshift, setitem, sub, truediv, truth, xor,
)
from _types import in_c as _in_c


def abs(a):
    return _abs(a)


def call(obj, /, *args, **kwargs):
    return obj(*args, **kwargs)


def _check_sequence(obj):
    if not hasattr(obj, "__getitem__"):
        raise TypeError("'%s' object can't be concatenated" % type(obj).__name__)


def concat(a, b):
    _check_sequence(a)
    return a + b


def countOf(a, b):
    return sum(1 for item in a if item is b or item == b)


def indexOf(a, b):
    for position, item in enumerate(a):
        if item is b or item == b:
            return position
    raise ValueError("sequence.index(x): x not in sequence")


def length_hint(obj, default=0):
    if not isinstance(default, int):
        raise TypeError("'%s' object cannot be interpreted as an integer" % type(default).__name__)
    try:
        return len(obj)
    except TypeError:
        pass
    hint = getattr(type(obj), "__length_hint__", None)
    if hint is None:
        return default
    value = hint(obj)
    return default if value is NotImplemented else value


_ABSENT = object()


def _needs_one(kind, given):
    count = len(given) if given[0] is not _ABSENT else 0
    return TypeError("%s expected 1 argument, got %d" % (kind, count))


@_in_c
class attrgetter:
    """f = attrgetter('a.b', 'c'): f(x) is (x.a.b, x.c)."""

    __slots__ = ("_attrs",)

    def __init__(self, attr, /, *attrs):
        self._attrs = attr, *attrs
        if not all(isinstance(name, str) for name in self._attrs):
            raise TypeError("attribute name must be a string")

    def __call__(self, obj=_ABSENT, /, *more):
        if more or obj is _ABSENT:
            raise _needs_one("attrgetter", (obj, *more))
        values = tuple(self._resolve(obj, path) for path in self._attrs)
        return values[0] if len(values) == 1 else values

    @staticmethod
    def _resolve(obj, path):
        for name in path.split("."):
            obj = getattr(obj, name)
        return obj

    def __repr__(self):
        return "operator.attrgetter(%s)" % ", ".join(map(repr, self._attrs))


@_in_c
class itemgetter:
    """f = itemgetter(2, 5): f(x) is (x[2], x[5])."""

    __slots__ = ("_items",)

    def __init__(self, item, /, *items):
        self._items = (item,) + items

    def __call__(self, obj=_ABSENT, /, *more):
        if more or obj is _ABSENT:
            raise _needs_one("itemgetter", (obj, *more))
        if len(self._items) == 1:
            return obj[self._items[0]]
        return tuple(obj[item] for item in self._items)

    def __repr__(self):
        return "operator.itemgetter(%s)" % ", ".join(map(repr, self._items))


@_in_c
class methodcaller:
    """f = methodcaller('name', 1): f(x) is x.name(1)."""

    __slots__ = ("_name", "_args", "_kwargs")

    def __init__(self, name, /, *args, **kwargs):
        if not isinstance(name, str):
            raise TypeError("method name must be a string")
        self._name = name
        self._args, self._kwargs = args, kwargs

    def __call__(self, obj=_ABSENT, /, *more):
        if more or obj is _ABSENT:
            raise _needs_one("methodcaller", (obj, *more))
        method = getattr(obj, self._name)
        return method(*self._args, **self._kwargs)

    def __repr__(self):
        parts = [repr(self._name)]
        parts.extend(map(repr, self._args))
        parts.extend("%s=%r" % item for item in self._kwargs.items())
        return "operator.methodcaller(%s)" % ", ".join(parts)


def iconcat(a, b):
    _check_sequence(a)
    a += b
    return a


__lt__, __le__, __eq__, __ne__, __ge__, __gt__ = lt, le, eq, ne, ge, gt
__not__, __abs__, __add__, __and__, __floordiv__, __index__ = not_, abs, add, and_, floordiv, index
__inv__ = __invert__ = inv
__lshift__, __mod__, __mul__, __matmul__, __neg__, __or__ = lshift, mod, mul, matmul, neg, or_
__pos__, __pow__, __rshift__, __sub__, __truediv__, __xor__ = pos, pow, rshift, sub, truediv, xor
__concat__, __contains__, __delitem__, __getitem__, __setitem__ = concat, contains, delitem, getitem, setitem
__call__ = call
`;
