from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


try:
    raise ValueError("x")
except ValueError as e:
    e.t = T("attribute of the exception")
print("handler left")
try:
    e
    print("still bound")
except NameError as error:
    print("gone")
e = None
print("set to None")
gc.collect()
print("end")
