"""Errors in exit functions."""
import atexit
import sys


@atexit.register
def first():
    print('first')


@atexit.register
def failing():
    print('failing')
    {}['missing']


@atexit.register
def exits():
    print('exits')
    sys.exit('message of an exit function')


@atexit.register
def interrupts():
    raise KeyboardInterrupt


atexit.register(len, 3)
atexit.register(lambda: 1 / 0)


class Callable:
    def __call__(self):
        raise ValueError('called')

    def method(self):
        raise ValueError('method')

    def __repr__(self):
        return '<a callable>'


atexit.register(Callable())
atexit.register(Callable().method)


class Kept:
    def __del__(self):
        print('kept dies')
        raise ValueError('in kept')


kept = Kept()
raise RuntimeError('the end')
