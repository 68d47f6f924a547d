"""Recursion that does not end."""
import gc

def forever(n):
    return forever(n + 1)

try:
    forever(0)
except RecursionError as error:
    print(type(error).__name__, error)

class Loud(object):
    def __repr__(self):
        return "<" + repr(self) + ">"
    def __del__(self):
        print("del")

try:
    repr(Loud())
except RecursionError as error:
    print("in repr", error)
error = None
gc.collect()
gc.collect()

class Deep(object):
    def __del__(self):
        def f():
            return f()
        try:
            f()
        except RecursionError:
            print("caught in __del__")

Deep()
gc.collect()
chain = None
for k in range(20000):
    chain = [chain]
del chain
gc.collect()
print("deep chain dropped")
