def err(f):
    try:
        print('value', f())
    except Exception as e:
        print(type(e).__name__, e)


class A:
    def __init__(self):
        self._x = 1

    @property
    def x(self):
        """doc of x"""
        return self._x

    @x.setter
    def x(self, v):
        self._x = v

    @x.deleter
    def x(self):
        print('deleting x')
        self._x = None

    @property
    def ro(self):
        return 'ro'

    wo = property(None, lambda self, v: print('wo', v))


a = A()
print(a.x, A.x.__doc__, type(A.x))
a.x = 5
print(a.x)
del a.x
print(a.x)
err(lambda: setattr(a, 'ro', 1))
err(lambda: delattr(a, 'ro'))
err(lambda: a.wo)
a.wo = 3
print(A.x.fget.__name__, A.x.fset.__name__, A.x.fdel.__name__, A.ro.fset, A.wo.fget)
print(A.x.__get__(a, A), A.x.__get__(None, A) is A.x)
A.x.__set__(a, 9)
print(a.x, A.x.__isabstractmethod__)
err(lambda: setattr(A.x, 'fget', 1))
p = property(lambda s: 1, doc='given')
print(p.__doc__, p.getter(lambda s: 2).__doc__)
p.__doc__ = 'changed'
print(p.__doc__)
print(property().__doc__, property().fget)


class MyProp(property):
    extra = 3


class B:
    @MyProp
    def q(self):
        return 'q'


print(B().q, B.q.extra, type(B.q.setter(lambda s, v: 0)).__name__)

sm = staticmethod(lambda x: x + 1)
print(sm(4), sm.__func__(5), repr(sm)[:28], sm.__wrapped__(6), sm.__get__(None, int)(7))
cm = classmethod(lambda cls: cls)
print(cm.__func__(3), cm.__get__(None, int)(), cm.__get__(5)())
err(lambda: cm())


def named():
    """nd"""


print(staticmethod(named).__name__, classmethod(named).__doc__, staticmethod(named).__qualname__)


class Data:
    def __get__(self, obj, cls):
        return ('get', obj is None, cls.__name__)

    def __set__(self, obj, value):
        print('set', value)

    def __delete__(self, obj):
        print('delete')


class NonData:
    def __get__(self, obj, cls):
        return 'nondata'


class C:
    d = Data()
    n = NonData()


c = C()
c.__dict__['d'] = 1
c.__dict__['n'] = 2
print(c.d, c.n, C.d, C.n)
c.d = 4
del c.d
del c.n
print(c.n, c.__dict__)


class Lazy:
    def __init__(self, f):
        self.f = f

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, obj, cls):
        if obj is None:
            return self
        v = obj.__dict__[self.name] = self.f(obj)
        return v


class L:
    @Lazy
    def v(self):
        print('computing')
        return 7


l = L()
print(l.v, l.v)


class SetOnly:
    def __set__(self, obj, value):
        obj.__dict__['s'] = value * 2


class SO:
    s = SetOnly()


so = SO()
so.s = 4
print(so.s)
err(lambda: delattr(so, 's'))


class Meta(type):
    md = Data()

    @property
    def mp(cls):
        return 'mp'


class UsesMeta(metaclass=Meta):
    pass


print(UsesMeta.md, UsesMeta.mp)
UsesMeta.md = 3
err(lambda: UsesMeta().mp)


class Base:
    def __init__(self, v=0):
        self.v = v

    def hello(self):
        return 'base hello'

    @classmethod
    def cm(cls):
        return 'base cm ' + cls.__name__

    @staticmethod
    def st():
        return 'base st'

    @property
    def prop(self):
        return 'base prop'


class Mid(Base):
    def hello(self):
        return 'mid ' + super().hello()

    @classmethod
    def cm(cls):
        return 'mid ' + super().cm()

    @property
    def prop(self):
        return 'mid ' + super().prop


class Left(Base):
    def hello(self):
        return 'left ' + super().hello()


class Both(Mid, Left):
    def hello(self):
        f = lambda: super(Both, self).hello()
        return 'both ' + f()

    def indirect(self):
        def inner():
            return super(Both, self).st()

        return inner()


b = Both()
print(b.hello(), Both.cm(), b.prop, b.indirect())
print(super(Mid, b).hello(), super(Both, Both).cm(), super(Mid, b).__thisclass__, super(Mid, b).__self_class__)
print(super(Mid, b), super(Mid))
err(lambda: super(Mid, 3))
err(lambda: super(3))
err(lambda: super())
err(lambda: super(Mid, b).nothing)


def no_class(self):
    super().x


err(lambda: no_class(1))


class NoArgs:
    def f():
        super()

    def deleted(self):
        del self
        super()

    def captured(self):
        g = lambda: self
        return super().__repr__() == object.__repr__(g())


err(lambda: NoArgs.f())
err(lambda: NoArgs().deleted())
print(NoArgs().captured())


class SetAttr(Base):
    def __setattr__(self, k, v):
        super().__setattr__(k, ('wrapped', v))


print(SetAttr(3).v)


class New(tuple):
    def __new__(cls, *a):
        return super().__new__(cls, a)


print(New(1, 2), type(New(1)).__name__)
