# 25_del_exception_ignored, fixed: the same task without what depends on the collector.
from __future__ import print_function


class Flaky(object):
    def close(self):
        raise RuntimeError("commit failed")


def main():
    f = Flaky()
    try:
        f.close()
    except RuntimeError:
        print("caller saw the error")


main()
