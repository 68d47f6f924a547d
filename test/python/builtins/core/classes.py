def err(f):
    try:
        print('value', f())
    except Exception as e:
        print(type(e).__name__, e)


T = type('T', (int,), {'x': 1, 'f': lambda self: self + 1})
print(T, T(4).f(), T.x, T.__name__, T.__bases__, T.__mro__, T.__base__, T.__module__, T.__qualname__)
err(lambda: type('T', (), {}, 1))
err(lambda: type(1, 2))
err(lambda: type('T', 1, {}))
err(lambda: type(1, (), {}))
err(lambda: type('T', (), 1))
err(lambda: type('T', (1,), {}))
err(lambda: type('T', (bool,), {}))
err(lambda: type('T', (type(lambda: 0),), {}))
err(lambda: type())
print(type(3), type(int), type(type), type(None), type(...), type(NotImplemented))


class Meta(type):
    def __new__(mcs, name, bases, ns, **kw):
        print('Meta.__new__', name, [b.__name__ for b in bases], kw)
        return super().__new__(mcs, name, bases, ns)

    def __init__(cls, name, bases, ns, **kw):
        print('Meta.__init__', name, kw)
        super().__init__(name, bases, ns)

    def __call__(cls, *args, **kw):
        print('Meta.__call__', cls.__name__, args, kw)
        return super().__call__(*args, **kw)

    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print('Meta.__prepare__', name, kw)
        return {'prepared': True}

    def __repr__(cls):
        return f'<Meta {cls.__name__}>'

    def __len__(cls):
        return 42

    def __getitem__(cls, i):
        return (cls.__name__, i)

    def __iter__(cls):
        return iter([1, 2])

    def __contains__(cls, x):
        return x == 5

    @property
    def meta_prop(cls):
        return 'prop of ' + cls.__name__


class M(metaclass=Meta, option=3):
    def __init__(self, a, b=2):
        self.a, self.b = a, b


class N(M):
    pass


print(M, N, M(1, b=5).b, M.prepared, len(M), M[3], list(N), 5 in M, M.meta_prop)
err(lambda: N(1).meta_prop)
print(type(M), type(N), isinstance(M, Meta), Meta.__mro__)
P = type('P', (M,), {})
print(type(P))


class Sub:
    registry = []

    def __init_subclass__(cls, **kw):
        super().__init_subclass__()
        Sub.registry.append((cls.__name__, kw))


class S1(Sub, tag='a'):
    pass


class S2(S1):
    pass


print(Sub.registry, Sub.__subclasses__(), S1.__subclasses__(), S2.__subclasses__())
err(lambda: type('X', (object,), {}, tag=1))


class Desc:
    def __set_name__(self, owner, name):
        print('set_name', owner.__name__, name)


class UsesDesc:
    d = Desc()


class A:
    pass


class B(A):
    pass


class C(A):
    pass


class D(B, C):
    pass


print([k.__name__ for k in D.__mro__], [k.__name__ for k in D.mro()], D.__bases__, D.__base__)
err(lambda: type('E', (A, B), {}))
err(lambda: type('E', (int, str), {}))
A.__name__ = 'Renamed'
A.__qualname__ = 'Q.Renamed'
print(A, A.__name__, A.__qualname__, repr(A()).split(' at ')[0])
err(lambda: setattr(A, '__name__', 3))
err(lambda: setattr(int, 'x', 3))
err(lambda: setattr(int, '__name__', 'x'))
err(lambda: delattr(A, '__name__'))
A.__module__ = 'elsewhere'
print(A, A.__module__, int.__module__, B().__module__)
print(A.__doc__, int.__dict__['__add__'].__name__, sorted(k for k in B.__dict__ if k not in ('__weakref__',)))


class Doc:
    """the doc"""

    attr: int = 3


print(Doc.__doc__, Doc().__doc__, Doc.__annotations__, A.__annotations__)
err(lambda: int.__annotations__)
err(lambda: A.__abstractmethods__)
Doc.__doc__ = 'other'
print(Doc.__doc__)
print(type(Doc.__dict__).__name__, Doc.__dict__['attr'])
err(lambda: Doc.__dict__.__setitem__)
err(lambda: Doc.missing)
Doc.added = 5
print(Doc().added)
del Doc.added
err(lambda: Doc().added)
print(issubclass(B, A), issubclass(A, B), issubclass(bool, (str, int)), isinstance(True, int))


class Check(type):
    def __instancecheck__(cls, x):
        return x == 'magic'

    def __subclasscheck__(cls, c):
        return c is int


class K(metaclass=Check):
    pass


print(isinstance('magic', K), isinstance(3, K), isinstance(K(), K), issubclass(int, K), issubclass(str, K))
print(isinstance(3, (str, (int, float))), isinstance(3, int | str), isinstance(None, int | None), isinstance('a', int | None))
err(lambda: isinstance(3, 3))
err(lambda: isinstance(3, (3,)))
err(lambda: issubclass(3, int))
err(lambda: issubclass(int, 3))
print(int | str, int | None, (int | str) | float, int | int, (int | str) == (str | int), hash(int | str) == hash(int | str))
print((int | str).__args__, type(int | str))
err(lambda: int | 3)


class Fake:
    @property
    def __class__(self):
        return dict


print(isinstance(Fake(), dict), isinstance(Fake(), Fake), type(Fake()).__name__)


class Entries:
    def __mro_entries__(self, bases):
        print('entries', len(bases))
        return (A,)


class FromEntries(Entries()):
    pass


print(FromEntries.__bases__[0].__name__, len(FromEntries.__orig_bases__))


class OwnMro(type):
    def mro(cls):
        return list(reversed(super().mro()[:-1])) + [object] if cls.__name__ == 'Rev' else super().mro()


class R1(metaclass=OwnMro):
    pass


print([c.__name__ for c in R1.__mro__])


class WithClass:
    def me(self):
        return __class__

    @classmethod
    def make(cls):
        return cls()

    @staticmethod
    def add(a, b):
        return a + b


print(WithClass().me(), type(WithClass.make()), WithClass.add(1, 2), WithClass().add(3, 4))
print(type.__call__(WithClass).me().__name__, type.__new__(type, 'Z', (), {}).__name__)
print(type.__repr__(int), type.mro(bool), type.__subclasscheck__(int, bool), type.__instancecheck__(int, True))
x = 10


class Scopes:
    x = x + 1
    y = [i for i in range(2)]

    def get(self):
        return x


print(Scopes.x, Scopes.y, Scopes().get())
