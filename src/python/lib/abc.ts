/** The library module abc, in Python. */
export const abcSource = `"""Abstract base classes (PEP 3119)."""

from _weakref import ref as _ref


def abstractmethod(funcobj):
    """Marks a method that a class must override before it can be instantiated."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractproperty(property):
    """property(abstractmethod(...)) in one."""

    __isabstractmethod__ = True


class abstractclassmethod(classmethod):
    """classmethod(abstractmethod(...)) in one."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        super().__init__(abstractmethod(callable))


class abstractstaticmethod(staticmethod):
    """staticmethod(abstractmethod(...)) in one."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        super().__init__(abstractmethod(callable))


class _AbcData:
    """What one abstract class knows about its virtual subclasses; classes are held weakly."""

    __slots__ = ("registry", "cache", "negative", "version")

    def __init__(self):
        self.registry = set()
        self.cache = set()
        self.negative = set()
        self.version = _Registrations.count


class _Registrations:
    """Counts register() calls everywhere: a class that was refused before may be a subclass after one."""

    count = 0


def _abstract_names(cls):
    names = {
        name
        for name, value in cls.__dict__.items()
        if getattr(value, "__isabstractmethod__", False)
    }
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(cls, name, None), "__isabstractmethod__", False):
                names.add(name)
    return frozenset(names)


class ABCMeta(type):
    """Metaclass of abstract base classes."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstract_names(cls)
        cls._abc_impl = _AbcData()
        return cls

    def register(cls, subclass):
        """Makes a class a virtual subclass; usable as a decorator."""
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if not issubclass(subclass, cls):
            if issubclass(cls, subclass):
                raise RuntimeError("Refusing to create an inheritance cycle")
            _Registrations.count += 1
            cls._abc_impl.registry.add(_ref(subclass))
        return subclass

    def __instancecheck__(cls, instance):
        subclass = instance.__class__
        if _ref(subclass) in cls._abc_impl.cache:
            return True
        subtype = type(instance)
        if subtype is subclass:
            return cls.__subclasscheck__(subclass)
        return cls.__subclasscheck__(subclass) or cls.__subclasscheck__(subtype)

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        data = cls._abc_impl
        key = _ref(subclass)
        if key in data.cache:
            return True
        if data.version < _Registrations.count:
            data.negative = set()
            data.version = _Registrations.count
        elif key in data.negative:
            return False
        answer = cls._abc_answer(subclass)
        (data.cache if answer else data.negative).add(key)
        return answer

    def _abc_answer(cls, subclass):
        answer = cls.__subclasshook__(subclass)
        if answer is not NotImplemented:
            return bool(answer)
        if cls in getattr(subclass, "__mro__", ()):
            return True
        for entry in list(cls._abc_impl.registry):
            registered = entry()
            if registered is not None and issubclass(subclass, registered):
                return True
        for derived in type.__subclasses__(cls):
            if issubclass(subclass, derived):
                return True
        return False


class ABC(metaclass=ABCMeta):
    """An abstract class to inherit from instead of naming the metaclass."""

    __slots__ = ()


def update_abstractmethods(cls):
    """Computes the abstract methods again after methods were added."""
    if hasattr(cls, "__abstractmethods__"):
        cls.__abstractmethods__ = _abstract_names(cls)
    return cls


def get_cache_token():
    return _Registrations.count
`;
