from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


class Guard(object):
    def __init__(self, name, swallow):
        self.t = T(name)
        self.swallow = swallow

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        print("exit", self.t.name, kind.__name__ if kind else None)
        return self.swallow


with Guard("quiet", True):
    t = T("body")
    raise ValueError
print("after quiet")
try:
    with Guard("loud", False) as g:
        raise KeyError("x")
except KeyError:
    print("passed on")
del g
print("guard dropped")
