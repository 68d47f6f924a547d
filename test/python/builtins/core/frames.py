import sys


def err(f):
    try:
        print('value', f())
    except BaseException as e:
        print(type(e).__name__, e)


def frame():
    return sys._getframe()


f = frame()
print(type(f), f.f_code.co_name, f.f_back.f_code.co_name if f.f_back else None, f.f_locals, f.f_globals is globals())
print(repr(f).split(',')[-1], f.f_trace, f.f_lineno - f.f_code.co_firstlineno)


def outer():
    a = 1

    def inner(b):
        c = a + b
        fr = sys._getframe()
        print(fr.f_code.co_name, sorted(k for k in fr.f_locals if k != 'fr'), fr.f_locals['c'], fr.f_back.f_code.co_name)
        print(fr.f_back.f_locals['a'], fr.f_lineno - fr.f_code.co_firstlineno, fr is sys._getframe(), sys._getframe(1) is fr.f_back)
        return fr

    return inner(2)


g = outer()
print(g.f_locals['b'], g.f_locals['c'], g.f_code.co_name)
g.clear()
print(g.f_locals)


def clears():
    err(lambda: sys._getframe(1).clear())


clears()
err(lambda: sys._getframe(1000))


def raiser(n):
    local = n * 2
    if n:
        raiser(n - 1)
    raise ValueError('deep')


try:
    raiser(2)
except ValueError as e:
    tb = e.__traceback__
    while tb:
        print(type(tb).__name__, tb.tb_frame.f_code.co_name, tb.tb_lineno, tb.tb_frame.f_locals.get('local'))
        tb = tb.tb_next
    t = e.__traceback__
    t.tb_next = None
    print(t.tb_next)
    err(lambda: setattr(t, 'tb_next', t))
    err(lambda: setattr(t, 'tb_next', 3))
    T = type(t)
    n = T(None, t.tb_frame, 4, 77)
    print(n.tb_lineno, n.tb_lasti, n.tb_next, n.tb_frame is t.tb_frame)
    err(lambda: setattr(t, 'tb_lineno', 3))


def co(a, /, b, *args, c=1, **kw):
    """doc"""
    d = 5
    return lambda: d


k = co.__code__
print(k.co_name, k.co_qualname, k.co_argcount, k.co_posonlyargcount, k.co_kwonlyargcount, k.co_varnames, k.co_cellvars, k.co_freevars)
print(k.co_nlocals, k.co_flags, k.co_names, k.co_consts[0], k.co_consts[1], k.co_firstlineno, k.co_filename.endswith('frames.py'))
print(k == co.__code__, k is co.__code__, hash(k) == hash(co.__code__), type(k).__name__)
err(lambda: setattr(k, 'co_name', 'x'))


def gen():
    yield sys._getframe().f_back.f_code.co_name


print(next(gen()), list(gen()))


def caller():
    return next(gen())


print(caller())
cell = (lambda x: lambda: x)(3).__closure__[0]
print(cell.cell_contents, type(cell).__name__, cell == (lambda x: lambda: x)(3).__closure__[0])
C = type(cell)
e = C()
err(lambda: e.cell_contents)
print(repr(e).split(': ')[1], C(4).cell_contents, e == C(), C(1) < C(2))
e.cell_contents = 9
print(e.cell_contents)
del e.cell_contents
err(lambda: e.cell_contents)
import types

m = types.ModuleType('mod', 'docs')
print(m, m.__name__, m.__doc__, sorted(m.__dict__), m.__package__)
m.x = 1
print(m.x, 'x' in dir(m), vars(m)['x'])
err(lambda: m.missing)
err(lambda: types.ModuleType(3))
err(lambda: setattr(m, '__dict__', {}))
m.__getattr__ = lambda name: 'dynamic ' + name
print(m.anything, sys, type(sys))


class Mod(types.ModuleType):
    @property
    def p(self):
        return 'p of ' + self.__name__


print(Mod('sub').p)
