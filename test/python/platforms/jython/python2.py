# What a program sees of Python 2.7 and Java.
from __future__ import print_function
import sys
import weakref

print(sys.version_info[:3], sys.platform.startswith('java17'), sys.subversion[0], hasattr(sys, 'implementation'))
print(sys.maxint == sys.maxsize == 2 ** 31 - 1, sys.maxunicode)
print([name for name in ('getrefcount', 'getsizeof', 'exc_clear') if hasattr(sys, name)])
try:
    try:
        raise ValueError('one')
    except ValueError:
        raise KeyError('two')
except KeyError as e:
    print([hasattr(e, name) for name in ('__traceback__', '__context__', '__cause__', 'add_note')])
print(hasattr(weakref, 'finalize'), hasattr(weakref, 'WeakMethod'))


class Thing(object):
    pass


a, b = Thing(), Thing()
print('ids are a counter:', id(b) - id(a) == -1 or id(a) + 1 == id(b))
print('repr:', repr(a).endswith('object at 0x%x>' % id(a)))
