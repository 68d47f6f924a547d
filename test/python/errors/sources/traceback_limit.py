"""sys.tracebacklimit."""
import sys


def down(n):
    if n == 0:
        raise ValueError('bottom')
    other(n)


def other(n):
    down(n - 1)


def shown():
    try:
        down(3)
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)


for limit in (100, 3, 1, 0, -1, None, 'x', 2 ** 80, True):
    sys.tracebacklimit = limit
    print(limit, file=sys.stderr)
    shown()
sys.tracebacklimit = 2
down(5)
