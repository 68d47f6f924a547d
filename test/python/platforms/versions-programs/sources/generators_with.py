from __future__ import print_function
import gc, time, contextlib
LOG = []
def settle():
    for k in range(3):
        gc.collect(); time.sleep(0.05)
@contextlib.contextmanager
def managed(n):
    LOG.append("enter " + n)
    try:
        yield n
    finally:
        LOG.append("exit " + n)
def rows():
    with managed("rows"):
        for i in range(3):
            yield i
def first(it):
    for x in it:
        return x
print(first(rows()), LOG); settle(); print("settled", LOG); del LOG[:]
g = rows(); next(g); g.close(); print("closed", LOG); del LOG[:]
with contextlib.closing(rows()) as g:
    next(g)
print("closing", LOG); del LOG[:]
def swallow():
    try:
        yield 1
    except GeneratorExit:
        LOG.append("GeneratorExit seen")
        raise
    finally:
        LOG.append("fin")
g = swallow(); next(g); g = None; print("dropped", LOG); settle(); print("settled", LOG); del LOG[:]
def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2
g = stubborn(); next(g)
try:
    g.close()
except RuntimeError as e:
    print("RuntimeError", e)
g = (x for x in rows()); next(g); g = None; settle(); print("genexp", LOG); del LOG[:]
any(x == 0 for x in rows()); print("any", LOG); settle(); print("settled", LOG); del LOG[:]
a, = [next(rows())]; print("next", LOG); settle(); print(LOG); del LOG[:]
z = list(zip([1], rows())); print("zip", LOG); settle(); print(LOG); del LOG[:]
m = managed("never entered"); m = None; settle(); print("unentered", LOG)
m = managed("entered"); m.__enter__(); m = None; print("entered only", LOG); settle(); print(LOG)
g = rows(); g = None; settle(); print("never started", LOG)
