# 58_gen_finally_break, fixed: the same task without what depends on the collector.
from __future__ import print_function
import contextlib


def rows():
    LOG.append("open")
    try:
        for i in range(10):
            yield i
    finally:
        LOG.append("close")


LOG = []
with contextlib.closing(rows()) as items:
    for r in items:
        if r == 2:
            break
LOG.append("after loop")
print(LOG)
