from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


x = "outer"
l = [x for x in range(3)]
print(x)
s = {x for x in "ab"}
d = {x: 1 for x in "ab"}
g = list(x for x in "ab")
print(x if isinstance(x, int) or x == "outer" else "leaked")


def f():
    y = "outer"
    l = [lambda: y for y in range(3)]
    return y, [h() for h in l]


print(f())


class C(object):
    z = [w for w in range(3)]
    names = sorted(n for n in list(locals()) if not n.startswith("__"))


print("w" in C.names)
try:
    [q for q in range(2)]
    q
    print("q leaked")
except NameError:
    print("no q")
