# 89_bounded_memory_handles, fixed: the same task without what depends on the collector.
from __future__ import print_function


class Device(object):
    capacity = 1000
    used = 0


class Tensor(object):
    def __init__(self, mb):
        self.mb = mb

    def __enter__(self):
        Device.used += self.mb
        assert Device.used <= Device.capacity
        return self

    def __exit__(self, et, ev, tb):
        Device.used -= self.mb


def step():
    with Tensor(100) as a:
        with Tensor(100) as b:
            return a.mb + b.mb


for i in range(50):
    step()
print("steps 50, in use", Device.used)
