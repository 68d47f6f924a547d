# 01_faq_resource_loop, fixed: the same task without what depends on the collector.
from __future__ import print_function


class Resource(object):
    open_now = 0
    peak = 0

    def __init__(self, name):
        self.name = name
        Resource.open_now += 1
        Resource.peak = max(Resource.peak, Resource.open_now)

    def read(self):
        return len(self.name)

    def __enter__(self):
        return self

    def __exit__(self, et, ev, tb):
        Resource.open_now -= 1


def main():
    total = 0
    for i in range(200):
        with Resource("file%03d" % i) as x:
            total += x.read()
    print("read", total)
    print("peak open", Resource.peak)
    print("still open at end of loop", Resource.open_now)


main()
