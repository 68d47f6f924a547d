/** The library module _contextvars, in Python. */
export const contextvarsNativeSource = `"""Variables of a context: every thread and task has one of its own."""

from _thread import _at_end
from _threads import get_ident as _ident
from _types import in_c as _in_c

__all__ = ["Context", "ContextVar", "Token", "copy_context"]

_ABSENT = object()
# The context that each thread is in, from its first use on.
_current = {}


def _here():
    ident = _ident()
    context = _current.get(ident)
    if context is None:
        context = _current[ident] = Context()
    return context


def copy_context():
    """The context of this thread, as it is now."""
    return _here().copy()


def _same(one, other):
    return one is other or one == other


@_in_c
class Context:
    """What variables hold; a mapping."""

    __module__ = "_contextvars"
    __slots__ = ("_values", "_outer", "_entered", "__weakref__")
    __hash__ = None

    def __new__(cls, *args, **kwargs):
        if args or kwargs:
            raise TypeError("Context() does not accept any arguments")
        made = object.__new__(cls)
        made._values = {}
        made._outer = None
        made._entered = False
        return made

    def run(self, *args, **kwargs):
        if not args:
            raise TypeError("run() missing 1 required positional argument")
        function, *args = args
        if self._entered:
            raise RuntimeError("cannot enter context: %r is already entered" % (self,))
        ident = _ident()
        self._outer = _current.get(ident)
        self._entered = True
        _current[ident] = self
        try:
            return function(*args, **kwargs)
        finally:
            outer, self._outer = self._outer, None
            self._entered = False
            if outer is None:
                del _current[ident]
            else:
                _current[ident] = outer

    def copy(self):
        made = Context()
        made._values = self._values.copy()
        return made

    def _key(self, key):
        if not isinstance(key, ContextVar):
            raise TypeError("a ContextVar key was expected, got %r" % (key,))
        return key

    def __getitem__(self, key):
        return self._values[self._key(key)]

    def __contains__(self, key):
        return self._key(key) in self._values

    def get(self, key, default=None, /):
        return self._values.get(self._key(key), default)

    def __len__(self):
        return len(self._values)

    def __iter__(self):
        return iter(self._values)

    def keys(self):
        return iter(self._values)

    def values(self):
        return iter(self._values.values())

    def items(self):
        return iter(self._values.items())

    def __eq__(self, other):
        if not isinstance(other, Context):
            return NotImplemented
        return self._values == other._values


class _Missing:
    __slots__ = ()

    def __repr__(self):
        return "<Token.MISSING>"


@_in_c
class ContextVar:
    """A variable whose value depends on the context."""

    __module__ = "_contextvars"
    __slots__ = ("_name", "_default")

    def __new__(cls, *args, default=_ABSENT):
        if len(args) != 1:
            raise TypeError("ContextVar() takes exactly 1 positional argument (%d given)" % len(args))
        if not isinstance(args[0], str):
            raise TypeError("context variable name must be a str")
        made = object.__new__(cls)
        made._name = args[0]
        made._default = default
        return made

    @property
    def name(self):
        return self._name

    def get(self, *default):
        if len(default) > 1:
            raise TypeError("get expected at most 1 argument, got %d" % len(default))
        context = _current.get(_ident())
        value = _ABSENT if context is None else context._values.get(self, _ABSENT)
        if value is not _ABSENT:
            return value
        if default:
            return default[0]
        if self._default is not _ABSENT:
            return self._default
        raise LookupError(self)

    def set(self, value, /):
        context = _here()
        token = _token(context, self, context._values.get(self, _ABSENT))
        context._values[self] = value
        return token

    def reset(self, token, /):
        if not isinstance(token, Token):
            raise TypeError("expected an instance of Token, got %r" % (token,))
        if token._used:
            raise RuntimeError("%r has already been used once" % (token,))
        if token._var is not self:
            raise ValueError("%r was created by a different ContextVar" % (token,))
        context = _here()
        if context is not token._context:
            raise ValueError("%r was created in a different Context" % (token,))
        token._used = True
        if token._old is not _ABSENT:
            context._values[self] = token._old
        else:
            context._values.pop(self, None)

    def __class_getitem__(cls, item):
        from types import GenericAlias

        return GenericAlias(cls, item)

    def __repr__(self):
        shown = "" if self._default is _ABSENT else " default=%r" % (self._default,)
        return "<ContextVar name=%r%s at %#x>" % (self._name, shown, id(self))


@_in_c
class Token:
    """What set() gives, to undo it."""

    __module__ = "_contextvars"
    __slots__ = ("_context", "_var", "_old", "_used")
    __hash__ = None
    MISSING = _Missing()

    def __new__(cls, *args, **kwargs):
        raise RuntimeError("Tokens can only be created by ContextVars")

    @property
    def var(self):
        return self._var

    @property
    def old_value(self):
        return Token.MISSING if self._old is _ABSENT else self._old

    def __class_getitem__(cls, item):
        from types import GenericAlias

        return GenericAlias(cls, item)

    def __repr__(self):
        return "<Token%s var=%r at %#x>" % (" used" if self._used else "", self._var, id(self))


def _token(context, var, old):
    token = object.__new__(Token)
    token._context, token._var, token._old, token._used = context, var, old, False
    return token


def _drop(ident):
    """The thread ends."""
    _current.pop(ident, None)


_at_end.append(_drop)
`;
