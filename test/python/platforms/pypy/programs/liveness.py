"""What still holds an object when a collection comes."""
import gc

class Loud(object):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        DONE.append(self.name)

def done():
    gc.collect()
    shown, DONE[:] = DONE[:], []
    return shown

DONE = []
def in_loop():
    for k in range(3):
        x = Loud("loop %d" % k)
        print(k, done())
in_loop()
print("after loop", done())
def argument(x):
    print("argument", done())
    x = None
    print("cleared", done())
argument(Loud("argument"))
print("after call", done())
def variable():
    x = Loud("x")
    return lambda: 1
f = variable()
print("unused in closure", done())
def cell():
    x = Loud("cell")
    return lambda: x
f = cell()
print("closure", done())
f = None
print("closure gone", done())
def default(x=Loud("default")):
    pass
print("default", done())
del default
print("default gone", done())
class Holder(object):
    attribute = Loud("class attribute")
    def __init__(self):
        self.own = Loud("own")
h = Holder()
print("class", done())
del h
print("instance gone", done())
del Holder
print("class gone", done(), done())
print([Loud("in a list") for k in range(2)] and "list", done())
print("after", done())
def swap():
    a, b = Loud("a"), Loud("b")
    a, b = b, a
    a = None
    return done()
print("swap", swap(), done())
def generator():
    x = Loud("generator local")
    yield 1
g = generator()
next(g)
print("suspended", done())
g = None
print("generator gone", done())
