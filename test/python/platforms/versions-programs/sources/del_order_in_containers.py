from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


l = [T("l%d" % k) for k in range(3)]
del l
print("--")
t = tuple(T("t%d" % k) for k in range(3))
del t
print("--")
d = {}
for key in "cab":
    d[key] = T("d" + key)
d.clear()
print("--")
for key in "xyz":
    d[key] = T("d" + key)
del d
print("--")
s = [T("s%d" % k) for k in range(5)]
s[1:3] = [T("new")]
print("--")
del s[::2]
print("--")
s *= 0
print("end")
