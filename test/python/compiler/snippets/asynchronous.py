async def a1(x):
    await x
    return await x.y()
async def a2(x):
    async for i in x:
        if i: break
        if x: continue
        await i
    else:
        return 1
async def a3(x):
    async with x as y, x: return y
    async with x: pass
    for i in x:
        async with i: break
async def a4(x):
    yield 1
    y = yield x
    await y
async def a5(x):
    a = [i async for i in x]
    d = (i async for i in x)
    e = [await i for i in x]
    f = [i for j in x async for i in j]
    g = [[i async for i in j] for j in x]
    return a, d, e, f, g
async def a6(x):
    try:
        await x
    except E:
        return
    finally:
        await x.close()
async def a7(x):
    async with x:
        try:
            return await x
        finally:
            async for i in x: pass
def g1(x):
    r = yield from x
    return (yield r), [(yield_) for yield_ in x]
async def a8():
    return lambda: 1
class C:
    async def __aenter__(self): return super().x
    async def gen(self):
        async for i in self: yield i
