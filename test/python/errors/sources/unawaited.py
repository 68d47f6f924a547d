"""Coroutines that are never awaited."""
import sys
import warnings


async def co():
    return 1


def f():
    c = co()
    c = None


f()
co()
warnings.simplefilter('always')
for k in range(2):
    co()
warnings.formatwarning = lambda *a: f'fw {a[1].__name__} {a[0]}\n'
co()
warnings.showwarning = lambda *a: print('sw', a[1].__name__, a[0])
co()


async def main():
    co()
    y = co()
    return await co()


try:
    main().send(None)
except StopIteration:
    pass
warnings.resetwarnings()
last = co()
