# 48_weakref_finalize, fixed: the same task without what depends on the collector.
from __future__ import print_function
import sys


class Res(object):
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        return self

    def __exit__(self, et, ev, tb):
        sys.stdout.write("closed %s\n" % self.name)


with Res("a"):
    print("in use")
print("main done")
