# Exceptions in finalizers and callbacks go nowhere: neither to the program nor to stderr.
import gc
import weakref


class Bad:
    def __del__(self):
        raise ValueError('from finalizer')


class Plain:
    pass


def callback(reference):
    raise ValueError('from callback')


Bad()
plain = Plain()
reference = weakref.ref(plain, callback)
del plain
gc.collect()
print('still running', reference())
