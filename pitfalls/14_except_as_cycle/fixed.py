# 14_except_as_cycle, fixed: the same task without what depends on the collector.
from __future__ import print_function


class Guard(object):
    alive = 0

    def __enter__(self):
        Guard.alive += 1
        return self

    def __exit__(self, et, ev, tb):
        Guard.alive -= 1


def keeps_text():
    text = None
    with Guard():
        try:
            raise ValueError("x")
        except ValueError as e:
            text = str(e)
    return text


for i in range(10):
    keeps_text()
print("guards alive:", Guard.alive)
