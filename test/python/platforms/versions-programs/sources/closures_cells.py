from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


def counter():
    t = T("cell")

    def get():
        return t.name

    def drop():
        nothing = t
        return nothing.name

    return get, drop


get, drop = counter()
print(get())
get = None
print(drop())
drop = None
print("--")


def outer():
    t = T("outer local")
    f = lambda: t
    t = T("rebound")
    print(f().name)
    return f


f = outer()
print("returned")
del f
print("end")
