from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


def make(n):
    return T("item %d" % n)


def f():
    names = [t.name for t in [make(0), make(1)]]
    print("comprehension done")
    return names


print(f())


def g():
    try:
        return [1 / (2 - t) for t in range(4) if make(t)]
    except ZeroDivisionError:
        print("caught")
    print("left")


g()
print("--")
e = None
try:
    [t.missing for t in [make(7)]]
except AttributeError as error:
    e = error
print("kept")
e = None
if hasattr(sys, "exc_clear"):
    sys.exc_clear()
try:
    del t
except NameError:
    print("no t")
print("end")
