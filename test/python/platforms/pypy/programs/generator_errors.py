"""Errors in the closing of a dropped generator."""
import gc

def ignoring():
    try:
        yield 1
    except GeneratorExit:
        yield 2

def failing():
    try:
        yield 1
    finally:
        raise ValueError("in finally")

for make in (ignoring, failing):
    g = make()
    next(g)
    del g
    gc.collect()
    print("survived", make.__name__)
g = ignoring()
next(g)
try:
    g.close()
except RuntimeError as error:
    print("RuntimeError", error)
