import asyncio
import gc


async def say(text, delay):
    await asyncio.sleep(delay)
    print(text)
    return text.upper()


async def fails(delay):
    await asyncio.sleep(delay)
    raise ValueError("failed")


async def ticks(n):
    try:
        for i in range(n):
            yield i
            await asyncio.sleep(0)
    finally:
        print("ticks closed")


async def main():
    print(await say("one", 0.01))
    print(await asyncio.gather(say("slow", 0.03), say("fast", 0.01), asyncio.sleep(0, "zero")))
    task = asyncio.create_task(say("task", 0.01), name="mine")
    print(task.get_name(), task.done(), asyncio.current_task().get_name())
    print(await task, task.done(), task.result())
    try:
        await asyncio.gather(fails(0), say("still runs", 0.01))
    except ValueError as e:
        print("caught", e)
    await asyncio.sleep(0.02)
    print(await asyncio.gather(fails(0), say("x", 0), return_exceptions=True))
    try:
        await asyncio.wait_for(say("never", 10), 0.01)
    except asyncio.TimeoutError:
        print("timeout")
    victim = asyncio.create_task(say("victim", 10))
    await asyncio.sleep(0)
    victim.cancel()
    try:
        await victim
    except asyncio.CancelledError:
        print("cancelled", victim.cancelled())
    print([x async for x in ticks(3)])
    async for x in ticks(5):
        if x == 1:
            break
    gc.collect()
    for _ in range(3):
        await asyncio.sleep(0)
    lock = asyncio.Lock()
    order = []

    async def locked(n):
        async with lock:
            order.append(("in", n))
            await asyncio.sleep(0)
            order.append(("out", n))

    await asyncio.gather(*(locked(n) for n in range(3)))
    print(order)
    queue = asyncio.Queue(maxsize=2)

    async def producer():
        for i in range(5):
            await queue.put(i)
        await queue.put(None)

    async def consumer():
        got = []
        while (item := await queue.get()) is not None:
            got.append(item)
        return got

    print((await asyncio.gather(producer(), consumer()))[1])
    event = asyncio.Event()
    waiter = asyncio.create_task(event.wait())
    await asyncio.sleep(0)
    event.set()
    print(await waiter)
    done, pending = await asyncio.wait(
        [asyncio.create_task(say("first", 0.01)), asyncio.create_task(say("second", 0.05))],
        return_when=asyncio.FIRST_COMPLETED,
    )
    print(len(done), len(pending))
    for p in pending:
        p.cancel()
    try:
        async with asyncio.timeout(0.01):
            await asyncio.sleep(5)
    except TimeoutError:
        print("block timed out")
    async with asyncio.TaskGroup() as group:
        a = group.create_task(say("group a", 0.02))
        b = group.create_task(say("group b", 0.01))
    print(a.result(), b.result())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails(0.01))
            group.create_task(say("not printed", 1))
    except* ValueError as e:
        print("group failed", [str(x) for x in e.exceptions])
    sem = asyncio.Semaphore(2)
    async with sem:
        print(sem.locked())
    fut = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(0.01, fut.set_result, "future")
    print(await fut)
    return "main result"


print(asyncio.run(main()))


async def nested():
    try:
        asyncio.run(main())
    except RuntimeError as e:
        print(e)


import warnings

warnings.simplefilter("ignore")
asyncio.run(nested())


async def leaves():
    async def forever():
        try:
            await asyncio.sleep(1000)
        finally:
            print("forever ended")

    asyncio.create_task(forever())
    await asyncio.sleep(0)


asyncio.run(leaves())
try:
    asyncio.run(3)
except ValueError as e:
    print(e)
