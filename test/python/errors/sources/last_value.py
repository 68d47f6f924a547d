"""What the last exception holds lives until the modules go."""
import atexit
import sys


class Dying:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(self.name, 'dies')


def fail():
    local = Dying('local')
    {}['key']


@atexit.register
def at_exit():
    print('exit function', sys.last_type.__name__, sys.last_value, sys.last_traceback is sys.last_value.__traceback__)


kept = Dying('global')
fail()
