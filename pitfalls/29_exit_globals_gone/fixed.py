# 29_exit_globals_gone, fixed: the same task without what depends on the collector.
from __future__ import print_function
import sys

PREFIX = "cleanup:"


class Late(object):
    def close(self):
        sys.stdout.write("%s done\n" % PREFIX)


late = Late()
try:
    print("main done")
finally:
    late.close()
