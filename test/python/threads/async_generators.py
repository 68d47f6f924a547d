import asyncio
import gc
import sys
import threading
import time

log = []


async def rows(name, n=10):
    try:
        for i in range(n):
            yield i
            await asyncio.sleep(0)
    finally:
        await asyncio.sleep(0)
        log.append(f"{name} closed")


async def broken_off():
    async for r in rows("broken off"):
        break
    print("right away", log)
    for _ in range(4):
        await asyncio.sleep(0)
    print("later", log)


async def kept_to_the_end():
    kept.append(rows("kept"))
    print("first", await kept[0].__anext__())
    kept.append(rows("not begun"))


kept = []
asyncio.run(broken_off())
asyncio.run(kept_to_the_end())
print("after run", log)
kept.clear()
gc.collect()
print("after clear", log)


# The hooks themselves
def drive(coroutine):
    try:
        while True:
            coroutine.send(None)
    except StopIteration as stop:
        return stop.value


async def plain(n):
    for i in range(n):
        yield i


hooked = []
old = sys.get_asyncgen_hooks()
print(old, old.firstiter, type(old).__name__)
sys.set_asyncgen_hooks(firstiter=lambda g: hooked.append("first " + g.__name__), finalizer=lambda g: hooked.append("final " + g.__name__))
g = plain(3)
print(hooked)
print(drive(g.__anext__()), drive(g.asend(None)), hooked)
g = None
gc.collect()
print(hooked)
g = plain(1)
print(drive(g.__anext__()))
try:
    drive(g.__anext__())
except StopAsyncIteration:
    print("ended")
g = None
print(hooked)
g = plain(1)
g = None
print(hooked)
for bad in ({"firstiter": 1}, {"finalizer": "x"}):
    try:
        sys.set_asyncgen_hooks(**bad)
    except TypeError as error:
        print(error)
sys.set_asyncgen_hooks(*old)
print(sys.get_asyncgen_hooks() == old)


# Threads
def slow(n):
    time.sleep(0.01 * n)
    return n, threading.current_thread() is threading.main_thread()


async def ticking():
    ticks = 0
    while ticks < 3:
        await asyncio.sleep(0.004)
        ticks += 1
    return ticks


async def with_threads():
    loop = asyncio.get_running_loop()
    print(await asyncio.gather(asyncio.to_thread(slow, 2), loop.run_in_executor(None, slow, 1), ticking()))
    try:
        await asyncio.to_thread(int, "x")
    except ValueError as error:
        print(error)
    event = asyncio.Event()
    threading.Timer(0.01, lambda: loop.call_soon_threadsafe(event.set)).start()
    await event.wait()
    print("set")
    return "done"


print(asyncio.run(with_threads()), threading.active_count())
results = []
ts = [threading.Thread(target=lambda n=n: results.append(asyncio.run(asyncio.sleep(0.01, n)))) for n in range(3)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(sorted(results))
