from __future__ import print_function
import gc, sys, weakref


class T(object):
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self, say=print):
        say("del", self.name)


print(repr(ValueError("x")), repr(KeyError()), repr(ValueError(1, 2)))
print(str(KeyError("k")), str(ValueError()))
print([type(x) for x in (1, "s", [], None, ValueError())])
print(T, type(T), object)
print(set(), set([1]), frozenset([2]))
print(sorted({"a": 1}.items()), sorted({"a": 1}.keys()))
print(1 == 1.0, 0.1, 1e16, 10 ** 20)
print(str(range(3)), list(map(abs, [-1])))
