# 07_file_write_no_close, fixed: the same task without what depends on the collector.
from __future__ import print_function
import os
import tempfile


def main():
    fd, path = tempfile.mkstemp()
    os.close(fd)
    with open(path, "w") as f:
        f.write("stuff")
    print("size right after write:", os.path.getsize(path))
    os.remove(path)


main()
