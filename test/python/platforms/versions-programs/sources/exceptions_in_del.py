from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


class Bad(object):
    def __del__(self):
        t = T("in __del__")
        raise ValueError("nobody sees it")


b = Bad()
del b
print("after del")
l = [Bad(), T("second")]
del l
print("end")
