from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


def gen():
    t = T("local")
    try:
        yield 1
        yield 2
    finally:
        print("finally")


for x in gen():
    print(x)
    break
print("broke")
g = gen()
next(g)
del g
print("--")
g = gen()
del g
print("--")
g = gen()
print(list(g))
print("end")
