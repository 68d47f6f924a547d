# 26_half_built, fixed: the same task without what depends on the collector.
from __future__ import print_function


class Sock(object):
    def __init__(self, fd):
        self.fd = fd

    def close(self):
        LOG.append("closed %d" % self.fd)


def connect(ok):
    if not ok:
        raise ValueError("refused")
    return Sock(3)


LOG = []
try:
    connect(False)
except ValueError as e:
    print("connect:", e)
connect(True).close()
print(LOG)
