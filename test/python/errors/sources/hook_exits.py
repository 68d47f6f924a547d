"""sys.excepthook that exits."""
import sys


def hook(cls, value, traceback):
    print('hook')
    sys.exit(5)


sys.excepthook = hook
{}['key']
