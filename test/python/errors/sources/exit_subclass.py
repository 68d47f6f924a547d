"""A subclass of SystemExit, raised deep and through finally."""
import sys


class Stop(SystemExit):
    pass


class Number(int):
    pass


def deep():
    try:
        raise Stop(Number(9))
    finally:
        print('finally')


try:
    deep()
except Exception:
    print('never')
