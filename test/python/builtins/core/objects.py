def err(f):
    try:
        print('value', f())
    except Exception as e:
        print(type(e).__name__, e)


class A:
    pass


class NoInit:
    def __new__(cls, x):
        return object.__new__(cls)


class Both:
    def __new__(cls, *a):
        return object.__new__(cls, *a)

    def __init__(self, *a):
        pass


class OnlyNew:
    def __new__(cls, *a):
        return object.__new__(cls, *a)


err(lambda: A(1))
err(lambda: object(1))
err(lambda: object.__new__(int))
err(lambda: object.__new__(3))
err(lambda: Both(1))
err(lambda: OnlyNew(1))
err(lambda: object.__init__(A(), 1))
err(lambda: type(NoInit(1)).__name__)
err(lambda: type(iter([]))())
err(lambda: type((lambda: 0).__code__.co_name))

a, b = A(), A()
print(a == a, a == b, a != b, a != a, object.__eq__(a, b), object.__ne__(a, b), object.__ne__(a, a))
print(hash(a) == hash(a), {a: 1}[a], a in [b], a in [a])
err(lambda: a < b)
err(lambda: object.__lt__(a, b))
print(repr(a).startswith('<__main__.A object at 0x'), str(a) == repr(a))


class Outer:
    class Inner:
        pass


print(repr(Outer.Inner()).split(' at ')[0], Outer.Inner, repr(object()).split(' at ')[0])
err(lambda: format(a, 'x'))
print(format(a) == str(a), f'{a}' == str(a))

a.x = 1
a.y = 2
print(a.__dict__, vars(a), sorted(k for k in dir(a) if not k.startswith('__')))
print(a.__getattribute__('x'), object.__getattribute__(a, 'y'))
err(lambda: object.__getattribute__(a, 'z'))
err(lambda: object.__getattribute__(a, 3))
object.__setattr__(a, 'z', 9)
print(a.z)
object.__delattr__(a, 'z')
err(lambda: a.z)
err(lambda: delattr(a, 'nope'))
err(lambda: setattr(a, 3, 4))
err(lambda: getattr(a, 3))
err(lambda: setattr(object(), 'x', 4))
err(lambda: setattr(3, 'x', 4))
del a.x
print(a.__dict__, hasattr(a, 'x'), getattr(a, 'x', 'default'))
a.__dict__ = {'q': 7}
print(a.q, a.__dict__)
err(lambda: setattr(a, '__dict__', 3))
err(lambda: setattr(a, '__class__', 3))
err(lambda: setattr(3, '__class__', A))


class C:
    def who(self):
        return 'C'


class D:
    def who(self):
        return 'D'


c = C()
c.n = 5
c.__class__ = D
print(c.who(), c.n, type(c).__name__, isinstance(c, D), isinstance(c, C))
c.m = 6
print(c.__dict__)


class S:
    __slots__ = ('p', 'q')


class S2:
    __slots__ = ('p', 'q')


class S3:
    __slots__ = ('p',)


s = S()
s.p = 1
s.__class__ = S2
print(s.p, type(s).__name__)
err(lambda: setattr(s, '__class__', S3))
err(lambda: setattr(s, '__class__', C))
err(lambda: s.q)
err(lambda: setattr(s, 'r', 1))
err(lambda: s.__dict__)
del s.p
err(lambda: s.p)
err(lambda: delattr(s, 'p'))


class G:
    def __getattr__(self, name):
        return name.upper()


class GA:
    def __getattribute__(self, name):
        if name == 'secret':
            raise AttributeError('hidden')
        return object.__getattribute__(self, name)

    def __getattr__(self, name):
        return 'fallback ' + name


print(G().hello, GA().secret, GA().other)


class Set:
    def __setattr__(self, name, value):
        object.__setattr__(self, name, value * 2)

    def __delattr__(self, name):
        print('deleting', name)
        object.__delattr__(self, name)


x = Set()
x.v = 21
print(x.v)
del x.v
print(hasattr(x, 'v'))


class Eq:
    def __eq__(self, other):
        return 'eq!'


print(Eq() == 1, Eq() != 1, 1 == Eq(), Eq.__hash__)
err(lambda: hash(Eq()))
print(A.__hash__ is object.__hash__, A.__eq__ is object.__eq__)
err(lambda: a.__reduce_ex__.__name__)
print(object.__init_subclass__(), object.__subclasshook__(int), object().__class__)
print(type(a.__sizeof__()).__name__, a.__dir__() == list(a.__dir__()))
