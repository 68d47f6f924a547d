/** The library module _collections_abc_protocols, in Python. */
export const collectionsAbcProtocolsSource = `"""The classes of collections.abc with one or a few methods each."""

from abc import ABCMeta, abstractmethod

__name__ = "collections.abc"
GenericAlias = type(list[int])

# Class → the methods that make any other class count as a subclass of it; filled below.
_ASKED_FOR = {}


@classmethod
def _has_what_is_asked_for(cls, other, asked_for=_ASKED_FOR):
    # The table is a default: classes outlive the names of this module.
    names = asked_for.get(cls)
    return NotImplemented if names is None else _has_methods(other, *names)


def _has_methods(cls, *names):
    """True if every method is defined along the MRO and none is switched off with None."""
    for name in names:
        owner = next((base for base in cls.__mro__ if name in base.__dict__), None)
        if owner is None or owner.__dict__[name] is None:
            return NotImplemented
    return True


def _raise(kind, error, trace):
    """What throw() does where nobody catches it."""
    if error is None:
        error = kind if isinstance(kind, BaseException) else kind()
    if trace is not None:
        error = error.with_traceback(trace)
    raise error


class Hashable(metaclass=ABCMeta):
    """What has __hash__."""

    __subclasshook__ = _has_what_is_asked_for
    __slots__ = ()

    @abstractmethod
    def __hash__(self):
        return 0


class Sized(metaclass=ABCMeta):
    """What has __len__."""

    __subclasshook__ = _has_what_is_asked_for
    __slots__ = ()

    @abstractmethod
    def __len__(self):
        return 0


class Container(metaclass=ABCMeta):
    """What has __contains__."""

    __subclasshook__ = _has_what_is_asked_for
    __class_getitem__ = classmethod(GenericAlias)
    __slots__ = ()

    @abstractmethod
    def __contains__(self, x):
        return False


class Callable(metaclass=ABCMeta):
    """What has __call__."""

    __subclasshook__ = _has_what_is_asked_for
    __class_getitem__ = classmethod(GenericAlias)
    __slots__ = ()

    @abstractmethod
    def __call__(self, *args, **kwds):
        return False


class Iterable(metaclass=ABCMeta):
    """What has __iter__."""

    __subclasshook__ = _has_what_is_asked_for
    __class_getitem__ = classmethod(GenericAlias)
    __slots__ = ()

    @abstractmethod
    def __iter__(self):
        yield from ()


class Reversible(Iterable):
    """What can be iterated over from its end, too."""

    __subclasshook__ = _has_what_is_asked_for
    __slots__ = ()

    @abstractmethod
    def __reversed__(self):
        yield from ()


class Iterator(Iterable):
    """What gives one item after the other: subclasses give __next__."""

    __subclasshook__ = _has_what_is_asked_for
    __slots__ = ()

    def __iter__(self):
        return self

    @abstractmethod
    def __next__(self):
        raise StopIteration


class Generator(Iterator):
    """An iterator that takes values and exceptions: subclasses give send and throw."""

    __subclasshook__ = _has_what_is_asked_for
    __slots__ = ()

    @abstractmethod
    def send(self, value):
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        _raise(typ, val, tb)

    def __next__(self):
        return self.send(None)

    def close(self):
        try:
            self.throw(GeneratorExit)
        except (StopIteration, GeneratorExit):
            return
        raise RuntimeError("generator ignored GeneratorExit")


class Collection(Sized, Iterable, Container):
    """What has a size, can be iterated over and asked for its items."""

    __subclasshook__ = _has_what_is_asked_for
    __slots__ = ()


class Awaitable(metaclass=ABCMeta):
    """What await takes."""

    __subclasshook__ = _has_what_is_asked_for
    __class_getitem__ = classmethod(GenericAlias)
    __slots__ = ()

    @abstractmethod
    def __await__(self):
        yield


class Coroutine(Awaitable):
    """An awaitable that takes values and exceptions: subclasses give send and throw."""

    __subclasshook__ = _has_what_is_asked_for
    __slots__ = ()

    @abstractmethod
    def send(self, value):
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        _raise(typ, val, tb)

    def close(self):
        try:
            self.throw(GeneratorExit)
        except (StopIteration, GeneratorExit):
            return
        raise RuntimeError("coroutine ignored GeneratorExit")


class AsyncIterable(metaclass=ABCMeta):
    """What async for takes."""

    __subclasshook__ = _has_what_is_asked_for
    __class_getitem__ = classmethod(GenericAlias)
    __slots__ = ()

    @abstractmethod
    def __aiter__(self):
        return AsyncIterator()


class AsyncIterator(AsyncIterable):
    """What gives one awaitable after the other: subclasses give __anext__."""

    __subclasshook__ = _has_what_is_asked_for
    __slots__ = ()

    def __aiter__(self):
        return self

    @abstractmethod
    async def __anext__(self):
        raise StopAsyncIteration


class AsyncGenerator(AsyncIterator):
    """An asynchronous iterator that takes values and exceptions: subclasses give asend and athrow."""

    __subclasshook__ = _has_what_is_asked_for
    __slots__ = ()

    @abstractmethod
    async def asend(self, value):
        raise StopAsyncIteration

    @abstractmethod
    async def athrow(self, typ, val=None, tb=None):
        _raise(typ, val, tb)

    async def __anext__(self):
        value = await self.asend(None)
        return value

    async def aclose(self):
        try:
            await self.athrow(GeneratorExit)
        except (StopAsyncIteration, GeneratorExit):
            return
        raise RuntimeError("asynchronous generator ignored GeneratorExit")


_ASKED_FOR.update({
    Hashable: ("__hash__",),
    Sized: ("__len__",),
    Container: ("__contains__",),
    Callable: ("__call__",),
    Iterable: ("__iter__",),
    Reversible: ("__iter__", "__reversed__"),
    Iterator: ("__next__", "__iter__"),
    Generator: ("__iter__", "__next__", "close", "send", "throw"),
    Collection: ("__iter__", "__len__", "__contains__"),
    Awaitable: ("__await__",),
    Coroutine: ("__await__", "close", "send", "throw"),
    AsyncIterable: ("__aiter__",),
    AsyncIterator: ("__aiter__", "__anext__"),
    AsyncGenerator: ("__aiter__", "__anext__", "aclose", "asend", "athrow"),
})
`;
