# 13_saved_exception, fixed: the same task without what depends on the collector.
from __future__ import print_function


class Guard(object):
    alive = 0

    def __enter__(self):
        Guard.alive += 1
        return self

    def __exit__(self, et, ev, tb):
        Guard.alive -= 1


def fails():
    with Guard():
        raise ValueError("bad")


errors = []
for i in range(5):
    try:
        fails()
    except ValueError as e:
        errors.append(str(e))
print("kept messages:", len(errors), "guards alive:", Guard.alive)
