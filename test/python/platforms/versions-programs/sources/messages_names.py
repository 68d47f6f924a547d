from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


def local():
    try:
        unbound
    except NameError as e:
        print(e)
    try:
        v
    except UnboundLocalError as e:
        print(e)
    v = 1


local()
for code in (lambda: undefined_name, lambda: [].missing, lambda: T.missing, lambda: None.x, lambda: (1)(), lambda: [][1],
             lambda: {}["k"], lambda: 1 // 0, lambda: int("x"), lambda: "a" + 1, lambda: len(5), lambda: [1][None]):
    try:
        code()
    except Exception as e:
        print(type(e).__name__ + ":", e)
