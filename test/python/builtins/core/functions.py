def err(f):
    try:
        print('value', f())
    except Exception as e:
        print(type(e).__name__, e)


def f(a, b=2, *args, c, d=4, **kw) -> int:
    """doc of f"""
    return (a, b, args, c, d, kw)


print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.__defaults__, f.__kwdefaults__, f.__annotations__)
print(f.__code__.co_name, f.__code__.co_argcount, f.__code__.co_kwonlyargcount, f.__code__.co_varnames)
print(f.__globals__ is globals(), f.__closure__, f.__dict__, type(f), type(f.__code__))
print(repr(f).split(' at ')[0], str(f.__code__).split(' at ')[0])
f.attr = 1
print(f.attr, f.__dict__, vars(f))
f.__name__ = 'g'
f.__qualname__ = 'h.g'
f.__doc__ = None
print(f.__name__, repr(f).split(' at ')[0], f.__doc__)
err(lambda: setattr(f, '__name__', 3))
err(lambda: setattr(f, '__defaults__', 3))
err(lambda: setattr(f, '__code__', 3))
err(lambda: setattr(f, '__kwdefaults__', 3))
f.__defaults__ = (20,)
print(f(1, c=3))
f.__defaults__ = None
err(lambda: f(1, c=3))
f.__kwdefaults__ = {'c': 30, 'd': 40}
print(f(1, 2))


def swap():
    return 'one'


def other():
    return 'two'


swap.__code__ = other.__code__
print(swap())


def outer(v):
    def inner():
        return v

    def setter(n):
        nonlocal v
        v = n

    return inner, setter


i, s = outer(5)
print(i.__closure__[0].cell_contents, i.__code__.co_freevars, outer.__code__.co_cellvars)
s(6)
print(i(), i.__closure__[0].cell_contents)
i.__closure__[0].cell_contents = 7
print(i(), type(i.__closure__[0]), repr(i.__closure__[0])[:8])
err(lambda: setattr(swap, '__code__', i.__code__))
err(lambda: f.missing)
err(lambda: f.__get__(None, None))
print(f.__get__(None, int) is f, f.__get__(3).__self__, f.__call__(1, 2, c=5))


class A:
    def m(self, x=1):
        """doc of m"""
        return (type(self).__name__, x)

    @classmethod
    def c(cls):
        return cls.__name__

    @staticmethod
    def s(x):
        return x


a = A()
print(a.m.__self__ is a, a.m.__func__ is A.m, a.m.__name__, a.m.__qualname__, a.m.__doc__, a.m.__module__, a.m.__defaults__)
print(a.m == a.m, a.m is a.m, a.m == A().m, hash(a.m) == hash(a.m), a.m != a.m, {a.m: 1}[a.m])
print(repr(a.m).split(' of ')[0], a.m(3), a.m.__call__(4), A.m(a, 5))
err(lambda: a.m.missing)
err(lambda: setattr(a.m, 'x', 1))
print(repr(A.c).split(' of ')[0], A.c(), a.c(), A.c.__self__ is A, A.s(3), a.s(4))
import types

print(types.MethodType(f, 1).__self__)
err(lambda: types.MethodType(3, 4))
print(types.FunctionType(other.__code__, {})(), types.FunctionType(other.__code__, {}, 'nm').__name__)

print(len, [].append.__name__, [].append.__qualname__, len.__name__, len.__qualname__, len.__module__, [].append.__module__)
l = []
print(l.append == l.append, l.append == [].append, l.append.__self__ is l, hash(l.append) == hash(l.append))
print(list.append, str.join, int.__add__, object.__init__, dict.get, repr([].append).split(' at ')[0])
print(list.append.__name__, list.append.__qualname__, list.append.__objclass__, type(list.append).__name__)
err(lambda: list.append())
err(lambda: list.append(3, 4))
err(lambda: list.append([]))
err(lambda: len())
err(lambda: len(1, 2))
err(lambda: len(3))
err(lambda: len(x=3))
list.append.__get__(l, list)(8)
list.append.__call__(l, 9)
print(l)


class Slots:
    __slots__ = ('a', 'b')


print(Slots.a, type(Slots.a).__name__, Slots.a.__name__, Slots.a.__objclass__.__name__)
sl = Slots()
Slots.a.__set__(sl, 5)
print(Slots.a.__get__(sl, Slots), sl.a)
Slots.a.__delete__(sl)
err(lambda: sl.a)
err(lambda: Slots.a.__get__(3, int))
err(lambda: Slots.a.__set__(3, int))
print(A.__dict__['__dict__'], type(A.__dict__['__dict__']).__name__)
err(lambda: setattr(f, '__closure__', 3))
err(lambda: setattr(f, '__globals__', 3))


def args0():
    pass


err(lambda: args0(1))
err(lambda: f())
err(lambda: f(1, 2, a=3, c=1))
err(lambda: (lambda x, /: x)(x=1))
err(lambda: (lambda x: x)(y=1))
err(lambda: (lambda *, k: k)())
err(lambda: (lambda *, k: k)(1))
err(lambda: (lambda a, b, c: 1)())
err(lambda: 3())
err(lambda: (lambda **k: k)(**{1: 2}))
err(lambda: (lambda *a: a)(*3))
