"""Exceptions hold tracebacks hold frames hold locals, until a collection after the last of them is gone."""
import gc
import sys

class Guard(object):
    alive = 0
    def __init__(self):
        Guard.alive += 1
    def __del__(self):
        Guard.alive -= 1

def fails():
    g = Guard()
    raise ValueError("bad")

def count():
    gc.collect()
    gc.collect()
    return Guard.alive

saved = []
try:
    fails()
except ValueError as error:
    saved.append(error)
print("saved", count())
saved[0].__traceback__ = None
print("without traceback", count())
try:
    fails()
except ValueError:
    print("handling", count())
print("handled", count())
def cycle():
    try:
        fails()
    except ValueError as error:
        keep = error
cycle()
print("cycle", count())
def chained():
    try:
        fails()
    except ValueError as error:
        raise KeyError("next") from error
try:
    chained()
except KeyError as error:
    saved[:] = [error]
print("chained", count(), type(saved[0].__cause__).__name__)
del saved[:]
print("dropped", count())
