"""Variables of contexts: who keeps their values alive."""
import contextvars
import re
import threading


def shown(value):
    return re.sub("0x[0-9a-f]+", "0x", str(value))


def t(f):
    try:
        print("ok", shown(f()))
    except Exception as e:
        print(type(e).__name__, shown(e))


v = contextvars.ContextVar('v', default=[1]); print(v.get(), v.name)
class O:
    def __init__(s,n): s.n=n
    def __del__(s): print('del', s.n)
tok = v.set(O('a')); tok2 = v.set(O('b')); print('two'); v.reset(tok2); print('reset'); del tok2; print('del tok2'); v.reset(tok); print('r'); del tok; print('done')
ctx = contextvars.copy_context()
def f(): v.set(O('in ctx')); return 5
print(ctx.run(f), v.get()); del ctx; print('ctx gone')
t(lambda: v.reset(3)); t(lambda: contextvars.Token()); t(lambda: v.nope)
x = contextvars.ContextVar('x')
t(lambda: x.get())
t(lambda: x.get('other'))
a = x.set(1)
b = x.set(2)
print(a.old_value, b.old_value, a.var is x, contextvars.Token.MISSING)
t(lambda: contextvars.ContextVar('y').reset(a))
x.reset(a)
t(lambda: x.get())
t(lambda: x.reset(a) and None)
x.reset(b)
print(x.get())
c = contextvars.copy_context()
print(len(c), x in c, c[x], list(c.keys()) == [v, x] or len(c), c == c.copy(), c == contextvars.Context())
t(lambda: c[1])
t(lambda: hash(a))
t(lambda: contextvars.Context(1))
t(lambda: contextvars.ContextVar(1))
t(lambda: contextvars.ContextVar())
t(lambda: c.run())
other = contextvars.Context()
t(lambda: other.run(x.get))
t(lambda: other.run(lambda: x.reset(b)))
t(lambda: other.run(lambda: other.run(len)))


def in_thread():
    t(lambda: x.get())
    x.set(O('thread'))
    print(x.get().n)


thread = threading.Thread(target=in_thread)
thread.start()
thread.join()
print('thread over', x.get())
kept = c.copy()
kept.run(lambda: x.set(O('kept')))
print(c[x], kept[x].n)
del kept
print('end')
import asyncio


async def child(name):
    print(name, x.get())
    x.set(name)
    await asyncio.sleep(0)
    print(name, x.get())


async def main():
    x.set('main')
    await asyncio.gather(child('a'), child('b'))
    print(x.get())
    task = asyncio.create_task(child('c'), context=contextvars.Context() if False else None)
    x.set('later')
    await task
    asyncio.get_running_loop().call_soon(lambda: print('callback', x.get()))
    x.set('last')
    await asyncio.sleep(0)
    print(x.get())


asyncio.run(main())
print(x.get())
