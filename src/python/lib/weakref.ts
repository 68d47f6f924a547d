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

ProxyTypes = ProxyType, CallableProxyType

__all__ = [
    "ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceType",
    "ProxyType", "CallableProxyType", "ProxyTypes", "WeakValueDictionary", "WeakSet",
]


class KeyedRef(ref):
    """A weak reference that knows under which key its object is filed."""

    __slots__ = ("key",)

    def __new__(cls, ob, callback, key):
        made = ref.__new__(cls, ob, callback)
        made.key = key
        return made

    def __init__(self, ob, callback, key):
        ref.__init__(self, ob, callback)


# What both dictionaries do alike.

def _shown(self):
    name = self.__class__.__name__
    return "<%s at %#x>" % (name, id(self))


def _updated(self, other):
    self.update(other)
    return self


def _united(self, other):
    return _updated(self.copy(), other) if hasattr(other, "keys") else NotImplemented


def _united_with_right(self, other):
    return _updated(_updated(self.__class__(), other), self) if hasattr(other, "keys") else NotImplemented


def _value_forgetter(dictionary):
    """What the references to values call when these die: it must not keep the dictionary."""

    def forget(reference, owner=ref(dictionary), discard=_remove_dead_weakref):
        holder = owner()
        if holder is None:
            return
        if holder._iterating:
            holder._pending_removals.append(reference.key)
        else:
            # The key may have a new, living value by now.
            discard(holder.data, reference.key)

    return forget


class WeakValueDictionary(MutableMapping):
    """A mapping that holds its values weakly: an entry goes when its value dies."""

    def __init__(self, other=(), /, **kw):
        # The attributes are released in this order.
        self._remove = _value_forgetter(self)
        self._pending_removals, self._iterating, self.data = [], set(), {}
        self.update(other, **kw)

    def _commit_removals(self):
        dead, data = self._pending_removals, self.data
        while dead:
            _remove_dead_weakref(data, dead.pop())

    def _settled(self):
        """The references by key, without those that waited for an iteration to end."""
        if self._pending_removals:
            self._commit_removals()
        return self.data

    def __len__(self):
        return len(self._settled())

    def __getitem__(self, key):
        value = self._settled()[key]()
        if value is not None:
            return value
        raise KeyError(key)

    def __setitem__(self, key, value):
        self._settled()[key] = KeyedRef(value, self._remove, key)

    def __delitem__(self, key):
        del self._settled()[key]

    def __contains__(self, key):
        try:
            return self._settled()[key]() is not None
        except KeyError:
            return False

    def get(self, key, default=None):
        reference = self._settled().get(key)
        value = None if reference is None else reference()
        return default if value is None else value

    def setdefault(self, key, default=None):
        reference = self.data.get(key)
        value = None if reference is None else reference()
        if value is None:
            self._settled()[key] = KeyedRef(default, self._remove, key)
            value = default
        return value

    def pop(self, key, *args):
        reference = self._settled().pop(key, None)
        value = None if reference is None else reference()
        if value is not None:
            return value
        if not args:
            raise KeyError(key)
        return args[0]

    def popitem(self):
        entries = self._settled()
        value = None
        while value is None:
            key, reference = entries.popitem()
            value = reference()
        return key, value

    def update(self, other=None, /, **kwargs):
        entries, forget = self._settled(), self._remove
        for source in (other, kwargs):
            if source is None:
                continue
            pairs = source if hasattr(source, "items") else dict(source)
            for key, value in pairs.items():
                entries[key] = KeyedRef(value, forget, key)

    # What is alive; while it is gone over, nothing goes.

    def items(self):
        entries = self._settled()
        with _IterationGuard(self):
            for key, reference in entries.items():
                value = reference()
                if value is None:
                    continue
                yield key, value

    def keys(self):
        entries = self._settled()
        with _IterationGuard(self):
            for key, reference in entries.items():
                if _iterates_dead_values or reference() is not None:
                    yield key

    __iter__ = keys

    def values(self):
        entries = self._settled()
        with _IterationGuard(self):
            for reference in entries.values():
                value = reference()
                if value is None:
                    continue
                yield value

    def itervaluerefs(self):
        entries = self._settled()
        with _IterationGuard(self):
            yield from entries.values()

    def valuerefs(self):
        return [*self._settled().values()]

    def _poured_into(self, other, as_key=None):
        with _IterationGuard(self):
            for key, reference in self.data.items():
                value = reference()
                if value is not None:
                    other[key if as_key is None else as_key(key)] = value
        return other

    def copy(self):
        return self._poured_into(WeakValueDictionary())

    def __deepcopy__(self, memo):
        import copy

        return self._poured_into(self.__class__(), lambda key: copy.deepcopy(key, memo))

    __copy__, __repr__ = copy, _shown
    __ior__, __or__, __ror__ = _updated, _united, _united_with_right


def _key_forgetter(dictionary):
    """What the references to keys call when these die: it must not keep the dictionary."""

    def forget(reference, owner=ref(dictionary)):
        holder = owner()
        if holder is None:
            return
        if holder._iterating:
            holder._pending_removals.append(reference)
        else:
            _drop(holder.data, reference)

    return forget


def _drop(entries, reference):
    try:
        del entries[reference]
    except KeyError:
        # Somebody was faster.
        pass


class WeakKeyDictionary(MutableMapping):
    """A mapping that holds its keys weakly: an entry goes when its key dies."""

    def __init__(self, dict=None):
        # The attributes are released in this order.
        self.data, self._remove = {}, _key_forgetter(self)
        self._pending_removals, self._iterating = [], set()
        # Removals may wait for keys that were deleted since: the length is only known after a check.
        self._dirty_len = False
        if dict is not None:
            self.update(dict)

    def _commit_removals(self):
        dead, entries = self._pending_removals, self.data
        while dead:
            _drop(entries, dead.pop())

    def _scrub_removals(self):
        entries, waiting = self.data, self._pending_removals
        self._pending_removals = [reference for reference in waiting if reference in entries]
        self._dirty_len = False

    def __len__(self):
        if self._pending_removals and self._dirty_len:
            self._scrub_removals()
        waiting = len(self._pending_removals)
        return len(self.data) - waiting

    def __getitem__(self, key):
        reference = ref(key)
        return self.data[reference]

    def __setitem__(self, key, value):
        reference = ref(key, self._remove)
        self.data[reference] = value

    def __delitem__(self, key):
        reference, self._dirty_len = ref(key), True
        del self.data[reference]

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            # Neither can it be referenced weakly, nor be in here.
            return False

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._remove), default)

    def pop(self, key, *args):
        reference, self._dirty_len = ref(key), True
        return self.data.pop(reference, *args)

    def popitem(self):
        self._dirty_len = True
        key = None
        while key is None:
            reference, value = self.data.popitem()
            key = reference()
        return key, value

    def update(self, dict=None, /, **kwargs):
        entries, forget = self.data, self._remove
        for source in (dict, kwargs or None):
            if source is None:
                continue
            pairs = source if hasattr(source, "items") else type(entries)(source)
            for key, value in pairs.items():
                entries[ref(key, forget)] = value

    # What is alive; while it is gone over, nothing goes.

    def items(self):
        with _IterationGuard(self):
            for reference, value in self.data.items():
                key = reference()
                if key is None:
                    continue
                yield key, value

    def keys(self):
        with _IterationGuard(self):
            for reference in self.data:
                key = reference()
                if key is None:
                    continue
                yield key

    __iter__ = keys

    def values(self):
        with _IterationGuard(self):
            for reference, value in self.data.items():
                if reference() is None:
                    continue
                yield value

    def keyrefs(self):
        return [*self.data]

    def _poured_into(self, other, as_value=None):
        with _IterationGuard(self):
            for reference, value in self.data.items():
                key = reference()
                if key is not None:
                    other[key] = value if as_value is None else as_value(value)
        return other

    def copy(self):
        return self._poured_into(WeakKeyDictionary())

    def __deepcopy__(self, memo):
        import copy

        return self._poured_into(self.__class__(), lambda value: copy.deepcopy(value, memo))

    __copy__, __repr__ = copy, _shown
    __ior__, __or__, __ror__ = _updated, _united, _united_with_right


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
