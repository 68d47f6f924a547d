"""Recursion: repeated entries are folded after the third."""
import sys


def shown(work, *args):
    try:
        work(*args)
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)


def down(n):
    if n == 0:
        raise ValueError('bottom')
    down(n - 1)


def even(n):
    if n == 0:
        raise ValueError('bottom')
    odd(n - 1)


def odd(n):
    even(n - 1)


def twice(n):
    if n == 0:
        raise ValueError('bottom')
    if n > 6:
        twice(n - 1)
    else:
        twice(n - 1)


def generate(n):
    if n == 0:
        raise ValueError('bottom')
    yield from generate(n - 1)


class Recursive:
    def __getattr__(self, name):
        return getattr(self, name + 'x')

    def __repr__(self):
        return repr(self)


for depth in (1, 2, 3, 4, 5, 100):
    shown(down, depth)
shown(even, 10)
shown(twice, 12)
shown(lambda: list(generate(8)))


def forever():
    forever()


shown(forever)
forever()
