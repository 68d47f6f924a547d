from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


def make(name):
    return T(name)


print(make("temporary").name)
make("statement")
print("--")
print(len([make("e0"), make("e1")]))
print(make("l").name + make("r").name)
print([make("q"), 3][1])
print((make("cond") and "yes") or "no")
print(make("attr").name.upper() if make("test") else None)
f = lambda t: t.name
print(f(make("argument")))
print("%s %s" % (make("p").name, make("q").name))
print("end")
