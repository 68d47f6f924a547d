/** The library module dataclasses, in Python. */
export const dataclassesSource = `"""Classes made of their annotations (PEP 557)."""

import sys
from types import MappingProxyType

__all__ = [
    "dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict",
    "astuple", "make_dataclass", "replace", "is_dataclass",
]


class FrozenInstanceError(AttributeError):
    """Somebody set an attribute of a frozen instance."""


class _Missing:
    def __repr__(self):
        return "<dataclasses._MISSING_TYPE object>"


class _HasDefaultFactory:
    def __repr__(self):
        return "<factory>"


class _KwOnly:
    pass


MISSING = _Missing()
KW_ONLY = _KwOnly()
_FACTORY = _HasDefaultFactory()
_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"


class InitVar:
    """An argument of __init__ and __post_init__ that is no field."""

    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """One field of a data class."""

    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata", "kw_only", "_kind")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        # The decorator fills in what the class says.
        self.name = self.type = None
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.hash, self.compare = init, repr, hash, compare
        self.metadata = MappingProxyType({} if metadata is None else metadata)
        self.kw_only = kw_only
        self._kind = "field"

    def __repr__(self):
        names = ("name", "type", "default", "default_factory", "init", "repr", "hash", "compare", "metadata", "kw_only")
        return "Field(" + ",".join(f"{name}={getattr(self, name)!r}" for name in names) + ",_field_type=_FIELD)"

    def __set_name__(self, owner, name):
        method = getattr(type(self.default), "__set_name__", None)
        if method:
            method(self.default, owner, name)


class _Params:
    __slots__ = ("init", "repr", "eq", "order", "unsafe_hash", "frozen")

    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init, self.repr, self.eq, self.order = init, repr, eq, order
        self.unsafe_hash, self.frozen = unsafe_hash, frozen


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING):
    """A field that is more than an annotation with a default."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _is_classvar(annotation):
    if isinstance(annotation, str):
        return annotation.split("[")[0] in ("ClassVar", "typing.ClassVar")
    typing = sys.modules.get("typing")
    return typing is not None and typing._is_classvar(annotation)


def _make_field(cls, name, annotation, kw_only):
    default = cls.__dict__.get(name, MISSING)
    if isinstance(default, Field):
        made = default
    else:
        # A slot's descriptor is no default.
        if type(default).__name__ == "member_descriptor":
            default = MISSING
        made = field(default=default)
    made.name = name
    made.type = annotation
    if _is_classvar(annotation):
        made._kind = "classvar"
    elif isinstance(annotation, InitVar) or annotation is InitVar:
        made._kind = "initvar"
    if made._kind == "classvar":
        if made.default_factory is not MISSING:
            raise TypeError(f"field {name} cannot have a default factory")
    elif made.kw_only is MISSING:
        made.kw_only = kw_only
    if made._kind == "field" and made.default.__class__.__hash__ is None:
        raise ValueError(
            f"mutable default {type(made.default)} for field {made.name} is not allowed: use default_factory"
        )
    return made


def _collect(cls, kw_only):
    found = {}
    frozen_base = any_base = False
    for base in cls.__mro__[-1:0:-1]:
        inherited = base.__dict__.get(_FIELDS)
        if inherited is not None:
            any_base = True
            found.update(inherited)
            if getattr(base, _PARAMS).frozen:
                frozen_base = True
    own = {}
    for name, annotation in cls.__dict__.get("__annotations__", {}).items():
        if annotation is KW_ONLY or annotation is _KwOnly:
            kw_only = True
            continue
        own[name] = _make_field(cls, name, annotation, kw_only)
    for name, made in own.items():
        found[name] = made
        if isinstance(getattr(cls, name, None), Field):
            if made.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, made.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in own:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return found, any_base, frozen_base


def _bind(cls, positional, keyword_only, args, kwargs):
    """The arguments of __init__ by name, or the TypeError that a function with these parameters raises."""
    name = f"{cls.__qualname__}.__init__"
    values = {}
    if len(args) > len(positional):
        least = 1 + sum(1 for f in positional if f.default is MISSING and f.default_factory is MISSING)
        most = 1 + len(positional)
        text = f"from {least} to {most}" if least != most else f"{most}"
        verb = "was" if len(args) == 0 else "were"
        plural = "" if text == "1" else "s"
        raise TypeError(f"{name}() takes {text} positional argument{plural} but {len(args) + 1} {verb} given")
    for made, value in zip(positional, args):
        values[made.name] = value
    known = {f.name for f in positional} | {f.name for f in keyword_only}
    for key, value in kwargs.items():
        if key not in known:
            raise TypeError(f"{name}() got an unexpected keyword argument {key!r}")
        if key in values:
            raise TypeError(f"{name}() got multiple values for argument {key!r}")
        values[key] = value
    for group, kind in ((positional, "positional"), (keyword_only, "keyword-only")):
        missing = [
            repr(f.name) for f in group
            if f.name not in values and f.default is MISSING and f.default_factory is MISSING
        ]
        if missing:
            listed = missing[-1]
            if len(missing) > 1:
                listed = ", ".join(missing[:-1]) + (", and " if len(missing) > 2 else " and ") + missing[-1]
            plural = "s" if len(missing) > 1 else ""
            raise TypeError(f"{name}() missing {len(missing)} required {kind} argument{plural}: {listed}")
    return values


def _init_for(cls, found, frozen):
    ordered = [f for f in found.values() if f._kind != "classvar"]
    positional = [f for f in ordered if f.init and not f.kw_only]
    keyword_only = [f for f in ordered if f.init and f.kw_only]
    seen_default = False
    for made in positional:
        if made.default is not MISSING or made.default_factory is not MISSING:
            seen_default = True
        elif seen_default:
            raise TypeError(f"non-default argument {made.name!r} follows default argument")
    has_post_init = hasattr(cls, "__post_init__")
    count = len(positional)
    simple = not keyword_only and not has_post_init and all(f.init and f._kind == "field" for f in ordered)
    names = [f.name for f in positional]
    set_attribute = object.__setattr__

    def __init__(self, /, *args, **kwargs):
        if simple and not kwargs and len(args) == count:
            for name, value in zip(names, args):
                if frozen:
                    set_attribute(self, name, value)
                else:
                    setattr(self, name, value)
            return
        values = _bind(cls, positional, keyword_only, args, kwargs)
        extra = []
        for made in ordered:
            name = made.name
            if name in values:
                value = values[name]
            elif made.default_factory is not MISSING:
                value = made.default_factory()
            elif made.default is not MISSING and (made.init or made._kind == "initvar"):
                value = made.default
            else:
                continue
            if made._kind == "initvar":
                extra.append(value)
            elif frozen:
                set_attribute(self, name, value)
            else:
                setattr(self, name, value)
        if has_post_init:
            self.__post_init__(*extra)

    return __init__


_being_shown = set()


def _repr_for(shown):
    def __repr__(self):
        if id(self) in _being_shown:
            return "..."
        _being_shown.add(id(self))
        try:
            parts = ", ".join([f"{name}={getattr(self, name)!r}" for name in shown])
        finally:
            _being_shown.discard(id(self))
        return f"{self.__class__.__qualname__}({parts})"

    return __repr__


def _values_of(names):
    def values(self):
        return tuple([getattr(self, name) for name in names])

    return values


def _put(cls, name, function):
    if name in cls.__dict__:
        return True
    function.__name__ = name
    function.__qualname__ = f"{cls.__qualname__}.{name}"
    setattr(cls, name, function)
    return False


def _comparison(values, compare):
    def method(self, other):
        if other.__class__ is self.__class__:
            return compare(values(self), values(other))
        return NotImplemented

    return method


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    found, any_base, frozen_base = _collect(cls, kw_only)
    if any_base:
        if frozen_base and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if not frozen_base and frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    setattr(cls, _FIELDS, found)
    setattr(cls, _PARAMS, _Params(init, repr, eq, order, unsafe_hash, frozen))
    own_hash = cls.__dict__.get("__hash__", MISSING)
    has_own_hash = not (own_hash is MISSING or own_hash is None and "__eq__" in cls.__dict__)
    real = [f for f in found.values() if f._kind == "field"]
    if init:
        function = _init_for(cls, found, frozen)
        function.__name__ = "__init__"
        function.__qualname__ = f"{cls.__qualname__}.__init__"
        cls.__init__ = function
    if repr:
        _put(cls, "__repr__", _repr_for([f.name for f in real if f.repr]))
    compared = _values_of([f.name for f in real if f.compare])
    if eq:
        _put(cls, "__eq__", _comparison(compared, lambda a, b: a == b))
    if order:
        tests = {
            "__lt__": lambda a, b: a < b, "__le__": lambda a, b: a <= b,
            "__gt__": lambda a, b: a > b, "__ge__": lambda a, b: a >= b,
        }
        for name, test in tests.items():
            if _put(cls, name, _comparison(compared, test)):
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}. Consider using functools.total_ordering")
    if frozen:
        _freeze(cls, found)
    hashed = _values_of([f.name for f in real if (f.compare if f.hash is None else f.hash)])
    if unsafe_hash or eq and frozen:
        if unsafe_hash and has_own_hash:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
        if not has_own_hash:
            cls.__hash__ = lambda self: hash(hashed(self))
    elif eq and not has_own_hash:
        cls.__hash__ = None
    if not cls.__dict__.get("__doc__"):
        cls.__doc__ = cls.__name__
    if match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple(f.name for f in found.values() if f._kind != "classvar" and f.init and not f.kw_only)
    if slots:
        cls = _with_slots(cls, frozen, weakref_slot)
    return cls


def _freeze(cls, found):
    names = frozenset(found)

    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    for function in (__setattr__, __delattr__):
        if _put(cls, function.__name__, function):
            raise TypeError(f"Cannot overwrite attribute {function.__name__} in class {cls.__name__}")


def _with_slots(cls, frozen, weakref_slot):
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    namespace = dict(cls.__dict__)
    names = [f.name for f in getattr(cls, _FIELDS).values() if f._kind == "field"]
    inherited = set()
    for base in cls.__mro__[1:-1]:
        slots = base.__dict__.get("__slots__", ())
        inherited.update([slots] if isinstance(slots, str) else slots)
    namespace["__slots__"] = tuple(name for name in names if name not in inherited)
    if weakref_slot:
        namespace["__slots__"] += ("__weakref__",)
    for name in names:
        namespace.pop(name, None)
    namespace.pop("__dict__", None)
    namespace.pop("__weakref__", None)
    qualname = cls.__qualname__
    made = type(cls)(cls.__name__, cls.__bases__, namespace)
    made.__qualname__ = qualname
    return made


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """Decorator: adds __init__, __repr__, __eq__ and more from the annotations of the class."""

    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)

    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    """The fields of a data class or of an instance."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(f for f in found.values() if f._kind == "field")


def is_dataclass(obj):
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, _FIELDS)


def _is_instance(obj):
    return hasattr(type(obj), _FIELDS)


def asdict(obj, *, dict_factory=dict):
    """The fields as a dict, data classes inside as dicts too."""
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _plain(obj, dict_factory)


def _plain(obj, dict_factory):
    if _is_instance(obj):
        return dict_factory([(f.name, _plain(getattr(obj, f.name), dict_factory)) for f in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[_plain(item, dict_factory) for item in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)(_plain(item, dict_factory) for item in obj)
    if isinstance(obj, dict):
        return type(obj)((_plain(k, dict_factory), _plain(v, dict_factory)) for k, v in obj.items())
    import copy

    return copy.deepcopy(obj)


def astuple(obj, *, tuple_factory=tuple):
    """The fields as a tuple, data classes inside as tuples too."""
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _as_tuple(obj, tuple_factory)


def _as_tuple(obj, factory):
    if _is_instance(obj):
        return factory([_as_tuple(getattr(obj, f.name), factory) for f in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[_as_tuple(item, factory) for item in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)(_as_tuple(item, factory) for item in obj)
    if isinstance(obj, dict):
        return type(obj)((_as_tuple(k, factory), _as_tuple(v, factory)) for k, v in obj.items())
    import copy

    return copy.deepcopy(obj)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    """A data class from names, (name, type) or (name, type, field)."""
    body = dict(namespace or {})
    annotations = {}
    for item in fields:
        name, kind, *rest = (item, "typing.Any") if isinstance(item, str) else item
        annotations[name] = kind
        if rest:
            body[name] = rest[0]
    body["__annotations__"] = annotations
    return dataclass(type(cls_name, bases, body), **options)


def replace(obj, /, **changes):
    """A copy with other values for some fields."""
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for f in getattr(obj, _FIELDS).values():
        if f._kind == "classvar":
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError(f"field {f.name} is declared with init=False, it cannot be specified with replace()")
            continue
        if f.name not in changes:
            if f._kind == "initvar" and f.default is MISSING:
                raise ValueError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)
`;
