/** The library module typing, in Python. */
export const typingSource = `"""Type hints as objects without effect: they can be written, subscripted and shown; nothing is checked."""

import collections
import collections.abc
import contextlib

__all__ = [
    "Annotated", "Any", "AnyStr", "AsyncGenerator", "AsyncIterable", "AsyncIterator", "Awaitable", "Callable",
    "ChainMap", "ClassVar", "Collection", "Concatenate", "Container", "ContextManager", "Coroutine", "Counter",
    "DefaultDict", "Deque", "Dict", "Final", "ForwardRef", "FrozenSet", "Generator", "Generic", "Hashable",
    "Iterable", "Iterator", "KeysView", "List", "Literal", "LiteralString", "Mapping", "MutableMapping",
    "MutableSequence", "MutableSet", "NamedTuple", "Never", "NewType", "NoReturn", "NotRequired", "Optional",
    "OrderedDict", "ParamSpec", "Protocol", "Required", "Reversible", "Self", "Sequence", "Set", "Sized",
    "SupportsAbs", "SupportsFloat", "SupportsIndex", "SupportsInt", "Text", "Tuple", "Type", "TypeAlias",
    "TypeGuard", "TypeVar", "TypedDict", "Union", "Unpack", "ValuesView", "assert_never", "assert_type", "cast",
    "final", "get_args", "get_origin", "get_type_hints", "no_type_check", "overload", "reveal_type",
    "runtime_checkable", "TYPE_CHECKING",
]

TYPE_CHECKING = False
Text = str


def _shown(arg):
    """How a hint writes one of its arguments."""
    if isinstance(arg, type) and type(arg).__name__ != "GenericAlias":
        if arg is type(None):
            return "None"
        return arg.__qualname__ if arg.__module__ == "builtins" else f"{arg.__module__}.{arg.__qualname__}"
    if arg is ...:
        return "..."
    if isinstance(arg, list):
        return "[" + ", ".join(map(_shown, arg)) + "]"
    return repr(arg)


def _united(self, other):
    return Union[self, other]


def _united_with_left(self, other):
    return Union[other, self]


class _Hint:
    """Any, Union, List and so on, with or without arguments."""

    def __init__(self, name, origin=None, args=()):
        self._name = name
        self.__origin__ = origin
        self.__args__ = args
        self.__parameters__ = tuple(dict.fromkeys(a for a in args if isinstance(a, TypeVar)))

    def __getitem__(self, args):
        if not isinstance(args, tuple):
            args = (args,)
        if self._name == "Optional":
            return Union[args[0], None]
        args = tuple(type(None) if arg is None and self._name != "Literal" else arg for arg in args)
        if self._name == "Union":
            flat = []
            for arg in args:
                parts = arg.__args__ if isinstance(arg, _Hint) and arg._name == "Union" else (arg,)
                flat.extend(part for part in parts if part not in flat)
            if len(flat) == 1:
                return flat[0]
            args = tuple(flat)
        return _Hint(self._name, self if self.__origin__ is None else self.__origin__, args)

    def __call__(self, *args, **kwargs):
        if isinstance(self.__origin__, type):
            return self.__origin__(*args, **kwargs)
        raise TypeError(f"Cannot instantiate {self!r}")

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, type):
            return (self.__origin__,)
        raise TypeError(f"Cannot subclass {self!r}")

    def __repr__(self):
        if not self.__args__:
            return f"typing.{self._name}"
        if self._name == "Union" and len(self.__args__) == 2 and type(None) in self.__args__:
            other = next(arg for arg in self.__args__ if arg is not type(None))
            return f"typing.Optional[{_shown(other)}]"
        return f"typing.{self._name}[{', '.join(map(_shown, self.__args__))}]"

    def __eq__(self, other):
        if not isinstance(other, _Hint):
            return NotImplemented
        if self._name == "Union" == other._name:
            return frozenset(self.__args__) == frozenset(other.__args__)
        return (self._name, self.__args__) == (other._name, other.__args__)

    def __hash__(self):
        if self._name == "Union":
            return hash(frozenset(self.__args__))
        return hash((self._name, self.__args__))

    __or__, __ror__ = _united, _united_with_left

    def __instancecheck__(self, obj):
        kind = type(obj)
        return self.__subclasscheck__(kind)

    def __subclasscheck__(self, cls):
        if isinstance(self.__origin__, type) and not self.__args__:
            return issubclass(cls, self.__origin__)
        raise TypeError("Subscripted generics cannot be used with class and instance checks")


class TypeVar:
    """A name for a type."""

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
        self.__bound__ = bound
        self.__constraints__ = constraints
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant

    def __repr__(self):
        sign = "+" if self.__covariant__ else "-" if self.__contravariant__ else "~"
        return sign + self.__name__

    __or__, __ror__ = _united, _united_with_left


class ParamSpec(TypeVar):
    @property
    def args(self):
        return self

    @property
    def kwargs(self):
        return self


class TypeVarTuple(TypeVar):
    def __iter__(self):
        yield self


class ForwardRef:
    def __init__(self, arg):
        self.__forward_arg__ = arg

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"


for _name in (
    "ClassVar", "Concatenate", "Final", "Literal", "LiteralString", "Never", "NoReturn", "NotRequired", "Optional",
    "Required", "Self", "TypeAlias", "TypeGuard", "Union", "Unpack",
):
    globals()[_name] = _Hint(_name)


class _AnyMeta(type):
    def __repr__(cls):
        return "typing.Any" if cls is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """Any type at all."""

    def __new__(cls, *args, **kwargs):
        if cls is not Any:
            return super().__new__(cls)
        raise TypeError("Any cannot be instantiated")


class _AnnotatedHint:
    def __getitem__(self, args):
        return args[0]

    def __repr__(self):
        return "typing.Annotated"


Annotated = _AnnotatedHint()
_ORIGINS = {
    "AsyncGenerator": collections.abc.AsyncGenerator, "AsyncIterable": collections.abc.AsyncIterable,
    "AsyncIterator": collections.abc.AsyncIterator, "Awaitable": collections.abc.Awaitable,
    "Callable": collections.abc.Callable, "ChainMap": collections.ChainMap,
    "Collection": collections.abc.Collection, "Container": collections.abc.Container,
    "ContextManager": contextlib.AbstractContextManager, "Coroutine": collections.abc.Coroutine,
    "Counter": collections.Counter, "DefaultDict": collections.defaultdict, "Deque": collections.deque,
    "Dict": dict, "FrozenSet": frozenset, "Generator": collections.abc.Generator,
    "Hashable": collections.abc.Hashable, "Iterable": collections.abc.Iterable,
    "Iterator": collections.abc.Iterator, "ItemsView": collections.abc.ItemsView,
    "KeysView": collections.abc.KeysView, "List": list, "Mapping": collections.abc.Mapping,
    "MutableMapping": collections.abc.MutableMapping, "MutableSequence": collections.abc.MutableSequence,
    "MutableSet": collections.abc.MutableSet, "OrderedDict": collections.OrderedDict,
    "Reversible": collections.abc.Reversible, "Sequence": collections.abc.Sequence, "Set": set,
    "AbstractSet": collections.abc.Set, "Sized": collections.abc.Sized, "Tuple": tuple, "Type": type,
    "ValuesView": collections.abc.ValuesView,
}
for _name, _origin in _ORIGINS.items():
    globals()[_name] = _Hint(_name, _origin)
del _name, _origin
AnyStr = TypeVar("AnyStr", bytes, str)


class Generic:
    """Base of classes with type parameters."""

    __slots__ = ()

    def __class_getitem__(cls, params):
        if not isinstance(params, tuple):
            params = (params,)
        return _GenericAlias(cls, params)


class _GenericAlias:
    """A generic class with its arguments."""

    def __init__(self, origin, args):
        self.__origin__ = origin
        self.__args__ = args
        self.__parameters__ = tuple(dict.fromkeys(a for a in args if isinstance(a, TypeVar)))

    def __call__(self, *args, **kwargs):
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except AttributeError:
            pass
        return made

    def __getitem__(self, params):
        return _GenericAlias(self.__origin__, params if isinstance(params, tuple) else (params,))

    def __getattr__(self, name):
        return getattr(self.__origin__, name)

    def __mro_entries__(self, bases):
        if self.__origin__ is Generic and any(
            isinstance(b, _GenericAlias) and b is not self and b.__origin__ is not Generic for b in bases
        ):
            return ()
        return (self.__origin__,)

    def __repr__(self):
        return f"{_shown(self.__origin__)}[{', '.join(map(_shown, self.__args__))}]"

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ is other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    __or__ = _united


class _ProtocolMeta(collections.abc.ABCMeta):
    """A runtime-checkable protocol has every object that has its members."""

    def __instancecheck__(cls, instance):
        if super().__instancecheck__(instance):
            return True
        if cls.__dict__.get("_is_protocol"):
            if not cls.__dict__.get("_is_runtime"):
                raise TypeError(
                    "Instance and class checks can only be used with @runtime_checkable protocols"
                )
            return all(hasattr(instance, name) for name in _members(cls))
        return False


def _members(cls):
    names = set()
    for base in cls.__mro__:
        if base.__name__ in ("Protocol", "Generic", "object"):
            continue
        names.update(n for n in base.__dict__ if not n.startswith("_abc_") and n not in _NOT_MEMBERS)
        names.update(base.__dict__.get("__annotations__", {}))
    return names


_NOT_MEMBERS = frozenset(
    ["__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__init__", "__module__", "__new__",
     "__parameters__", "__qualname__", "__slots__", "__subclasshook__", "__weakref__", "_is_protocol", "_is_runtime",
     "__orig_bases__", "__class_getitem__"]
)


class Protocol(Generic, metaclass=_ProtocolMeta):
    """Base of structural types."""

    __slots__ = ()
    _is_protocol = True

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if "_is_protocol" not in cls.__dict__:
            cls._is_protocol = any(base is Protocol for base in cls.__bases__)


def runtime_checkable(cls):
    """Decorator: the protocol can be used in isinstance."""
    if not cls.__dict__.get("_is_protocol"):
        raise TypeError("@runtime_checkable can be only applied to protocol classes, got %r" % cls)
    cls._is_runtime = True
    return cls


@runtime_checkable
class SupportsInt(Protocol):
    def __int__(self): ...


@runtime_checkable
class SupportsFloat(Protocol):
    def __float__(self): ...


@runtime_checkable
class SupportsIndex(Protocol):
    def __index__(self): ...


@runtime_checkable
class SupportsAbs(Protocol):
    def __abs__(self): ...


class _NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        types = ns.get("__annotations__", {})
        defaults = [ns[name] for name in types if name in ns]
        made = collections.namedtuple(typename, types, defaults=defaults, module=ns.get("__module__"))
        made.__annotations__ = types
        for key, value in ns.items():
            if key in ("__new__", "__init__", "__slots__", "_fields", "_make", "_replace", "_asdict"):
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in types and key not in ("__module__", "__qualname__", "__annotations__", "__orig_bases__"):
                setattr(made, key, value)
        return made


class _NamedTupleBase:
    """class Point(NamedTuple): …, or NamedTuple('Point', [('x', int)])."""

    def __call__(self, typename, fields=(), /, **kwargs):
        pairs = list(fields) or list(kwargs.items())
        made = collections.namedtuple(typename, [name for name, kind in pairs])
        made.__annotations__ = dict(pairs)
        return made

    def __mro_entries__(self, bases):
        return (_NamedTupleRoot,)


_NamedTupleRoot = type.__new__(_NamedTupleMeta, "NamedTuple", (), {})
NamedTuple = _NamedTupleBase()


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        made = type.__new__(_TypedDictMeta, name, (dict,), ns)
        annotations = {}
        for base in bases:
            annotations.update(getattr(base, "__annotations__", {}))
        annotations.update(ns.get("__annotations__", {}))
        made.__annotations__ = annotations
        made.__total__ = total
        return made

    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)


class _TypedDictBase:
    def __call__(self, typename, fields=None, /, *, total=True, **kwargs):
        return _TypedDictMeta(typename, (), {"__annotations__": dict(fields or kwargs)}, total=total)

    def __mro_entries__(self, bases):
        return (_TypedDictRoot,)


_TypedDictRoot = type.__new__(_TypedDictMeta, "TypedDict", (dict,), {})
TypedDict = _TypedDictBase()


class NewType:
    """A name for a type that calls through to its argument."""

    def __init__(self, name, tp):
        self.__name__ = name
        self.__supertype__ = tp

    def __call__(self, value):
        return value

    def __repr__(self):
        return f"{self.__module__}.{self.__name__}"


def _is_classvar(annotation):
    return isinstance(annotation, _Hint) and annotation._name == "ClassVar"


def cast(typ, val):
    return val


def assert_type(val, typ, /):
    return val


def assert_never(arg, /):
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r}")


def reveal_type(obj, /):
    import sys

    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def overload(func):
    def refuse(*args, **kwds):
        raise NotImplementedError(
            "You should not call an overloaded function. A series of @overload-decorated functions "
            "outside a stub module should always be followed by an implementation that is not @overload-ed."
        )

    return refuse


def final(f):
    return f


def no_type_check(arg):
    return arg


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations; those that are text stay text."""
    if isinstance(obj, type):
        hints = {}
        for base in reversed(obj.__mro__):
            hints.update(base.__dict__.get("__annotations__", {}))
        return hints
    return dict(getattr(obj, "__annotations__", {}))


def get_origin(tp):
    return getattr(tp, "__origin__", None)


def get_args(tp):
    return getattr(tp, "__args__", ())
`;
