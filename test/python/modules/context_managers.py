import contextlib
import sys
from contextlib import (
    AbstractContextManager,
    ContextDecorator,
    ExitStack,
    closing,
    contextmanager,
    nullcontext,
    redirect_stdout,
    suppress,
)


@contextmanager
def tag(name):
    print("<%s>" % name)
    try:
        yield name
    except ValueError as e:
        print("caught", e)
    finally:
        print("</%s>" % name)


with tag("a") as a, tag("b") as b:
    print(a, b)
with tag("c"):
    raise ValueError("v")
try:
    with tag("d"):
        raise KeyError("k")
except KeyError as e:
    print("through", e)


@tag("deco")
def decorated(x):
    return x * 2


print(decorated(4), decorated.__name__)


class Thing:
    def close(self):
        print("closed")


with closing(Thing()) as t:
    print(type(t).__name__)
with suppress(KeyError, IndexError):
    [][1]
    print("not here")
with nullcontext(5) as n:
    print(n)


class Catch:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        pass


catch = Catch()
with redirect_stdout(catch):
    print("hidden", 1)
print(catch.parts)

with ExitStack() as stack:
    for i in range(3):
        stack.enter_context(tag(i))
    stack.callback(print, "callback", end="!\n")
    stack.push(lambda *exc: print(exc[0]) or True)
    raise RuntimeError("inside")
print("after")
stack = ExitStack()
with stack:
    stack.callback(print, "one")
    moved = stack.pop_all()
print("moved")
moved.close()


class Bad:
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        raise TypeError("exit")


try:
    with ExitStack() as s:
        s.enter_context(Bad())
        raise ValueError("first")
except TypeError as e:
    print(repr(e), repr(e.__context__))


class Decorator(ContextDecorator):
    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, *exc):
        print("exit")
        return False


@Decorator()
def work():
    print("work")


work()
print(isinstance(Thing(), AbstractContextManager), isinstance(stack, AbstractContextManager))
try:
    with 3:
        pass
except TypeError as e:
    print(e)
try:
    ExitStack().enter_context(3)
except TypeError as e:
    print(e)


@contextmanager
def broken():
    if False:
        yield


try:
    with broken():
        pass
except RuntimeError as e:
    print(e)


@contextmanager
def twice():
    yield 1
    yield 2


try:
    with twice():
        pass
except RuntimeError as e:
    print(e)


@contextmanager
def stops():
    yield


try:
    with stops():
        raise StopIteration("mine")
except StopIteration as e:
    print("stop", e)
