from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


it = iter([T("x"), T("y"), T("z")])
print(next(it).name)
t = next(it)
print("second taken")
del it
print("iterator dropped")
del t
z = zip([T("z0")], [T("z1")])
z = None
print("--")
for i, t in enumerate([T("e0"), T("e1")]):
    print(i)
print("loop over")
del t
print("--")
m = map(lambda t: t.name, [T("m")])
print(list(m))
m = None
print("end")
