/** The library module copyreg, in Python. */
export const copyregSource = `"""How objects are taken apart and made again."""

__all__ = ["pickle", "constructor", "__newobj__", "__newobj_ex__"]

dispatch_table = {}


def constructor(object):
    """Refuses what cannot be called."""
    _check_callable(object, "constructors")


def pickle(ob_type, pickle_function, constructor_ob=None):
    """Says how objects of a type are taken apart."""
    _check_callable(pickle_function, "reduction functions")
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        _check_callable(constructor_ob, "constructors")


def _check_callable(function, what):
    if not callable(function):
        raise TypeError(what + " must be callable")


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def _reconstructor(cls, base, state):
    if base is object:
        return object.__new__(cls)
    made = base.__new__(cls, state)
    if base.__init__ != object.__init__:
        base.__init__(made, state)
    return made


def _slotnames(cls):
    """Names of the slots that hold state, those of private names as they are stored."""
    names = []
    for base in cls.__mro__:
        slots = base.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name in ("__dict__", "__weakref__"):
                continue
            if name.startswith("__") and not name.endswith("__"):
                stripped = base.__name__.lstrip("_")
                name = "_%s%s" % (stripped, name) if stripped else name
            names.append(name)
    return names


def _plain_layout(cls):
    """Whether instances hold nothing but their dict and slots."""
    return _base_of(cls) is object


_heap_flag = 1 << 9


def _base_of(cls):
    """The built-in class that the layout comes from."""
    for base in cls.__mro__:
        if not base.__flags__ & _heap_flag:
            return base
    return object


def _getstate(obj):
    """What object.__getstate__ gives; TypeError for what has state that Python code cannot see."""
    cls = type(obj)
    if not isinstance(obj, (list, dict)) and not _plain_layout(cls):
        if not isinstance(obj, _with_arguments):
            raise TypeError("cannot pickle %r object" % cls.__name__)
    values = getattr(obj, "__dict__", None)
    slots = {}
    for name in _slotnames(cls):
        try:
            slots[name] = getattr(obj, name)
        except AttributeError:
            pass
    if slots:
        return values or None, slots
    return values or None


_with_arguments = (int, float, complex, str, bytes, tuple, set, frozenset, bytearray, BaseException)


def _reduce_newobj(obj):
    """Protocol 2 and higher."""
    cls = type(obj)
    if hasattr(cls, "__getnewargs_ex__"):
        args, kwargs = obj.__getnewargs_ex__()
        function, arguments = __newobj_ex__, (cls, args, kwargs)
    else:
        args = ()
        if hasattr(cls, "__getnewargs__"):
            args = obj.__getnewargs__()
        elif not isinstance(obj, (list, dict)) and not _plain_layout(cls):
            args = _arguments(obj, cls)
        function, arguments = __newobj__, (cls, *args)
    state = obj.__getstate__()
    items = iter(obj) if isinstance(obj, list) else None
    pairs = iter(obj.items()) if isinstance(obj, dict) else None
    return function, arguments, state, items, pairs


def _arguments(obj, cls):
    for base in (int, float, complex, str, bytes, tuple):
        if isinstance(obj, base):
            return (base(obj),)
    raise TypeError("cannot pickle %r object" % cls.__name__)


def _reduce_ex(obj, protocol):
    """object.__reduce_ex__"""
    cls = type(obj)
    if isinstance(obj, (set, frozenset)):
        return cls, (list(obj),), obj.__getstate__()
    if protocol >= 2:
        return _reduce_newobj(obj)
    base = _base_of(cls)
    if base is object:
        state = None
    else:
        if base is cls:
            raise TypeError("cannot pickle %r object" % cls.__name__)
        state = base(obj)
    if "__getstate__" in cls.__dict__ or cls.__getstate__ is not object.__getstate__:
        values = obj.__getstate__()
    else:
        if _slotnames(cls):
            raise TypeError(
                "a class that defines __slots__ without defining __getstate__ cannot be pickled"
            )
        values = getattr(obj, "__dict__", None)
    if values:
        return _reconstructor, (cls, base, state), values
    return _reconstructor, (cls, base, state)
`;
