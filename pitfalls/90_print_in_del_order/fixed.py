# 90_print_in_del_order, fixed: the same task without what depends on the collector.
from __future__ import print_function


class Trace(object):
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, et, ev, tb):
        print("exit", self.name)


def inner():
    with Trace("inner"):
        pass


def outer():
    with Trace("outer"):
        inner()
        print("back in outer")


outer()
print("main done")
