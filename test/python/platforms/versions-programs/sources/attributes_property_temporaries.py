from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


class Owner(object):
    @property
    def part(self):
        return T("part")

    def method(self):
        return self.part.name

    def __getattr__(self, name):
        return T("dynamic " + name)


o = Owner()
print(o.part.name)
print(o.method())
print(o.anything.name)
p = o.part
print("kept")
p = o.method
del o
print("method holds", p.__self__ is not None)
p = None
print("end")
