/** The library module types, in Python. */
export const typesSource = `"""Names for types that have no name of their own, and tools for making classes."""

import sys
from _types import SimpleNamespace


class _Sample:
    def generator(self):
        yield self


async def _coroutine():
    return None


async def _asynchronous_generator():
    yield


_sample, _coroutine = _Sample(), _coroutine()
_coroutine.close()

# Things that Python code makes.
FunctionType = LambdaType = type(lambda: None)
CodeType, CellType = type((lambda: None).__code__), type((lambda cell: lambda: cell)(None).__closure__[0])
MethodType, GeneratorType = type(_sample.generator), type(_sample.generator())
CoroutineType, AsyncGeneratorType = type(_coroutine), type(_asynchronous_generator())

# Things that are built in.
ModuleType, MappingProxyType = type(sys), type(vars(type))
BuiltinFunctionType = BuiltinMethodType = type(len)
MethodDescriptorType, ClassMethodDescriptorType = type(vars(str)["join"]), type(vars(dict)["fromkeys"])
WrapperDescriptorType, MethodWrapperType = type(vars(object)["__init__"]), type(_sample.__str__)
NoneType, NotImplementedType, EllipsisType = map(type, (None, NotImplemented, ...))
GenericAlias, UnionType = type(list[int]), type(int | str)
TracebackType = None
FrameType = None
try:
    raise TypeError
except TypeError as _error:
    TracebackType = type(_error.__traceback__)
    FrameType = type(_error.__traceback__.tb_frame)


def new_class(name, bases=(), kwds=None, exec_body=None):
    """Makes a class as a class statement would."""
    resolved = resolve_bases(bases)
    meta, ns, kwds = prepare_class(name, resolved, kwds)
    fill = exec_body or (lambda namespace: None)
    fill(ns)
    if bases is not resolved:
        ns["__orig_bases__"] = bases
    return meta(name, resolved, ns, **kwds)


def resolve_bases(bases):
    """Asks bases that are no classes for the classes they stand for."""
    found = []
    changed = False
    for base in bases:
        entries = None if isinstance(base, type) else getattr(base, "__mro_entries__", None)
        if entries is None:
            found.append(base)
        else:
            changed = True
            found.extend(entries(bases))
    return tuple(found) if changed else bases


def prepare_class(name, bases=(), kwds=None):
    """The metaclass, the namespace and the other keywords for a new class."""
    kwds = dict(kwds or {})
    meta = kwds.pop("metaclass", type(bases[0]) if bases else type)
    if isinstance(meta, type):
        for candidate in map(type, bases):
            if issubclass(candidate, meta):
                meta = candidate
            elif not issubclass(meta, candidate):
                raise TypeError(
                    "metaclass conflict: the metaclass of a derived class must be a "
                    "(non-strict) subclass of the metaclasses of all its bases"
                )
    prepare = getattr(meta, "__prepare__", None)
    return meta, ({} if prepare is None else prepare(name, bases, **kwds)), kwds


class DynamicClassAttribute:
    """A property on instances; on the class, the attribute goes to the metaclass's __getattr__."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.__doc__ = doc or getattr(fget, "__doc__", None)
        self.fget, self.fset, self.fdel = fget, fset, fdel

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            raise AttributeError()
        read = self.fget
        if read is not None:
            return read(instance)
        raise AttributeError("unreadable attribute")

    def __set__(self, instance, value):
        write = self.fset
        if write is None:
            raise AttributeError("can't set attribute")
        write(instance, value)


def coroutine(func):
    """Marks a generator function as usable in await."""
    raise NotImplementedError("types.coroutine: midden has native coroutines only; write async def")


del _Sample, _asynchronous_generator, _coroutine, _sample
`;
