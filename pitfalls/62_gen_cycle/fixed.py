# 62_gen_cycle, fixed: the same task without what depends on the collector.
from __future__ import print_function


class Task(object):
    def start(self):
        self.gen = self.run()
        next(self.gen)

    def close(self):
        self.gen.close()

    def run(self):
        try:
            yield "running"
        finally:
            LOG.append("cleanup")


LOG = []
for i in range(5):
    t = Task()
    t.start()
    t.close()
print("cleanups right away:", len(LOG))
