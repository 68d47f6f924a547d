"""After gc.collect() the rest of the queue runs as the first finalizer begins; in the first collection of all it does not."""
import gc

class Loud(object):
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("<" + self.name)
        print(self.name + ">")

def make(names):
    return [Loud(name) for name in names]

make("abcd")
gc.collect()
print("---")
make("abcd")
gc.collect()
print("---")
class Collecting(Loud):
    def __del__(self):
        print("<" + self.name)
        gc.collect()
        print(self.name + ">")
def mixed():
    a, b = Loud("a"), Collecting("b")
    b.child = Loud("child of b")
mixed()
gc.collect()
print("---")
def two():
    a, b, c = Collecting("a"), Collecting("b"), Loud("c")
two()
gc.collect()
print("---")
gc.collect()
