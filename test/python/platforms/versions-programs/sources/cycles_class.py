from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


def make():
    class Local(object):
        t = T("class attribute")

        def method(self):
            return Local

    return Local.t.name


print(make())
print("returned")
gc.collect()
print("collected")
