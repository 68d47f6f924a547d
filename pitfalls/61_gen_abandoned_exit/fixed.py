# 61_gen_abandoned_exit, fixed: the same task without what depends on the collector.
from __future__ import print_function
import contextlib
import sys


def session(out):
    try:
        yield 1
        yield 2
    finally:
        out.write("session closed\n")


with contextlib.closing(session(sys.stdout)) as g:
    next(g)
    print("main done")
