# 88_async_gen_abandoned, fixed: the same task without what depends on the collector.

import asyncio

LOG = []


async def rows():
    try:
        for i in range(10):
            yield i
    finally:
        LOG.append("cleanup")


async def main():
    items = rows()
    try:
        async for r in items:
            break
    finally:
        await items.aclose()
    print("cleanup ran inside main:", "cleanup" in LOG)


asyncio.run(main())
