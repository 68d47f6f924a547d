"""The loop of CPython's programming FAQ: each turn opens a resource and trusts __del__ to release it.

    faq_loop.py [HANDLES]

With HANDLES, no more than that many resources can be open at a time, as with
a system's file descriptors. The repaired twin is faq_loop_closed.py.
"""
import sys


class Resource(object):
    """Stands for a file, a socket, a database connection: there are only so many."""

    handles = None
    open_now = 0
    open_most = 0

    def __init__(self, name):
        if Resource.open_now == Resource.handles:
            raise OSError("%s: all %d handles are in use" % (name, Resource.handles))
        self.name = name
        Resource.open_now += 1
        Resource.open_most = max(Resource.open_most, Resource.open_now)

    def read(self):
        return len(self.name)

    def __del__(self):
        if hasattr(self, "name"):  # it was opened
            Resource.open_now -= 1


def main():
    if len(sys.argv) > 1:
        Resource.handles = int(sys.argv[1])
    total = 0
    for i in range(200):
        resource = Resource("file%03d" % i)  # rebinding drops the last one: is it closed now?
        total += resource.read()
    print("read %d characters from 200 resources" % total)
    print("open at most: %d" % Resource.open_most)
    print("open after the loop: %d" % Resource.open_now)


main()
