def err(f):
    try:
        print('value', f())
    except BaseException as e:
        print(type(e).__name__, e)


def gen():
    try:
        x = yield 1
        print('got', x)
        y = yield 2
        print('got', y)
        return 'result'
    finally:
        print('cleanup')


g = gen()
print(type(g), g.__name__, g.__qualname__, g.gi_running, g.gi_code.co_name, g.gi_yieldfrom, g.gi_suspended)
print(repr(g).split(' at ')[0], iter(g) is g)
err(lambda: g.send(5))
print(next(g), g.gi_suspended, g.send('a'))
err(lambda: g.send('b'))
err(lambda: next(g))
print(next(g, 'done'), g.gi_frame)
g.close()
err(lambda: g.throw(ValueError('late')))

g = gen()
next(g)
err(lambda: g.throw(ValueError('in')))
err(lambda: next(g))
g = gen()
err(lambda: g.throw(ValueError))
g = gen()
next(g)
g.close()
g.close()
g = gen()
next(g)
err(lambda: g.throw(3))
err(lambda: g.throw(ValueError('a'), 'b'))
err(lambda: g.throw(KeyError, 'k'))
g = gen()
next(g)
err(lambda: g.throw(KeyError, ('a', 'b')))
g = gen()
next(g)
err(lambda: g.throw(KeyError, KeyError('inst')))


def stubborn():
    while True:
        try:
            yield 1
        except GeneratorExit:
            pass


s = stubborn()
next(s)
err(lambda: s.close())


def catcher():
    while True:
        try:
            v = yield
            print('v', v)
        except ValueError as e:
            print('caught', e)
            yield 'after'


c = catcher()
next(c)
print(c.throw(ValueError('x')), next(c), c.send(3))


def inner():
    try:
        r = yield 'i1'
        print('inner got', r)
        yield 'i2'
    except KeyError as k:
        print('inner caught', k)
        yield 'i3'
    return 'inner result'


def outer():
    r = yield from inner()
    print('r', r)
    yield 'o'
    r = yield from [10, 20]
    print('r', r)
    return 'end'


o = outer()
print(next(o), o.gi_yieldfrom.__name__, o.send('s'), o.throw(KeyError('k')), next(o), list(o))
o = outer()
next(o)
o.close()
err(lambda: next(o))


def ret():
    return 5
    yield


print(list(ret()), [x for x in ret()], sum(ret()), tuple(ret()), dict.fromkeys(ret()))
for _ in ret():
    print('never')
err(lambda: next(ret()))
a, *b = (x for x in [1, 2, 3])
print(a, b, max(ret(), default='none'), sorted(ret()), any(ret()), all(ret()))


def stops():
    yield 1
    raise StopIteration('bad')


s = stops()
print(next(s))
try:
    next(s)
except RuntimeError as e:
    print(e, repr(e.__cause__), repr(e.__context__))


def selfref():
    yield next(me)


me = selfref()
err(lambda: next(me))


def running():
    print(holder.gi_running, holder.gi_frame.f_code.co_name)
    yield


holder = running()
next(holder)
print(holder.gi_running, holder.gi_frame.f_lineno - running.__code__.co_firstlineno, holder.gi_frame.f_back)
g.__name__ = 'renamed'
g.__qualname__ = 'q.renamed'
print(g.__name__, repr(g).split(' at ')[0])
err(lambda: setattr(g, '__name__', 3))
err(lambda: type(g)())


def locs(a):
    b = a + 1
    yield
    c = b
    yield c


l = locs(1)
print(l.gi_frame.f_locals)
next(l)
print(l.gi_frame.f_locals)
next(l)
print(l.gi_frame.f_locals, l.gi_frame is l.gi_frame)


def exc_state():
    try:
        raise ValueError('inside')
    except ValueError:
        yield 1
        import sys

        print('still', sys.exc_info()[1])
        yield 2


e = exc_state()
next(e)
import sys

print(sys.exc_info()[1])
try:
    raise KeyError('outside')
except KeyError:
    next(e)
    print(sys.exc_info()[1])
gx = (x * x for x in range(3))
print(gx.__name__, gx.__qualname__, list(gx))
lam = lambda: (yield 5)
print(next(lam()))


class Iter:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration(7)


def deleg():
    r = yield from Iter()
    print('deleg', r)
    yield


next(deleg())


class Sendable:
    def __iter__(self):
        return self

    def __next__(self):
        return 'n'

    def send(self, v):
        return ('sent', v)

    def throw(self, *a):
        return ('thrown', a[0])

    def close(self):
        print('closed')


def deleg2():
    yield from Sendable()


d = deleg2()
print(next(d), d.send(4), type(d.throw(ValueError('t'))[1]))
d.close()
