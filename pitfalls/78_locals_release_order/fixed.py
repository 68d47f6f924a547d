# 78_locals_release_order, fixed: the same task without what depends on the collector.
from __future__ import print_function


class R(object):
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        return self

    def __exit__(self, et, ev, tb):
        DONE.append(self.name)


def locals_case():
    with R("a"):
        with R("b"):
            with R("c"):
                pass


DONE = []
locals_case()
print("".join(DONE))
