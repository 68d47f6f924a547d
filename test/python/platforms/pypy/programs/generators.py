"""Suspended generators are closed by a collection; those that were not started, or wait outside of try, have nothing to run."""
import gc

def gen(name):
    try:
        yield 1
        yield 2
    finally:
        print("finally", name)

def outside(name):
    try:
        pass
    finally:
        print("first finally", name)
    yield 1
    print("never printed", name)

def swallowing(name):
    while True:
        try:
            yield 1
        except GeneratorExit:
            print("GeneratorExit", name)
            raise

next(gen("dropped"))
print("dropped")
gc.collect()
gen("not started")
gc.collect()
next(outside("outside"))
gc.collect()
next(swallowing("swallowing"))
gc.collect()
print("closing by hand")
g = gen("closed")
next(g)
g.close()
del g
gc.collect()
for x in gen("break"):
    break
print("after break")
gc.collect()
def delegating():
    try:
        yield from gen("inner")
    finally:
        print("finally outer")
next(delegating())
print("delegating dropped")
gc.collect()
print("-")
gc.collect()
g = gen("at exit")
next(g)
print("end")
