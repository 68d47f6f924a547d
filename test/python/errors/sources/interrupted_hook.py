"""KeyboardInterrupt under an excepthook of the program."""
import sys


def hook(cls, value, traceback):
    print('hook', cls.__name__)


sys.excepthook = hook
raise KeyboardInterrupt
