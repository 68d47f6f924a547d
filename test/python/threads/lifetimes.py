import contextlib
import gc
import queue
import threading
import time
import weakref

out = []
lock = threading.Lock()


class D:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        out.append(str(self.n))


def gen(n):
    try:
        for i in range(2):
            with lock:
                yield D(n + i)
            time.sleep(0.001)
    finally:
        out.append("fin")


def work(n):
    try:
        for d in gen(n):
            d.self = d
            if n == 20:
                raise ValueError(n)
    except ValueError as e:
        out.append(repr(e))
    for i, x in zip(range(2), iter(lambda: n, None)):
        out.append(f"c{x}")
    for x in iter([1, 2, None, 3].pop, None):
        out.append(x)
    calls = []

    def limited():
        calls.append(n)
        if len(calls) == 3:
            raise StopIteration
        return 1

    for x in iter(limited, 2):
        out.append(f"l{n}")


class X:
    def __del__(self):
        with lock:
            out.append("locked del")


def within():
    x = X()
    del x
    print(sorted([3, 1, 2], key=lambda v: time.sleep(0.001) or v))
    loc.v = D("local")


ts = [threading.Thread(target=work, args=(k,)) for k in (10, 20, 30)]
for t in ts:
    t.start()
loc = threading.local()
t = threading.Thread(target=within)
t.start()
t.join()
for t in ts:
    t.join()
t = ts = None
gc.collect()
time.sleep(0.01)
gc.collect()
print(sorted(map(str, out)))


def delegating():
    value = yield from inner()
    yield value


def inner():
    ready.wait()
    yield "inner"
    return "returned"


@contextlib.contextmanager
def held():
    with lock:
        yield


def consume():
    with held():
        for value in delegating():
            results.put(value)
    results.put(None)


ready = threading.Event()
results = queue.SimpleQueue()
t = threading.Thread(target=consume)
t.start()
print(lock.locked(), results.empty())
ready.set()
print(list(iter(results.get, None)), lock.locked())
t.join()
gone = weakref.ref(t)
t = None
gc.collect()
print(gone())


class Local(threading.local):
    shared = "class"

    def __init__(self, start):
        self.count = start


one = Local(5)


def other():
    one.count += 1
    out.append((one.count, one.shared, sorted(one.__dict__)))


t = threading.Thread(target=other)
t.start()
t.join()
print(out[-1], one.count)
