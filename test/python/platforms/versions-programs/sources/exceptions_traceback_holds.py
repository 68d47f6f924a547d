from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


def inner():
    t = T("inner")
    return 1 / 0


kept = None
try:
    inner()
except ZeroDivisionError:
    kept = sys.exc_info()
print("kept")
kind, value, tb = kept
del kept
print("unpacked", tb is not None)
names = []
while tb is not None:
    names.append(tb.tb_frame.f_code.co_name)
    tb = tb.tb_next
print(names)
del value
if hasattr(sys, "exc_clear"):
    sys.exc_clear()
print("end")
