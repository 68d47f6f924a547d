# 44_weak_proxy, fixed: the same task without what depends on the collector.
from __future__ import print_function
import weakref


class Config(object):
    value = 42


c = Config()
r = weakref.ref(c)


def probe(label):
    config = r()
    print(label, "gone" if config is None else config.value)


probe("while it is held:")
