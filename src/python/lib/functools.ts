/** The library module functools, in Python. */
export const functoolsSource = `"""Functions that work on functions."""

from types import MethodType
from _types import in_c as _in_c, in_c3 as _in_c3

__all__ = [
    "update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering", "cmp_to_key",
    "lru_cache", "reduce", "partial", "partialmethod", "singledispatch", "cached_property",
    "singledispatchmethod", "cache",
]

WRAPPER_ASSIGNMENTS = "__module__", "__name__", "__qualname__", "__doc__", "__annotations__"
WRAPPER_UPDATES = ("__dict__",)
_MISSING = object()


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Makes a wrapper look like what it wraps."""
    for name in assigned:
        value = getattr(wrapped, name, _MISSING)
        if value is not _MISSING:
            setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Decorator form of update_wrapper."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


def reduce(function, iterable, initial=_MISSING, /):
    """Applies a function of two arguments cumulatively, from left to right."""
    iterator = iter(iterable)
    if initial is _MISSING:
        try:
            value = next(iterator)
        except StopIteration:
            raise TypeError("reduce() of empty iterable with no initial value") from None
    else:
        value = initial
    for item in iterator:
        value = function(value, item)
    return value


@_in_c
class partial:
    """A function with some of its arguments filled in."""

    __slots__ = "func", "args", "keywords", "__dict__", "__weakref__"

    def __new__(cls, func, /, *args, **keywords):
        if type(func) is partial:
            # One call instead of two.
            func, args, keywords = func.func, func.args + args, {**func.keywords, **keywords}
        elif not callable(func):
            raise TypeError("the first argument must be callable")
        made = super().__new__(cls)
        made.func, made.args, made.keywords = func, args, keywords
        return made

    def __call__(self, /, *args, **keywords):
        known = self.keywords
        return self.func(*self.args, *args, **({**known, **keywords} if known else keywords))

    def __reduce__(self):
        return type(self), (self.func,), (self.func, self.args, self.keywords, self.__dict__ or None)

    def __setstate__(self, state):
        self.func, self.args, keywords, attributes = state
        self.keywords = {} if keywords is None else keywords
        if attributes is not None:
            self.__dict__.update(attributes)

    def __repr__(self):
        cls = type(self)
        name = cls.__qualname__
        if cls.__module__ != "builtins":
            name = cls.__module__ + "." + name
        parts = [repr(self.func)]
        parts.extend(repr(arg) for arg in self.args)
        parts.extend(f"{key}={value!r}" for key, value in self.keywords.items())
        return f"{name}({', '.join(parts)})"


class partialmethod:
    """A method with some of its arguments filled in."""

    def __init__(self, func, /, *args, **keywords):
        if not (callable(func) or hasattr(func, "__get__")):
            raise TypeError("{!r} is not callable or a descriptor".format(func))
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, obj, cls=None):
        if hasattr(self.func, "__get__"):
            bound = self.func.__get__(obj, cls)
            if bound is not self.func:
                return partial(bound, *self.args, **self.keywords)

        def method(instance, /, *args, **keywords):
            return self.func(instance, *self.args, *args, **{**self.keywords, **keywords})

        return method.__get__(obj, cls)


_OPPOSITES = {
    "__lt__": (("__gt__", lambda a, b: _negated(a.__lt__(b), a != b)), ("__le__", lambda a, b: _or_equal(a.__lt__(b), a, b)), ("__ge__", lambda a, b: _negated(a.__lt__(b), True))),
    "__le__": (("__ge__", lambda a, b: _or_equal_negated(a.__le__(b), a, b)), ("__lt__", lambda a, b: _and_unequal(a.__le__(b), a, b)), ("__gt__", lambda a, b: _negated(a.__le__(b), True))),
    "__gt__": (("__lt__", lambda a, b: _negated(a.__gt__(b), a != b)), ("__ge__", lambda a, b: _or_equal(a.__gt__(b), a, b)), ("__le__", lambda a, b: _negated(a.__gt__(b), True))),
    "__ge__": (("__le__", lambda a, b: _or_equal_negated(a.__ge__(b), a, b)), ("__gt__", lambda a, b: _and_unequal(a.__ge__(b), a, b)), ("__lt__", lambda a, b: _negated(a.__ge__(b), True))),
}


def _negated(result, also):
    return result if result is NotImplemented else not result and also


def _or_equal(result, a, b):
    return result if result is NotImplemented else result or a == b


def _or_equal_negated(result, a, b):
    return result if result is NotImplemented else not result or a == b


def _and_unequal(result, a, b):
    return result if result is NotImplemented else result and a != b


def total_ordering(cls):
    """Fills in the comparisons that a class with one of them lacks."""
    defined = {name for name in _OPPOSITES if getattr(cls, name, None) is not getattr(object, name, None)}
    if not defined:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = max(defined)
    for name, function in _OPPOSITES[root]:
        if name not in defined:

            def method(self, other, function=function):
                return function(self, other)

            method.__name__ = name
            method.__qualname__ = f"{cls.__qualname__}.{name}"
            setattr(cls, name, method)
    return cls


def cmp_to_key(mycmp):
    """Makes a key function of a comparison function."""

    class K:
        __hash__ = None
        __slots__ = ["obj"]

        def __init__(self, obj):
            self.obj = obj

        def __eq__(self, other):
            return 0 == mycmp(self.obj, other.obj)

        def __lt__(self, other):
            return 0 > mycmp(self.obj, other.obj)

        def __le__(self, other):
            return 0 >= mycmp(self.obj, other.obj)

        def __gt__(self, other):
            return 0 < mycmp(self.obj, other.obj)

        def __ge__(self, other):
            return 0 <= mycmp(self.obj, other.obj)

    return K


class _CacheInfo(tuple):
    """hits, misses, maxsize, currsize"""

    __slots__ = ()

    def __new__(cls, hits, misses, maxsize, currsize):
        return tuple.__new__(cls, (hits, misses, maxsize, currsize))

    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __repr__(self):
        return "CacheInfo(hits=%r, misses=%r, maxsize=%r, currsize=%r)" % self


_KEYWORD_MARK = (object(),)


def _cache_key(args, kwds, typed):
    """Hashable form of a call. A lone int or str is its own key, so that it is compared cheaply."""
    key = args
    if kwds:
        key += _KEYWORD_MARK
        for item in kwds.items():
            key += item
    if typed:
        key += tuple(type(value) for value in args)
        if kwds:
            key += tuple(type(value) for value in kwds.values())
    elif len(key) == 1 and type(key[0]) in (int, str):
        return key[0]
    return key


@_in_c3
class _lru_cache_wrapper:
    """A function with a cache. A dict in order of use: the least recently used entry is its first."""

    __slots__ = (
        "_function", "_maxsize", "_typed", "_entries", "_hits", "_misses", "__dict__", "__weakref__",
    )

    def __init__(self, user_function, maxsize, typed):
        self._function = user_function
        self._maxsize = maxsize
        self._typed = typed
        self._entries = {}
        self._hits = self._misses = 0
        update_wrapper(self, user_function)

    def __call__(self, /, *args, **kwds):
        if self._maxsize == 0:
            self._misses += 1
            return self._function(*args, **kwds)
        entries = self._entries
        key = _cache_key(args, kwds, self._typed)
        result = entries.get(key, _MISSING)
        if result is not _MISSING:
            self._hits += 1
            if self._maxsize is not None:
                del entries[key]
                entries[key] = result
            return result
        self._misses += 1
        result = self._function(*args, **kwds)
        if self._maxsize is not None and key not in entries and len(entries) >= self._maxsize:
            del entries[next(iter(entries))]
        entries[key] = result
        return result

    def __get__(self, obj, objtype=None):
        return self if obj is None else MethodType(self, obj)

    def cache_info(self):
        """Hits, misses, maximum and current size."""
        return _CacheInfo(self._hits, self._misses, self._maxsize, len(self._entries))

    def cache_clear(self):
        """Empties the cache and its statistics."""
        self._entries.clear()
        self._hits = self._misses = 0

    def cache_parameters(self):
        return {"maxsize": self._maxsize, "typed": self._typed}

    def __repr__(self):
        return f"<functools._lru_cache_wrapper object at {id(self):#x}>"


def lru_cache(maxsize=128, typed=False):
    """Decorator: remembers the results of the latest calls."""
    if callable(maxsize) and isinstance(typed, bool):
        return _lru_cache_wrapper(maxsize, 128, typed)
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    return lambda function: _lru_cache_wrapper(function, maxsize, typed)


def cache(user_function, /):
    """Decorator: remembers the results of all calls."""
    unbounded = lru_cache(None)
    return unbounded(user_function)


class cached_property:
    """A property that is computed once and then is an attribute of the instance."""

    def __init__(self, func):
        self.__doc__ = func.__doc__
        self.attrname, self.func = None, func

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.attrname
        if name is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            attributes = instance.__dict__
        except AttributeError:
            kind = type(instance).__name__
            raise TypeError(f"No '__dict__' attribute on {kind!r} instance to cache {name!r} property.") from None
        value = attributes.get(name, _MISSING)
        if value is _MISSING:
            value = attributes[name] = self.func(instance)
        return value

    def __set_name__(self, owner, name):
        known = self.attrname
        if known is not None and known != name:
            raise TypeError(f"Cannot assign the same cached_property to two different names ({known!r} and {name!r}).")
        self.attrname = name


def _nearest(registry, cls):
    """The implementation for the most specific registered class that cls is a subclass of."""
    for base in cls.__mro__:
        if base is not object and base in registry:
            return registry[base]
    candidates = [known for known in registry if known is not object and issubclass(cls, known)]
    best = None
    for known in candidates:
        if best is None or issubclass(known, best):
            best = known
        elif not issubclass(best, known):
            raise RuntimeError("Ambiguous dispatch: {} or {}".format(best, known))
    return registry[object if best is None else best]


def singledispatch(func):
    """Decorator: a function that picks its implementation by the type of its first argument."""
    registry = {object: func}
    name = getattr(func, "__name__", "singledispatch function")

    def dispatch(cls):
        return _nearest(registry, cls)

    def register(cls, func=None):
        if func is None:
            if isinstance(cls, type):
                return lambda function: register(cls, function)
            hints = getattr(cls, "__annotations__", {})
            if not hints:
                raise TypeError(
                    f"Invalid first argument to register(): {cls!r}. "
                    "Use either @register(some_class) or plain @register on an annotated function."
                )
            func = cls
            cls = next(iter(hints.values()))
        registry[cls] = func
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        chosen = _nearest(registry, args[0].__class__)
        return chosen(*args, **kw)

    for name_of_part, part in (("register", register), ("dispatch", dispatch), ("registry", registry)):
        setattr(wrapper, name_of_part, part)
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    """singledispatch for methods: by the type of the first argument after self."""

    def __init__(self, func):
        self.func, self.dispatcher = func, singledispatch(func)

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            found = self.dispatcher.dispatch(args[0].__class__)
            return found.__get__(obj, cls)(*args, **kwargs)

        method.register = self.register
        update_wrapper(method, self.func)
        return method
`;
