"""Carets of segments that can only be read inside a function: with yield and await."""
import sys


def shown(work, *args):
    try:
        work(*args)
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)


def yielded():
    def generate():
        x = (yield 1) + 1

    running = generate()
    next(running)
    running.send(None)


def yielded_key():
    def generate():
        x = {}[(yield 1)]

    running = generate()
    next(running)
    running.send('key')


def delegated():
    def generate():
        x = (yield from [1]) + 1

    list(generate())


def awaited():
    async def answer():
        return None

    async def add():
        return await answer() + 1

    add().send(None)


def awaited_key():
    async def answer():
        return {}

    async def get():
        return (await answer())['key']

    get().send(None)


for function in (yielded, yielded_key, delegated, awaited, awaited_key):
    shown(function)
