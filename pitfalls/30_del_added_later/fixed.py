# 30_del_added_later, fixed: the same task without what depends on the collector.
from __future__ import print_function


class HasClose(object):
    closed_by = staticmethod(lambda name: DONE.append(name))

    def close(self):
        self.closed_by(type(self).__name__)


DONE = []
old = HasClose()
HasClose.closed_by = staticmethod(lambda name: DONE.append("later " + name))
old.close()
print(DONE)
