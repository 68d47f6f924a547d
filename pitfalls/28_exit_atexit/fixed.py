# 28_exit_atexit, fixed: the same task without what depends on the collector.
from __future__ import print_function


class Res(object):
    def __init__(self, name):
        self.name = name

    def close(self):
        print("closed", self.name)


def main():
    a = Res("a")
    try:
        b = Res("b")
        try:
            print("main done")
        finally:
            b.close()
    finally:
        a.close()


main()
