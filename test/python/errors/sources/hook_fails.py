"""sys.excepthook replaced by one that fails."""
import sys


def hook(cls, value, traceback):
    raise TypeError('in the hook')


sys.excepthook = hook


def fail():
    {}['key']


fail()
