/** The library module enum, in Python. */
export const enumSource = String.raw`"""Enumerations (PEP 435)."""

from operator import or_ as _or

__all__ = ["EnumMeta", "EnumType", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "auto", "unique", "member", "nonmember"]


class auto:
    """A value that is chosen by _generate_next_value_."""

    def __init__(self, value=None):
        self.value = value


class member:
    """Makes an attribute a member that would not be one."""

    def __init__(self, value):
        self.value = value


class nonmember:
    """Keeps an attribute from becoming a member."""

    def __init__(self, value):
        self.value = value


def _is_descriptor(value):
    return any(hasattr(value, name) for name in ("__get__", "__set__", "__delete__"))


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


class _EnumDict(dict):
    """The namespace of an enumeration's body: notes which names become members."""

    def __init__(self, cls_name):
        super().__init__()
        self._cls_name = cls_name
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._generate = None

    def __setitem__(self, key, value):
        if _is_sunder(key):
            if key == "_generate_next_value_":
                self._generate = value.__func__ if isinstance(value, staticmethod) else value
            elif key == "_ignore_":
                value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
                self._ignore = value
        elif _is_dunder(key) or key in self._ignore or isinstance(value, nonmember):
            if isinstance(value, nonmember):
                value = value.value
        elif key.startswith("_" + self._cls_name + "__"):
            pass
        elif key in self._member_names:
            raise TypeError("%r already defined as %r" % (key, self[key]))
        elif not _is_descriptor(value) or isinstance(value, member):
            if key in self:
                raise TypeError("%r already defined as %r" % (key, self[key]))
            if isinstance(value, member):
                value = value.value
            value = self._filled(key, value)
            self._member_names[key] = None
            self._last_values.append(value)
        super().__setitem__(key, value)

    def _filled(self, key, value):
        """Puts values in place of auto()."""
        if isinstance(value, auto):
            return self._next(key)
        if type(value) is tuple and any(isinstance(part, auto) for part in value):
            return tuple(self._next(key) if isinstance(part, auto) else part for part in value)
        return value

    def _next(self, key):
        return self._generate(key, 1, len(self._member_names), self._last_values[:])


class EnumType(type):
    """Metaclass of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        namespace = _EnumDict(cls)
        for base in bases:
            if isinstance(base, EnumType):
                if base._member_map_:
                    raise TypeError("<enum %r> cannot extend %r" % (cls, base))
                namespace._generate = base._generate_next_value_
        if namespace._generate is None and bases:
            namespace._generate = Enum._generate_next_value_
        return namespace

    def __new__(metacls, cls, bases, classdict, *, boundary=None, **kwds):
        names = list(classdict._member_names)
        namespace = dict(classdict)
        values = {name: namespace.pop(name) for name in names}
        namespace.pop("_ignore_", None)
        generate = namespace.get("_generate_next_value_")
        if generate is not None and not isinstance(generate, staticmethod):
            namespace["_generate_next_value_"] = staticmethod(generate)
        member_type, first_enum = metacls._find_types(bases)
        namespace["_member_names_"] = []
        namespace["_member_map_"] = {}
        namespace["_value2member_map_"] = {}
        namespace["_unhashable_values_"] = []
        namespace["_member_type_"] = member_type
        own_new = None if first_enum is None else namespace.pop("__new__", None)
        if own_new is not None:
            namespace["_new_member_"] = own_new if isinstance(own_new, staticmethod) else staticmethod(own_new)
        enum_class = super().__new__(metacls, cls, bases, namespace, **kwds)
        for name, value in values.items():
            enum_class._add_member(name, value, member_type)
        if _is_flag(enum_class):
            enum_class._prepare_flags()
        for method in ("__repr__", "__str__", "__format__") if first_enum is not None else ():
            inherited = getattr(enum_class, method)
            if method not in namespace and inherited in (getattr(member_type, method), getattr(object, method)):
                setattr(enum_class, method, getattr(first_enum, method))
        if first_enum is not None:
            # Calling an enumeration looks a member up; the mixed-in type's __new__ must not come first.
            enum_class.__new__ = Enum.__new__
        return enum_class

    @staticmethod
    def _find_types(bases):
        member_type = object
        first_enum = None
        for base in bases:
            if isinstance(base, EnumType):
                first_enum = base
                if base._member_type_ is not object:
                    member_type = base._member_type_
            else:
                for cls in base.__mro__:
                    if cls is not object and "__new__" in cls.__dict__:
                        member_type = base
                        break
        found = member_type, first_enum
        return found

    def _add_member(cls, name, value, member_type):
        args = value if isinstance(value, tuple) else (value,)
        if member_type is tuple:
            args = (args,)
        maker = None
        for base in cls.__mro__:
            if "_new_member_" in base.__dict__:
                maker = base._new_member_
                break
        if maker is not None:
            made = maker(cls, *args)
        elif member_type is object:
            made = object.__new__(cls)
        else:
            made = member_type.__new__(cls, *args)
        if not hasattr(made, "_value_"):
            if member_type is object:
                made._value_ = value
            else:
                try:
                    made._value_ = member_type(*args)
                except Exception:
                    made._value_ = value
        value = made._value_
        alias = cls._by_value(value)
        if alias is not None:
            cls._member_map_[name] = alias
            type.__setattr__(cls, name, alias)
            return
        made._name_ = name
        made.__objclass__ = cls
        made._sort_order_ = len(cls._member_names_)
        if not _hides_init(cls):
            made.__init__(*args)
        cls._member_map_[name] = made
        if not _is_flag(cls) or _is_single_bit(value):
            cls._member_names_.append(name)
        try:
            cls._value2member_map_.setdefault(value, made)
        except TypeError:
            cls._unhashable_values_.append((value, made))
        type.__setattr__(cls, name, made)

    def _by_value(cls, value):
        try:
            return cls._value2member_map_.get(value)
        except TypeError:
            for known, made in cls._unhashable_values_:
                if known == value:
                    return made
        return None

    def __bool__(cls):
        return True

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None:
            return cls.__new__(cls, value)
        return cls._create_(value, names, module=module, type=type, start=start)

    def _create_(cls, class_name, names, *, module=None, type=None, start=1):
        bases = (cls,) if type is None else (type, cls)
        namespace = cls.__class__.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            last = []
            pairs = []
            for position, name in enumerate(names):
                value = cls._generate_next_value_(name, start, position, last[:])
                last.append(value)
                pairs.append((name, value))
            names = pairs
        for item in names:
            name, value = (item, names[item]) if isinstance(item, str) else item
            namespace[name] = value
        made = cls.__class__(class_name, bases, namespace)
        if module is None:
            import sys

            module = sys._getframe(2).f_globals.get("__name__", "__main__")
        made.__module__ = module
        return made

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        if not isinstance(value, Enum) and cls._member_type_ is object and not isinstance(value, cls):
            raise TypeError(
                "unsupported operand type(s) for 'in': '%s' and '%s'"
                % (type(value).__qualname__, cls.__class__.__qualname__)
            )
        return cls._by_value(value) is not None

    def __delattr__(cls, attr):
        names = cls._member_map_
        if attr in names:
            raise AttributeError("%r cannot delete member %r." % (cls.__name__, attr))
        super().__delattr__(attr)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError("cannot reassign member %r" % (name,))
        super().__setattr__(name, value)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        by_name = cls._member_map_
        return (by_name[name] for name in cls._member_names_)

    def __reversed__(cls):
        by_name = cls._member_map_
        return (by_name[name] for name in cls._member_names_[::-1])

    def __len__(cls):
        return len(cls._member_names_)

    @property
    def __members__(cls):
        from types import MappingProxyType

        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        return "<%s %r>" % ("flag" if _is_flag(cls) else "enum", cls.__name__)

    def __dir__(cls):
        return sorted(["__class__", "__doc__", "__members__", "__module__", "__name__"] + cls._member_names_)


EnumMeta = EnumType


def _is_flag(cls):
    return "Flag" in globals() and issubclass(cls, Flag)


def _is_single_bit(value):
    return isinstance(value, int) and value > 0 and value & (value - 1) == 0


def _hides_init(cls):
    """Whether members are made without __init__: no class but the mixed-in type has one."""
    for base in cls.__mro__:
        if base is Enum if "Enum" in globals() else base is object:
            return True
        if "__init__" in base.__dict__:
            return not isinstance(base, EnumType) and base.__module__ == "builtins"
    return True


class property(property):
    """A property on members whose name may also be that of a member."""


DynamicClassAttribute = property


class Enum(metaclass=EnumType):
    """Derive from this to make an enumeration."""

    def __new__(cls, value):
        if type(value) is cls:
            return value
        found = cls._by_value(value)
        if found is not None:
            return found
        error = None
        try:
            found = cls._missing_(value)
        except Exception as raised:
            error = raised
            found = None
        if isinstance(found, cls):
            return found
        invalid = ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        if found is None and error is None:
            raise invalid
        if error is None:
            error = TypeError(
                "error in %s._missing_: returned %r instead of None or a valid member" % (cls.__name__, found)
            )
        if not isinstance(error, ValueError):
            error.__context__ = invalid
        raise error

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            return sorted(last_values)[-1] + 1
        except TypeError:
            for last in reversed(last_values):
                try:
                    return last + 1
                except TypeError:
                    # No number: the one before may be.
                    continue
            return start

    @classmethod
    def _missing_(cls, value):
        return None

    @property
    def name(self):
        """The name of the member."""
        return self._name_

    @property
    def value(self):
        """The value of the member."""
        return self._value_

    def __repr__(self):
        shown = repr(self._value_)
        return "<%s.%s: %s>" % (self.__class__.__name__, self._name_, shown)

    def __str__(self):
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __dir__(self):
        return ["__class__", "__doc__", "__module__", "name", "value"]

    def __hash__(self):
        return hash(self._name_)

    def __format__(self, format_spec):
        text = str(self)
        return str.__format__(text, format_spec)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self


class ReprEnum(Enum):
    """Changes only the repr: str and format are those of the mixed-in type."""


class IntEnum(int, ReprEnum):
    """Members are ints."""

    __str__ = int.__repr__
    __format__ = int.__format__


class StrEnum(str, ReprEnum):
    """Members are strs."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError("too many arguments for str(): %r" % (values,))
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError("%r is not a string" % (values[0],))
        value = str(*values)
        made = str.__new__(cls, value)
        made._value_ = value
        return made

    __str__ = str.__str__
    __format__ = str.__format__

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class Flag(Enum):
    """Members can be combined with | & ^ ~."""

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return 1 if start is None else start
        return 2 ** (max(last_values).bit_length())

    @classmethod
    def _prepare_flags(cls):
        mask = 0
        for made in cls._member_map_.values():
            mask |= made._value_
        cls._flag_mask_ = mask

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        mask = cls._flag_mask_
        if value < 0:
            value &= mask
        unknown = value & ~mask
        if unknown and not issubclass(cls, int):
            bits = max(value.bit_length(), mask.bit_length())
            raise ValueError(
                "%r invalid value %r\n    given %s\n  allowed %s"
                % (cls, value, _binary(value, bits), _binary(mask, bits))
            )
        known = cls._value2member_map_.get(value)
        if known is not None:
            return known
        made = object.__new__(cls) if cls._member_type_ is object else cls._member_type_.__new__(cls, value)
        made._value_ = value
        names = [m._name_ for m in cls._parts(value)]
        if unknown:
            names.append(str(unknown))
        made._name_ = "|".join(names) if names and value else None
        return cls._value2member_map_.setdefault(value, made)

    @classmethod
    def _parts(cls, value):
        return [m for m in cls if m._value_ & value]

    def __iter__(self):
        return iter(self._parts(self._value_))

    def __len__(self):
        return self._value_.bit_count()

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(
                "unsupported operand type(s) for 'in': %r and %r"
                % (type(other).__qualname__, self.__class__.__qualname__)
            )
        # Nothing of the other that is not in this one.
        return not other._value_ & ~self._value_

    def __repr__(self):
        name = self.__class__.__name__
        if self._name_ is None:
            return "<%s: %s>" % (name, self._value_)
        return "<%s.%s: %s>" % (name, self._name_, self._value_)

    def __str__(self):
        name = self.__class__.__name__
        if self._name_ is None:
            return "%s(%r)" % (name, self._value_)
        return "%s.%s" % (name, self._name_)

    def __bool__(self):
        return bool(self._value_)

    def _combined(self, other, function):
        if isinstance(other, self.__class__):
            other = other._value_
        elif self._member_type_ is object or not isinstance(other, self._member_type_):
            return NotImplemented
        return self.__class__(function(self._value_, other))

    def __or__(self, other):
        return self._combined(other, _or)

    def __and__(self, other):
        return self._combined(other, lambda a, b: a & b)

    def __xor__(self, other):
        return self._combined(other, lambda a, b: a ^ b)

    def __invert__(self):
        return self.__class__(self._flag_mask_ & ~self._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__


def _binary(value, bits):
    return "0b0 " + format(value, "0%db" % bits)


class IntFlag(int, ReprEnum, Flag):
    """Flags that are ints."""

    __str__ = int.__repr__
    __format__ = int.__format__
    __or__ = Flag.__or__
    __and__ = Flag.__and__
    __xor__ = Flag.__xor__
    __ror__ = Flag.__or__
    __rand__ = Flag.__and__
    __rxor__ = Flag.__xor__
    __invert__ = Flag.__invert__


def unique(enumeration):
    """Decorator: refuses two names for one value."""
    duplicates = [(name, made._name_) for name, made in enumeration.__members__.items() if name != made._name_]
    if duplicates:
        text = ", ".join("%s -> %s" % pair for pair in duplicates)
        raise ValueError("duplicate values found in %r: %s" % (enumeration, text))
    return enumeration
`;
