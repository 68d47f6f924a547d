"""sys.stderr replaced by an object of the program."""
import sys


class Stream:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        pass

    def __del__(self):
        print(repr(''.join(self.parts)), file=sys.__stdout__)


class Dying:
    def __del__(self):
        raise ValueError('x')


stream = sys.stderr = Stream()
Dying()
print('direct', file=sys.stderr)


def fail():
    return {}['key']


import atexit

atexit.register(lambda: print(repr(''.join(stream.parts))))
fail()
