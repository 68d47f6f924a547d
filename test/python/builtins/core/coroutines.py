def err(f):
    try:
        print('value', f())
    except BaseException as e:
        print(type(e).__name__, e)


class Await:
    def __init__(self, v):
        self.v = v

    def __await__(self):
        r = yield self.v
        return ('awaited', self.v, r)


def run(coro, *sends):
    sends = list(sends)
    try:
        v = coro.send(None)
        while True:
            print('yielded', v)
            v = coro.send(sends.pop(0) if sends else None)
    except StopIteration as e:
        return e.value


async def simple():
    return 3


async def two():
    a = await Await(1)
    b = await Await(2)
    c = await simple()
    return a, b, c


c = two()
print(type(c), c.__name__, c.cr_running, c.cr_await, c.cr_code.co_name, c.cr_origin, repr(c).split(' at ')[0])
print(run(c, 'x', 'y'))
err(lambda: c.send(None))
err(lambda: c.throw(ValueError))
c.close()
c = two()
err(lambda: c.send(3))
err(lambda: iter(c))
c.close()
c = two()
w = c.__await__()
print(type(w), next(w), w.send('p'))
err(lambda: w.throw(ValueError('t')))
w.close()


async def bad():
    await 3


err(lambda: run(bad()))


async def agen(n):
    try:
        for i in range(n):
            r = yield i
            print('ag got', r)
            await Await(('in', i))
    finally:
        print('ag cleanup')


a = agen(2)
print(type(a), a.__name__, a.ag_running, a.ag_await, a.ag_code.co_name, repr(a).split(' at ')[0])
print(a.__aiter__() is a, aiter(a) is a, type(a.__anext__()), type(a.asend(1)), type(a.athrow(ValueError)), type(a.aclose()))


async def use():
    async for x in agen(2):
        print('for', x)
    print([x async for x in agen(2)])
    b = agen(3)
    print(await b.__anext__(), await b.asend('hello'))
    try:
        await b.athrow(KeyError('k'))
    except KeyError as e:
        print('athrow', e)
    try:
        await b.__anext__()
    except StopAsyncIteration as e:
        print('stop', repr(e))
    d = agen(3)
    await d.__anext__()
    print(await d.aclose())
    print(await d.aclose())
    one = agen(1)
    print(await anext(one), await anext(agen(0), 'default'))
    await one.aclose()
    return 'used'


print(run(use()))


async def catches():
    while True:
        try:
            yield 'y'
        except ValueError as e:
            print('caught', e)


async def ignores():
    try:
        yield 1
    except GeneratorExit:
        yield 2


async def more():
    e = catches()
    await e.__anext__()
    print(await e.athrow(ValueError('v')))
    f = ignores()
    await f.__anext__()
    try:
        await f.aclose()
    except RuntimeError as x:
        print(x)
    s = e.asend(1)
    await s
    try:
        await s
    except RuntimeError as x:
        print(x)
    try:
        async for _ in 3:
            pass
    except TypeError as x:
        print(x)
    try:
        async with 3:
            pass
    except TypeError as x:
        print(x)


run(more())


class Manager:
    async def __aenter__(self):
        print('enter', await Await('e'))
        return 'm'

    async def __aexit__(self, *a):
        print('exit', a[0])
        return True


async def withs():
    async with Manager() as m:
        print(m)
        raise ValueError('suppressed')
    async with Manager() as a, Manager() as b:
        print(a, b)


run(withs())


class AIter:
    def __init__(self):
        self.n = 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        self.n += 1
        if self.n > 2:
            raise StopAsyncIteration
        return self.n


async def iters():
    print([x async for x in AIter()], {x: y async for x in AIter() for y in [1]})
    print(await anext(AIter(), None))
    async for x in AIter():
        if x == 2:
            break
    else:
        print('no')
    return [await Await(i) for i in range(2)]


print(run(iters()))
g = (x async for x in AIter())
print(type(g))
err(lambda: aiter(3))
err(lambda: anext(3))


async def asyncgen_return():
    yield 1
    raise StopAsyncIteration


async def last():
    try:
        async for x in asyncgen_return():
            print(x)
    except RuntimeError as e:
        print(e)


run(last())
