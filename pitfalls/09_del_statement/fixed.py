# 09_del_statement, fixed: the same task without what depends on the collector.
from __future__ import print_function


class Noisy(object):
    def __init__(self, tag):
        self.tag = tag

    def close(self):
        LOG.append("closed " + self.tag)


LOG = []
x = Noisy("one")
LOG.append("before")
x.close()
LOG.append("after")
print(LOG)
