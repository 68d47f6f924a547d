"""How many objects gc.collect() finds in what is dropped: what a class, a function, an exception, an instance are made of."""
from __future__ import print_function
import gc
import weakref

gc.disable()
gc.collect()


def found(what, make):
    make()
    print(what, gc.collect())


def plain_class():
    class A(object):
        pass


def slots():
    class A(object):
        __slots__ = ('x', 'y')


def weak_slots():
    class A(object):
        __slots__ = ('x', '__weakref__')


def dict_slots():
    class A(object):
        __slots__ = ('x', '__dict__')


def derived():
    class A(object):
        pass

    class B(A):
        pass


def of_list():
    class A(list):
        pass


def of_tuple():
    class A(tuple):
        pass


def of_exception():
    class A(Exception):
        def method(self):
            pass


def metaclass():
    class M(type):
        pass

    M('A', (object,), {})


def with_property():
    class A(object):
        @property
        def x(self):
            return self


def class_and_instance():
    class A(object):
        pass

    a = A()
    a.me = a


def class_with_function():
    class A(object):
        def method(self):
            return A


def function_in_itself():
    def f():
        pass

    f.me = f


def function_in_cell():
    def f():
        return f


def function_and_globals():
    names = {}
    exec('def f(): pass', names)


def exception_in_local():
    try:
        raise ValueError
    except ValueError as error:
        saved = error


def exception_in_itself():
    error = ValueError()
    error.me = error


def generator():
    def g():
        me = yield
        yield

    it = g()
    next(it)
    it.send(it)


def bound_method():
    class A(object):
        def method(self):
            pass

    a = A()
    a.method = a.method


def containers():
    a, b, c = [], {}, set()
    a.append(b)
    b[1] = (a, c)


found('class', plain_class)
found('slots', slots)
found('slots with __weakref__', weak_slots)
found('slots with __dict__', dict_slots)
found('derived', derived)
found('of list', of_list)
found('of tuple', of_tuple)
found('of exception', of_exception)
found('metaclass', metaclass)
found('property', with_property)
found('class and instance', class_and_instance)
found('class with function', class_with_function)
found('function in itself', function_in_itself)
found('function in its cell', function_in_cell)
found('function and globals', function_and_globals)
found('exception in local', exception_in_local)
found('exception in itself', exception_in_itself)
found('generator', generator)
found('bound method', bound_method)
found('containers', containers)


class A(object):
    pass


class W(object):
    __slots__ = ('x', '__weakref__')


class D(object):
    __slots__ = ('x', '__dict__')


class T(tuple):
    pass


class E(Exception):
    pass


for cls in (A, W, D, T, E):
    print(cls.__name__, '__dict__' in vars(cls), '__weakref__' in vars(cls))
a = A()
print(a.__weakref__, A.__weakref__.__name__, type(A.__weakref__).__name__)
r = weakref.ref(a)
print(a.__weakref__ is r)
