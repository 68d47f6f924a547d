/** The library module copy, in Python. */
export const copySource = `"""Shallow and deep copies."""

from copyreg import dispatch_table
from _weakref import ref as _ref
from types import BuiltinFunctionType as _Builtin
from types import FunctionType as _Function
from types import MethodType as _Method

__all__ = ["Error", "copy", "deepcopy"]


class Error(Exception):
    pass


error = Error

_ATOMS = frozenset(
    [type(None), int, float, bool, complex, str, bytes, type, range, type(Ellipsis), type(NotImplemented), _Function, _Builtin, property, _ref]
)
_IMMUTABLE = _ATOMS | {tuple, frozenset, slice}
_MISSING = object()


def copy(x):
    """A new container with the same contents."""
    cls = type(x)
    if cls in _IMMUTABLE or issubclass(cls, type):
        return x
    if cls in (list, dict, set, bytearray):
        return x.copy()
    special = getattr(cls, "__copy__", None)
    if special is not None:
        return special(x)
    return _rebuild(x, _reduced(x), None)


def deepcopy(x, memo=None, _nil=[]):
    """A new container with deep copies of the contents; what occurs twice is copied once."""
    if memo is None:
        memo = {}
    known = memo.get(id(x), _MISSING)
    if known is not _MISSING:
        return known
    cls = type(x)
    if cls in _ATOMS or issubclass(cls, type):
        return x
    maker = _DEEP.get(cls)
    if maker is not None:
        made = maker(x, memo)
    else:
        special = getattr(x, "__deepcopy__", None)
        made = special(memo) if special is not None else _rebuild(x, _reduced(x), memo)
    if made is not x:
        memo[id(x)] = made
        # What was copied must live as long as the memo: its id may not be used again.
        memo.setdefault(id(memo), []).append(x)
    return made


def _deep_list(x, memo):
    made = []
    memo[id(x)] = made
    for item in x:
        made.append(deepcopy(item, memo))
    return made


def _deep_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    # A tuple in a cycle was copied on the way.
    known = memo.get(id(x), _MISSING)
    if known is not _MISSING:
        return known
    return tuple(items) if any(a is not b for a, b in zip(items, x)) else x


def _deep_dict(x, memo):
    made = {}
    memo[id(x)] = made
    for key, value in x.items():
        made[deepcopy(key, memo)] = deepcopy(value, memo)
    return made


def _deep_method(x, memo):
    return _Method(x.__func__, deepcopy(x.__self__, memo))


_DEEP = {list: _deep_list, tuple: _deep_tuple, dict: _deep_dict, _Method: _deep_method}


def _reduced(x):
    cls = type(x)
    made = dispatch_table.get(cls)
    if made is not None:
        return made(x)
    reduce_ex = getattr(cls, "__reduce_ex__", None)
    if reduce_ex is not None:
        return reduce_ex(x, 4)
    reduce = getattr(cls, "__reduce__", None)
    if reduce is None:
        raise Error("un(deep)copyable object of type %s" % cls)
    return reduce(x)


def _rebuild(x, reduced, memo):
    if isinstance(reduced, str):
        return x
    func, args, state, items, pairs = (*reduced, None, None, None)[:5]
    deep = memo is not None
    if deep:
        args = tuple(deepcopy(arg, memo) for arg in args)
    made = func(*args)
    if deep:
        memo[id(x)] = made
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if hasattr(made, "__setstate__"):
            made.__setstate__(state)
        else:
            values, slots = state if isinstance(state, tuple) and len(state) == 2 else (state, None)
            if values is not None:
                made.__dict__.update(values)
            for name, value in (slots or {}).items():
                setattr(made, name, value)
    if items is not None:
        for item in items:
            made.append(deepcopy(item, memo) if deep else item)
    if pairs is not None:
        for key, value in pairs:
            if deep:
                key, value = deepcopy(key, memo), deepcopy(value, memo)
            made[key] = value
    return made
`;
