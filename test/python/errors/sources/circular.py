"""Modules that import each other."""
import sys


def names():
    import module_circular_one


def attributes():
    import module_circular_three


def halted():
    sys.modules['module_halted'] = None
    import module_halted


for function in (names, attributes, halted):
    try:
        function()
    except BaseException as error:
        print(type(error).__name__, getattr(error, 'name', None), error)
        sys.excepthook(type(error), error, error.__traceback__)
import module_circular_one
