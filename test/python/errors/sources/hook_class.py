"""sys.excepthook is an object that calls the original."""
import sys


class Hook:
    def __call__(self, cls, value, traceback):
        print('before')
        sys.__excepthook__(cls, value, traceback)
        print('after')


sys.excepthook = Hook()


def fail():
    {}['key']


try:
    fail()
except KeyError as error:
    raise ValueError('second') from error
