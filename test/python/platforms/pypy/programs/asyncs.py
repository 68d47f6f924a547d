"""Coroutines never awaited, async generators abandoned."""
import asyncio
import gc

async def never():
    pass

async def agen():
    try:
        yield 1
        yield 2
    finally:
        print("cleanup")

async def main():
    async for x in agen():
        break
    print("after break")
    gc.collect()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print("after collect")
    async for x in agen():
        break
    print("end of main")

asyncio.run(main())
print("after run")
never()
gc.collect()
print("end")
