"""sys.excepthook replaced."""
import sys


def hook(cls, value, traceback):
    print('hook:', cls.__name__, value, traceback.tb_lineno, value.__traceback__ is traceback)
    print(sys.last_type is cls, sys.last_value is value, sys.last_traceback is traceback)


sys.excepthook = hook
{}['key']
