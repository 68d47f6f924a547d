# 19_self_callback_cycle, fixed: the same task without what depends on the collector.
from __future__ import print_function


class WithCallback(object):
    alive = 0

    def __init__(self):
        WithCallback.alive += 1
        self.on_event = WithCallback.handle

    def handle(self):
        return 1

    def fire(self):
        return self.on_event(self)

    def close(self):
        WithCallback.alive -= 1


for i in range(20):
    w = WithCallback()
    w.fire()
    w.close()
print("alive:", WithCallback.alive)
