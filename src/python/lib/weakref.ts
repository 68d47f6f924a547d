/** The library module weakref, in Python. */
export const weakrefSource = `"""Weak references (PEP 205): references, proxies, weak containers, finalizers."""

from _weakref import (
    CallableProxyType,
    ProxyType,
    ReferenceType,
    _has_finalize,
    _iterates_dead_values,
    _has_weak_method,
    _remove_dead_weakref,
    getweakrefcount,
    getweakrefs,
    proxy,
    ref,
)
from _weakrefset import WeakSet, _IterationGuard
from _collections_abc import MutableMapping, MutableSet

MutableSet.register(WeakSet)

ProxyTypes = (ProxyType, CallableProxyType)

__all__ = [
    "ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceType",
    "ProxyType", "CallableProxyType", "ProxyTypes", "WeakValueDictionary", "WeakSet",
]


class KeyedRef(ref):
    """A weak reference that knows under which key its object is filed."""

    __slots__ = ("key",)

    def __new__(type, ob, callback, key):
        self = ref.__new__(type, ob, callback)
        self.key = key
        return self

    def __init__(self, ob, callback, key):
        super().__init__(ob, callback)


class WeakValueDictionary(MutableMapping):
    """A mapping that holds its values weakly: an entry goes when its value dies."""

    def __init__(self, other=(), /, **kw):
        def remove(wr, selfref=ref(self), discard=_remove_dead_weakref):
            self = selfref()
            if self is not None:
                if self._iterating:
                    self._pending_removals.append(wr.key)
                else:
                    # The key may have a new, living value by now.
                    discard(self.data, wr.key)

        self._remove = remove
        self._pending_removals = []
        self._iterating = set()
        self.data = {}
        self.update(other, **kw)

    def _commit_removals(self):
        pending = self._pending_removals
        data = self.data
        while pending:
            _remove_dead_weakref(data, pending.pop())

    def _settle(self):
        if self._pending_removals:
            self._commit_removals()

    def __getitem__(self, key):
        self._settle()
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __delitem__(self, key):
        self._settle()
        del self.data[key]

    def __len__(self):
        self._settle()
        return len(self.data)

    def __contains__(self, key):
        self._settle()
        try:
            value = self.data[key]()
        except KeyError:
            return False
        return value is not None

    def __repr__(self):
        return "<%s at %#x>" % (self.__class__.__name__, id(self))

    def __setitem__(self, key, value):
        self._settle()
        self.data[key] = KeyedRef(value, self._remove, key)

    def copy(self):
        new = WeakValueDictionary()
        with _IterationGuard(self):
            for key, wr in self.data.items():
                value = wr()
                if value is not None:
                    new[key] = value
        return new

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy

        new = self.__class__()
        with _IterationGuard(self):
            for key, wr in self.data.items():
                value = wr()
                if value is not None:
                    new[deepcopy(key, memo)] = value
        return new

    def get(self, key, default=None):
        self._settle()
        try:
            wr = self.data[key]
        except KeyError:
            return default
        value = wr()
        return default if value is None else value

    def items(self):
        self._settle()
        with _IterationGuard(self):
            for key, wr in self.data.items():
                value = wr()
                if value is not None:
                    yield key, value

    def keys(self):
        self._settle()
        with _IterationGuard(self):
            for key, wr in self.data.items():
                if wr() is not None or _iterates_dead_values:
                    yield key

    __iter__ = keys

    def itervaluerefs(self):
        self._settle()
        with _IterationGuard(self):
            yield from self.data.values()

    def values(self):
        self._settle()
        with _IterationGuard(self):
            for wr in self.data.values():
                value = wr()
                if value is not None:
                    yield value

    def popitem(self):
        self._settle()
        while True:
            key, wr = self.data.popitem()
            value = wr()
            if value is not None:
                return key, value

    def pop(self, key, *args):
        self._settle()
        try:
            value = self.data.pop(key)()
        except KeyError:
            value = None
        if value is None:
            if args:
                return args[0]
            raise KeyError(key)
        return value

    def setdefault(self, key, default=None):
        try:
            value = self.data[key]()
        except KeyError:
            value = None
        if value is None:
            self._settle()
            self.data[key] = KeyedRef(default, self._remove, key)
            return default
        return value

    def update(self, other=None, /, **kwargs):
        self._settle()
        data = self.data
        if other is not None:
            if not hasattr(other, "items"):
                other = dict(other)
            for key, value in other.items():
                data[key] = KeyedRef(value, self._remove, key)
        for key, value in kwargs.items():
            data[key] = KeyedRef(value, self._remove, key)

    def valuerefs(self):
        self._settle()
        return list(self.data.values())

    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        if hasattr(other, "keys"):
            new = self.copy()
            new.update(other)
            return new
        return NotImplemented

    def __ror__(self, other):
        if hasattr(other, "keys"):
            new = self.__class__()
            new.update(other)
            new.update(self)
            return new
        return NotImplemented


class WeakKeyDictionary(MutableMapping):
    """A mapping that holds its keys weakly: an entry goes when its key dies."""

    def __init__(self, dict=None):
        self.data = {}

        def remove(wr, selfref=ref(self)):
            self = selfref()
            if self is not None:
                if self._iterating:
                    self._pending_removals.append(wr)
                else:
                    try:
                        del self.data[wr]
                    except KeyError:
                        pass

        self._remove = remove
        self._pending_removals = []
        self._iterating = set()
        # Removals may wait for keys that were deleted since: the length is only known after a check.
        self._dirty_len = False
        if dict is not None:
            self.update(dict)

    def _commit_removals(self):
        pending = self._pending_removals
        data = self.data
        while pending:
            try:
                del data[pending.pop()]
            except KeyError:
                pass

    def _scrub_removals(self):
        data = self.data
        self._pending_removals = [wr for wr in self._pending_removals if wr in data]
        self._dirty_len = False

    def __delitem__(self, key):
        self._dirty_len = True
        del self.data[ref(key)]

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __len__(self):
        if self._dirty_len and self._pending_removals:
            self._scrub_removals()
        return len(self.data) - len(self._pending_removals)

    def __repr__(self):
        return "<%s at %#x>" % (self.__class__.__name__, id(self))

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def copy(self):
        new = WeakKeyDictionary()
        with _IterationGuard(self):
            for wr, value in self.data.items():
                key = wr()
                if key is not None:
                    new[key] = value
        return new

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy

        new = self.__class__()
        with _IterationGuard(self):
            for wr, value in self.data.items():
                key = wr()
                if key is not None:
                    new[key] = deepcopy(value, memo)
        return new

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def __contains__(self, key):
        try:
            wr = ref(key)
        except TypeError:
            return False
        return wr in self.data

    def items(self):
        with _IterationGuard(self):
            for wr, value in self.data.items():
                key = wr()
                if key is not None:
                    yield key, value

    def keys(self):
        with _IterationGuard(self):
            for wr in self.data:
                key = wr()
                if key is not None:
                    yield key

    __iter__ = keys

    def values(self):
        with _IterationGuard(self):
            for wr, value in self.data.items():
                if wr() is not None:
                    yield value

    def keyrefs(self):
        return list(self.data)

    def popitem(self):
        self._dirty_len = True
        while True:
            wr, value = self.data.popitem()
            key = wr()
            if key is not None:
                return key, value

    def pop(self, key, *args):
        self._dirty_len = True
        return self.data.pop(ref(key), *args)

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._remove), default)

    def update(self, dict=None, /, **kwargs):
        data = self.data
        if dict is not None:
            if not hasattr(dict, "items"):
                dict = type({})(dict)
            for key, value in dict.items():
                data[ref(key, self._remove)] = value
        if len(kwargs):
            self.update(kwargs)

    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        if hasattr(other, "keys"):
            new = self.copy()
            new.update(other)
            return new
        return NotImplemented

    def __ror__(self, other):
        if hasattr(other, "keys"):
            new = self.__class__()
            new.update(other)
            new.update(self)
            return new
        return NotImplemented


if _has_weak_method:
    __all__.append("WeakMethod")

    class WeakMethod(ref):
        """A weak reference to a bound method: dead as soon as its object or its function is."""

        __slots__ = ("_function", "_bind", "_over", "__weakref__")

        def __new__(cls, meth, callback=None):
            target, function = getattr(meth, "__self__", None), getattr(meth, "__func__", None)
            if function is None:
                raise TypeError("argument should be a bound method, not {}".format(type(meth)))
            selves = []

            def ended(_):
                # Both parts may die; the callback hears of it once.
                self = selves[0]()
                if self is None or self._over:
                    return
                self._over = True
                if callback is not None:
                    callback(self)

            self = ref.__new__(cls, target, ended)
            self._function = ref(function, ended)
            self._bind = type(meth)
            self._over = False
            selves.append(ref(self))
            return self

        def __init__(self, meth, callback=None):
            pass

        def __call__(self):
            target, function = super().__call__(), self._function()
            return None if target is None or function is None else self._bind(function, target)

        def __eq__(self, other):
            if not isinstance(other, WeakMethod):
                return NotImplemented
            if self._over or other._over:
                return self is other
            return super().__eq__(other) and self._function == other._function

        def __ne__(self, other):
            equal = self.__eq__(other)
            return equal if equal is NotImplemented else not equal

        __hash__ = ref.__hash__


if _has_finalize:
    __all__.append("finalize")

    class _PendingCall:
        """What a finalizer will call, and the reference that tells it when."""

        __slots__ = ("reference", "function", "args", "kwargs", "atexit")

        def __init__(self, reference, function, args, kwargs):
            self.reference = reference
            self.function = function
            self.args = args
            self.kwargs = kwargs
            self.atexit = True

        def parts(self):
            """(object, function, args, kwargs), or None once the object is dead."""
            target = self.reference()
            return None if target is None else (target, self.function, self.args, self.kwargs)

    class finalize:
        """Calls func(*args, **kwargs) when the object dies, or at exit; at most once. Kept alive until then."""

        __slots__ = ()
        # Finalizers that have not run, the oldest first: what keeps them, and their objects' references, alive.
        _pending = {}
        _at_exit_registered = False
        _exited = False

        def __init__(self, obj, func, /, *args, **kwargs):
            if not finalize._at_exit_registered:
                import atexit

                atexit.register(finalize._run_at_exit)
                finalize._at_exit_registered = True
            # The finalizer is the callback of its own reference.
            finalize._pending[self] = _PendingCall(ref(obj, self), func, args, kwargs)

        def __call__(self, _=None):
            """Runs the callback if it has not run, and gives its result."""
            call = finalize._pending.pop(self, None)
            if call is None or finalize._exited:
                return None
            return call.function(*call.args, **call.kwargs)

        def peek(self):
            """(obj, func, args, kwargs) if alive, else None."""
            call = finalize._pending.get(self)
            return None if call is None else call.parts()

        def detach(self):
            """The callback will not run: (obj, func, args, kwargs), or None if it is too late."""
            parts = self.peek()
            if parts is not None:
                finalize._pending.pop(self, None)
            return parts

        @property
        def alive(self):
            return self in finalize._pending

        @property
        def atexit(self):
            """Whether it runs at exit."""
            call = finalize._pending.get(self)
            return call is not None and call.atexit

        @atexit.setter
        def atexit(self, value):
            call = finalize._pending.get(self)
            if call is not None:
                call.atexit = bool(value)

        def __repr__(self):
            parts = self.peek()
            state = "dead" if parts is None else "for %r at %#x" % (type(parts[0]).__name__, id(parts[0]))
            return "<%s object at %#x; %s>" % (type(self).__name__, id(self), state)

        @staticmethod
        def _newest():
            for finalizer in reversed(finalize._pending):
                if finalize._pending[finalizer].atexit:
                    return finalizer
            return None

        @staticmethod
        def _run_at_exit():
            """Runs what is left, the newest first; callbacks may add more. No collection comes in between."""
            import gc
            import sys

            collects = bool(finalize._pending) and gc.isenabled()
            if collects:
                gc.disable()
            try:
                while (finalizer := finalize._newest()) is not None:
                    try:
                        finalizer()
                    except Exception:
                        sys.excepthook(*sys.exc_info())
            finally:
                finalize._exited = True
                if collects:
                    gc.enable()
`;
