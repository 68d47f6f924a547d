# 03_faq_real_files, fixed: the same task without what depends on the collector.
from __future__ import print_function
import os
import tempfile


def main():
    fd, path = tempfile.mkstemp()
    os.write(fd, b"hello")
    os.close(fd)
    opened = 0
    for i in range(100):
        with open(path) as f:
            f.read(1)
            opened += 1
    print("opened", opened)
    os.remove(path)


main()
