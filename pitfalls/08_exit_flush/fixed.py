# 08_exit_flush, fixed: the same task without what depends on the collector.
from __future__ import print_function
import os
import tempfile


class Writer(object):
    def __init__(self, path):
        self.path = path
        self.buf = []

    def write(self, s):
        self.buf.append(s)

    def __enter__(self):
        return self

    def __exit__(self, et, ev, tb):
        with open(self.path, "w") as f:
            f.write("".join(self.buf))


fd, path = tempfile.mkstemp()
os.close(fd)
with Writer(path) as w:
    w.write("user")
print("user writer bytes:", os.path.getsize(path))
os.remove(path)
