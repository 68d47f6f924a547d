# The finalizer is hooked up once __init__ has returned: a half-built object has none.
import gc

log = []


class Resource:
    def __init__(self, fails):
        self.fails = fails
        if fails:
            raise RuntimeError('no')

    def __del__(self):
        log.append('fails' if self.fails else 'built')


try:
    Resource(True)
except RuntimeError:
    pass
Resource(False)
gc.collect()
print(log)


class Bare:
    pass


early = Bare()
Bare.__del__ = lambda self: log.append('bare')
late = Bare()
del early, late
gc.collect()
print(log)
