"""faq_loop.py, repaired: each turn says when it is done with its resource, and nobody has to guess.

    faq_loop_closed.py [HANDLES]
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
        self.closed = False
        Resource.open_now += 1
        Resource.open_most = max(Resource.open_most, Resource.open_now)

    def read(self):
        return len(self.name)

    def close(self):
        if not self.closed:
            self.closed = True
            Resource.open_now -= 1

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        self.close()


def main():
    if len(sys.argv) > 1:
        Resource.handles = int(sys.argv[1])
    total = 0
    for i in range(200):
        with Resource("file%03d" % i) as resource:
            total += resource.read()
    print("read %d characters from 200 resources" % total)
    print("open at most: %d" % Resource.open_most)
    print("open after the loop: %d" % Resource.open_now)


main()
