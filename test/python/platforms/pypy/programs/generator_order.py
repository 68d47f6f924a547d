"""A generator that can be interrupted in a try is an object with a finalizer, in the order with the others; another one is not."""
import gc

class Loud(object):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)

def in_try(held):
    try:
        yield held
    finally:
        print("finally holding", held.name)

def plain(held):
    yield held
    print(held)

g = in_try(Loud("a"))
next(g)
del g
gc.collect()
print("-")
gc.collect()
print("--- without try")
g = plain(Loud("b"))
next(g)
del g
gc.collect()
print("-")
gc.collect()
print("--- an object holds a generator")
holder = Loud("holder")
holder.g = in_try(Loud("c"))
next(holder.g)
del holder
for k in range(3):
    gc.collect()
    print("-", k)
print("--- not started, with try")
g = in_try(Loud("d"))
del g
gc.collect()
print("-")
gc.collect()
print("--- exhausted")
g = in_try(Loud("e"))
list(g)
gc.collect()
print("-")
gc.collect()
print("end")
