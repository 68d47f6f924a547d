from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


errors = []


def work(n):
    t = T("local %d" % n)
    raise ValueError(n)


for n in range(3):
    try:
        work(n)
    except ValueError as e:
        errors.append(e)
print("loop over")
del errors[0]
print("one dropped")
errors[:] = []
print("all dropped")
gc.collect()
print("collected")
