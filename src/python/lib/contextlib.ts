/** The library module contextlib, in Python. */
export const contextlibSource = `"""Tools around the with statement (PEP 343)."""

import abc
import sys
from functools import wraps
from types import MethodType

__all__ = [
    "AbstractContextManager", "AbstractAsyncContextManager", "ContextDecorator",
    "contextmanager", "asynccontextmanager", "closing", "aclosing", "nullcontext", "suppress",
    "redirect_stdout", "redirect_stderr", "ExitStack", "AsyncExitStack",
]


def _defines(cls, *names):
    for name in names:
        owner = next((base for base in cls.__mro__ if name in base.__dict__), None)
        if owner is None or owner.__dict__[name] is None:
            return NotImplemented
    return True


class AbstractContextManager(abc.ABC):
    """What a with statement needs; __enter__ gives self unless overridden."""

    __class_getitem__ = classmethod(type(list[int]))

    def __enter__(self):
        return self

    @abc.abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, other):
        return _defines(other, "__enter__", "__exit__") if cls is AbstractContextManager else NotImplemented


class AbstractAsyncContextManager(abc.ABC):
    __class_getitem__ = classmethod(type(list[int]))

    async def __aenter__(self):
        return self

    @abc.abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, other):
        asked = cls is AbstractAsyncContextManager
        return _defines(other, "__aenter__", "__aexit__") if asked else NotImplemented


class ContextDecorator:
    """Lets a context manager wrap whole functions as a decorator."""

    def _recreate_cm(self):
        return self

    def __call__(self, func):
        """The function, with this around each call."""

        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)

        return wraps(func)(inner)


class AsyncContextDecorator:
    """Lets an asynchronous context manager wrap whole coroutine functions as a decorator."""

    _recreate_cm = ContextDecorator._recreate_cm

    def __call__(self, func):
        """The coroutine function, with this around each call."""

        async def inner(*args, **kwds):
            async with self._recreate_cm():
                return await func(*args, **kwds)

        return wraps(func)(inner)


_DID_NOT_STOP = "generator didn't stop"


def _is_own(raised, thrown):
    """Whether a generator let the exception through that was thrown into it, also wrapped by PEP 479."""
    if raised is thrown:
        return True
    wraps_stop = isinstance(raised, RuntimeError) and isinstance(thrown, (StopIteration, StopAsyncIteration))
    return wraps_stop and raised.__cause__ is thrown


class _FromGenerator:
    """What the two managers made of generators share: the call that made them, to make them again."""

    def __init__(self, func, args, kwds):
        self.gen, self.func = func(*args, **kwds), func
        self.args, self.kwds = args, kwds
        documented = getattr(func, "__doc__", None)
        self.__doc__ = type(self).__doc__ if documented is None else documented

    def _recreate_cm(self):
        call = self.func, self.args, self.kwds
        return self.__class__(*call)

    def _forget_call(self):
        # The arguments are not needed any more; they must not live as long as the block.
        for name in ("args", "kwds", "func"):
            delattr(self, name)


class _GeneratorContextManager(_FromGenerator, AbstractContextManager, ContextDecorator):
    """Made by @contextmanager."""

    def __enter__(self):
        self._forget_call()
        # A loop and not next(): a thread may have to wait in the generator.
        for value in self.gen:
            return value
        raise RuntimeError("generator didn't yield")

    def __exit__(self, typ, value, traceback):
        if typ is None:
            for _ in self.gen:
                raise RuntimeError(_DID_NOT_STOP)
            return False
        if value is None:
            value = typ()
        try:
            self.gen.throw(typ, value, traceback)
        except StopIteration as stop:
            return stop is not value
        except BaseException as raised:
            if _is_own(raised, value):
                value.with_traceback(traceback)
                return False
            raise
        raise RuntimeError(_DID_NOT_STOP + " after throw()")


class _AsyncGeneratorContextManager(_FromGenerator, AbstractAsyncContextManager, AsyncContextDecorator):
    """Made by @asynccontextmanager."""

    async def __aenter__(self):
        self._forget_call()
        try:
            return await anext(self.gen)
        except StopAsyncIteration:
            text = "generator didn't yield"
            raise RuntimeError(text) from None

    async def __aexit__(self, typ, value, traceback):
        if typ is None:
            async for _ in self.gen:
                raise RuntimeError(_DID_NOT_STOP)
            return False
        if value is None:
            value = typ()
        try:
            await self.gen.athrow(typ, value, traceback)
        except StopAsyncIteration as stop:
            return stop is not value
        except BaseException as raised:
            if _is_own(raised, value):
                value.with_traceback(traceback)
                return False
            raise
        raise RuntimeError(_DID_NOT_STOP + " after athrow()")


def contextmanager(func):
    """Decorator: a generator that yields once becomes a context manager."""

    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)

    return wraps(func)(helper)


def asynccontextmanager(func):
    """Decorator: an asynchronous generator that yields once becomes an asynchronous context manager."""

    def helper(*args, **kwds):
        return _AsyncGeneratorContextManager(func, args, kwds)

    return wraps(func)(helper)


class closing(AbstractContextManager):
    """Closes something at the end of the block."""

    def __init__(self, thing):
        self.thing = thing

    def __exit__(self, *exc_info):
        self.thing.close()

    def __enter__(self):
        return self.thing


class aclosing(AbstractAsyncContextManager):
    """Awaits aclose() at the end of the block."""

    def __init__(self, thing):
        self.thing = thing

    async def __aexit__(self, *exc_info):
        closing = self.thing.aclose()
        await closing

    async def __aenter__(self):
        return self.thing


class _RedirectStream(AbstractContextManager):
    _stream = None

    def __init__(self, new_target):
        # A stack: one redirection may be entered several times.
        self._new_target, self._old_targets = new_target, []

    def __enter__(self):
        name, target = self._stream, self._new_target
        self._old_targets.append(getattr(sys, name))
        setattr(sys, name, target)
        return target

    def __exit__(self, *exc_info):
        before = self._old_targets.pop()
        setattr(sys, self._stream, before)


class redirect_stdout(_RedirectStream):
    """sys.stdout is another file for a while."""

    _stream = "stdout"


class redirect_stderr(_RedirectStream):
    """sys.stderr is another file for a while."""

    _stream = "stderr"


class suppress(AbstractContextManager):
    """Swallows the given exceptions."""

    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __exit__(self, kind, *_):
        return False if kind is None else issubclass(kind, self._exceptions)

    def __enter__(self):
        """Nothing to give."""


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    """Does nothing; gives enter_result."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __exit__(self, *excinfo):
        """Nothing to end."""

    def __enter__(self):
        return self.enter_result

    async def __aexit__(self, *excinfo):
        """Nothing to end."""

    async def __aenter__(self):
        return self.enter_result


def _bound_exit(manager, name, kind):
    """The manager's exit method, bound, found on its class; TypeError if it is none."""
    cls = type(manager)
    try:
        return MethodType(getattr(cls, name), manager)
    except AttributeError:
        full = "{}.{}".format(cls.__module__, cls.__qualname__)
        text = "'{}' object does not support the {}context manager protocol".format(full, kind)
        raise TypeError(text) from None


def _attach_context(raised, outer, replaced):
    """Puts the exceptions of nested exits in the order that nested with statements would give them."""
    while True:
        context = raised.__context__
        if context is None or context is replaced:
            return
        if context is outer:
            break
        raised = context
    raised.__context__ = replaced


class _ExitStackBase:
    """A stack of exit callbacks, each with whether it is called synchronously."""

    def __init__(self):
        self._exit_callbacks = []

    def pop_all(self):
        """Moves the callbacks to a new stack."""
        new_stack = type(self)()
        new_stack._exit_callbacks, self._exit_callbacks = self._exit_callbacks, []
        return new_stack

    def push(self, exit):
        """Registers an object with __exit__, or a callable with its signature."""
        if hasattr(type(exit), "__exit__"):
            self._exit_callbacks.append((True, MethodType(type(exit).__exit__, exit)))
        else:
            self._exit_callbacks.append((True, exit))
        return exit

    def enter_context(self, cm):
        """Enters a context manager and gives the result of its __enter__."""
        cls = type(cm)
        exit = _bound_exit(cm, "__exit__", "") if hasattr(cls, "__enter__") else None
        if exit is None:
            _bound_exit(cm, "__enter__", "")
        result = cls.__enter__(cm)
        self._exit_callbacks.append((True, exit))
        return result

    def callback(self, callback, /, *args, **kwds):
        """Registers any callable with its arguments."""

        def run(exc_type, exc, tb):
            callback(*args, **kwds)

        run.__wrapped__ = callback
        self._exit_callbacks.append((True, run))
        return callback


class ExitStack(_ExitStackBase, AbstractContextManager):
    """Leaves any number of contexts, the last entered first."""

    def __enter__(self):
        return self

    def __exit__(self, *exc_details):
        outer = sys.exc_info()[1]
        pending = exc_details[1]
        received = pending is not None
        swallowed = False
        raising = False
        while self._exit_callbacks:
            _, exit = self._exit_callbacks.pop()
            details = (None, None, None) if pending is None else (type(pending), pending, pending.__traceback__)
            try:
                if exit(*details):
                    swallowed = True
                    raising = False
                    pending = None
            except BaseException as error:
                _attach_context(error, outer, pending)
                raising = True
                pending = error
        if raising:
            context = pending.__context__
            try:
                raise pending
            except BaseException:
                pending.__context__ = context
                raise
        return received and swallowed

    def close(self):
        """Leaves all contexts now."""
        self.__exit__(None, None, None)


class AsyncExitStack(_ExitStackBase, AbstractAsyncContextManager):
    """An ExitStack that takes asynchronous contexts as well."""

    async def enter_async_context(self, cm):
        cls = type(cm)
        exit = _bound_exit(cm, "__aexit__", "asynchronous ") if hasattr(cls, "__aenter__") else None
        if exit is None:
            _bound_exit(cm, "__aenter__", "asynchronous ")
        result = await cls.__aenter__(cm)
        self._exit_callbacks.append((False, exit))
        return result

    def push_async_exit(self, exit):
        if hasattr(type(exit), "__aexit__"):
            self._exit_callbacks.append((False, MethodType(type(exit).__aexit__, exit)))
        else:
            self._exit_callbacks.append((False, exit))
        return exit

    def push_async_callback(self, callback, /, *args, **kwds):
        async def run(exc_type, exc, tb):
            await callback(*args, **kwds)

        run.__wrapped__ = callback
        self._exit_callbacks.append((False, run))
        return callback

    async def aclose(self):
        await self.__aexit__(None, None, None)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_details):
        outer = sys.exc_info()[1]
        pending = exc_details[1]
        received = pending is not None
        swallowed = False
        raising = False
        while self._exit_callbacks:
            is_sync, exit = self._exit_callbacks.pop()
            details = (None, None, None) if pending is None else (type(pending), pending, pending.__traceback__)
            try:
                answer = exit(*details) if is_sync else await exit(*details)
                if answer:
                    swallowed = True
                    raising = False
                    pending = None
            except BaseException as error:
                _attach_context(error, outer, pending)
                raising = True
                pending = error
        if raising:
            context = pending.__context__
            try:
                raise pending
            except BaseException:
                pending.__context__ = context
                raise
        return received and swallowed
`;
