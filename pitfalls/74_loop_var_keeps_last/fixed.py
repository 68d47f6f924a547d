# 74_loop_var_keeps_last, fixed: the same task without what depends on the collector.
from __future__ import print_function


class R(object):
    alive = 0

    def __enter__(self):
        R.alive += 1
        return self

    def __exit__(self, et, ev, tb):
        R.alive -= 1


def use():
    for i in range(5):
        with R():
            pass
    return R.alive


print("alive after loop:", use())
