/** The library module _thread, in Python. */
export const threadSource = `"""Threads and locks, the primitives."""

import sys

from _threads import TIMEOUT_MAX, LockType, RLock, _count, allocate_lock, get_ident, get_native_id
from _threads import _start
from _weakref import ref as _ref
from _types import in_c as _in_c

error = RuntimeError
lock = LockType
allocate = allocate_lock
# The locals of the threads that have some: ident -> weak references to the local objects.
_locals = {}


def start_new_thread(function, args, kwargs={}, /):
    """Calls function(*args, **kwargs) in a new thread."""
    if not callable(function):
        raise TypeError("first arg must be callable")
    if not isinstance(args, tuple):
        raise TypeError("2nd arg must be a tuple")
    if not isinstance(kwargs, dict):
        raise TypeError("optional 3rd arg must be a dictionary")
    return _start(getattr(function, "__name__", "a thread"), _begin, function, args, kwargs)


start_new = start_new_thread


def _begin(function, args, kwargs):
    try:
        function(*args, **kwargs)
    except SystemExit:
        pass
    except BaseException:
        _report(function)
    function = args = kwargs = None
    _drop_locals()


def _report(function):
    exc_type, exc_value, exc_traceback = sys.exc_info()
    sys.unraisablehook(_UnraisableHookArgs(exc_type, exc_value, exc_traceback, function))


# What else to call with the ident of a thread that ends.
_at_end = []


def _drop_locals():
    """The thread ends: its part of every local goes."""
    ident = get_ident()
    for one in _locals.pop(ident, ()):
        one = one()
        if one is not None:
            object.__getattribute__(one, "_local_spaces").pop(ident, None)
    for end in _at_end:
        end(ident)


def exit():
    """Ends the thread."""
    raise SystemExit


exit_thread = exit


def stack_size(size=0, /):
    """All threads have the same stack."""
    if size < 0:
        raise ValueError("size must be 0 or a positive value")
    return 0


def _shown(one):
    cls = type(one)
    return "_thread._local" if cls is _local and sys.implementation.name == "cpython" else cls.__name__


@_in_c
class _local:
    """Attributes that differ from thread to thread."""

    def __new__(cls, /, *args, **kw):
        if (args or kw) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        object.__setattr__(self, "_local_spaces", {})
        object.__setattr__(self, "_local_args", (args, kw))
        _new_space(self)
        return self

    def __getattribute__(self, name):
        space = _space(self)
        if name == "__dict__":
            return space
        if name in space and not _is_data(type(self), name):
            return space[name]
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        if name == "__dict__":
            raise AttributeError(f"'{_shown(self)}' object attribute '__dict__' is read-only")
        space = _space(self)
        if _is_data(type(self), name):
            object.__setattr__(self, name, value)
        else:
            space[name] = value

    def __delattr__(self, name):
        if name == "__dict__":
            raise AttributeError(f"'{_shown(self)}' object attribute '__dict__' is read-only")
        space = _space(self)
        if _is_data(type(self), name):
            object.__delattr__(self, name)
        elif name in space:
            del space[name]
        else:
            raise AttributeError(f"'{_shown(self)}' object has no attribute '{name}'")


def _is_data(cls, name):
    for base in cls.__mro__:
        if name in base.__dict__:
            return hasattr(type(base.__dict__[name]), "__set__")
    return False


def _new_space(one):
    ident = get_ident()
    space = object.__getattribute__(one, "_local_spaces")[ident] = {}
    _locals.setdefault(ident, []).append(_ref(one))
    return space


def _space(one):
    """The attributes of this thread, made now if need be."""
    spaces = object.__getattribute__(one, "_local_spaces")
    space = spaces.get(get_ident())
    if space is None:
        space = _new_space(one)
        cls = type(one)
        if cls.__init__ is not object.__init__:
            args, kw = object.__getattribute__(one, "_local_args")
            cls.__init__(one, *args, **kw)
    return space


class _UnraisableHookArgs:
    def __init__(self, exc_type, exc_value, exc_traceback, function):
        self.exc_type = exc_type
        self.exc_value = exc_value
        self.exc_traceback = exc_traceback
        self.err_msg = "Exception ignored in thread started by"
        self.object = function
`;
