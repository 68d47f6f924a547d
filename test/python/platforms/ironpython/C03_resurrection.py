# A finalizer runs once, even if it resurrects; the child of a resurrected parent has been finalized.
import gc

saved = []
calls = 0


class Child:
    closed = False

    def __del__(self):
        self.closed = True


class Parent:
    def __init__(self):
        self.child = Child()

    def __del__(self):
        global calls
        calls += 1
        saved.append(self)


def settle():
    for _ in range(3):
        gc.collect()


Parent()
settle()
print('resurrected:', len(saved) == 1, 'calls', calls, 'reachable child finalized:', saved[0].child.closed)
saved.clear()
settle()
print('second death: calls', calls, 'saved', len(saved))
