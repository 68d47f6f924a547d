/** The library module types, in Python. */
export const typesSource = `"""Names for types that have no name of their own, and tools for making classes."""

import sys
from _types import SimpleNamespace


def _f():
    pass


FunctionType = type(_f)
LambdaType = type(lambda: None)
CodeType = type(_f.__code__)
MappingProxyType = type(type.__dict__)


def _cell():
    content = None

    def inner():
        return content

    return inner.__closure__[0]


CellType = type(_cell())


def _g():
    yield 1


GeneratorType = type(_g())


async def _c():
    pass


_c = _c()
CoroutineType = type(_c)
_c.close()


async def _ag():
    yield


AsyncGeneratorType = type(_ag())


class _C:
    def _m(self):
        pass


MethodType = type(_C()._m)
BuiltinFunctionType = type(len)
BuiltinMethodType = type([].append)
WrapperDescriptorType = type(object.__init__)
MethodWrapperType = type(object().__str__)
MethodDescriptorType = type(str.join)
ClassMethodDescriptorType = type(dict.__dict__["fromkeys"])
ModuleType = type(sys)
NoneType = type(None)
NotImplementedType = type(NotImplemented)
EllipsisType = type(Ellipsis)
GenericAlias = type(list[int])
UnionType = type(int | str)
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
    if exec_body is not None:
        exec_body(ns)
    if resolved is not bases:
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
        for base in bases:
            candidate = type(base)
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
        self.fget = fget
        self.fset = fset
        self.fdel = fdel
        self.__doc__ = doc or getattr(fget, "__doc__", None)

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            raise AttributeError()
        if self.fget is None:
            raise AttributeError("unreadable attribute")
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)


def coroutine(func):
    """Marks a generator function as usable in await."""
    raise NotImplementedError("types.coroutine: midden has native coroutines only; write async def")


del _f, _g, _c, _C, _ag, _cell
`;
