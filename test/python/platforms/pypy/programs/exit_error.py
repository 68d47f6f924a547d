"""An uncaught error ends the process with status 1; the traceback has no marks under the lines."""
import atexit

class Loud(object):
    def __del__(self):
        print("del")

atexit.register(print, "exit function")

def inner(x):
    held = Loud()
    return 1 / x

def outer():
    try:
        inner(0)
    except ZeroDivisionError as error:
        raise KeyError("outer") from error

outer()
