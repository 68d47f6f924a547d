from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


x = T("first")
x = T("second")
print("--")
x, y = T("third"), T("fourth")
print("--")
x, y = y, x
print("--")
x = y = T("fifth")
print("--")
del x
print("--")
y = None
a = b = [T("sixth")]
a += [T("seventh")]
del a[0]
print("--")
b.pop()
print("end")
