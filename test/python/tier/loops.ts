/** Programs that run long enough for all tiers, each about what compiled code has to get right. */
export const LOOPS: Readonly<Record<string, string>> = {
  'numbers of all kinds': `
def mix(n):
    total, f, seen = 0, 0.5, []
    for i in range(-n, n):
        total += i * 3 - (i // 7) + (i % 5) - (-i % 3)
        f = f * 1.0001 + i / 8 - 2 * f / 3
        total ^= i & 255 | 1
        if i % 97 == 0:
            seen.append((total, f, i == f, i < f, i >= 2.5, not i, 1 << (i & 70), -i, ~i))
    return total, f, seen[:40], 2 ** 31 - 1 + n, 2147483647 * n * n * n
print(mix(900))
print(sum([k * k for k in range(3000)]), sum(k for k in range(3000) if k % 3))
`,
  'attributes, methods and slots': `
class Point(object):
    count = 0
    def __init__(self, x, y=2):
        self.x = x
        self.y = y
        Point.count += 1
    def moved(self, dx, dy=1):
        return Point(self.x + dx, self.y + dy)
    def __eq__(self, other):
        return self.x == other.x
    def __del__(self):
        log.append(self.x)
class Other(object):
    __slots__ = ('x', 'y')
    def __init__(self):
        self.x, self.y = 1, 'y'
    def moved(self, dx):
        self.x += dx
        return self
log = []
p, o = Point(0), Other()
for k in range(700):
    q = p.moved(k)
    if q == p:
        p.extra = k
    for thing in (p, o, q):
        thing.x = thing.x + 1
    o = o.moved(1)
    p = q if k % 50 else p
print(p.x, p.y, o.x, Point.count, len(log), log[:5])
def changed(self, dx, dy=5):
    return self
Point.moved = changed
print(p.moved(1) is p, getattr(p, 'missing', None))
try:
    for k in range(400):
        if k == 399:
            del p.x
        p.x
except AttributeError as e:
    print(type(e).__name__, e)
`,
  'exceptions in hot code, and their tracebacks': `
import sys, traceback
def inner(k):
    if k % 50 == 7:
        raise ValueError(k)
    return [1, 2, 3][k % 4]
def outer(n):
    good = bad = odd = 0
    for k in range(n):
        try:
            good += inner(k)
        except IndexError as e:
            bad += 1
        except ValueError:
            odd += 1
            if k > n - 60:
                print(traceback.format_exc())
        finally:
            good += 1
    return good, bad, odd
print(outer(600))
def deep(n):
    return 1 + deep(n + 1)
for k in range(3):
    try:
        deep(0)
    except RuntimeError as e:
        print(type(e).__name__, e)
def unbound(k):
    if k < 400:
        y = k
    return y
try:
    for k in range(500):
        unbound(k)
except UnboundLocalError as e:
    print(sys.exc_info()[2].tb_next.tb_lineno)
unknown = 0
try:
    for k in range(500):
        unknown + (k if k < 499 else nothing)
except NameError as e:
    print(e)
`,
  'generators, closures, with and unpacking': `
def count(n):
    k = 0
    while k < n:
        got = yield k
        k += 1 if got is None else got
def make(n):
    total = [0]
    def add(x, *more, **named):
        total[0] += x + len(more) + len(named)
        return total[0]
    return add
class Manager(object):
    def __enter__(self):
        return 5
    def __exit__(self, *args):
        return args[0] is KeyError
add = make(3)
for k in count(500):
    a, (b, c) = k, (k + 1, k + 2)
    add(a, *(b, c), **{'key': c})
    with Manager() as five:
        add(five)
        if k % 100 == 0:
            raise KeyError(k)
    add(k, key=2)
print(add(0))
g = count(300)
next(g)
print(sum(g.send(2) for _ in range(100)), [x for x in count(5)], {k: v for k, v in zip('abc', count(9))})
fs = [lambda x, k=k: x + k for k in range(300)]
print(sum(f(1) for f in fs), max(fs, key=lambda f: f(2))(0))
`,
  'garbage in cycles and collections at their moments': `
import gc, sys
class Node(object):
    def __init__(self, v):
        self.v = v
        self.next = None
def ring(n):
    first = cur = Node(0)
    for i in range(1, n):
        x = Node(i)
        cur.next = x
        cur = x
    cur.next = first
    return first
def walk(r):
    s, c = r.v, r.next
    while c is not r:
        s += c.v
        c = c.next
    return s
total, kept, text = 0, [], ''
for i in range(300):
    r = ring(12)
    total += walk(r)
    text += str(i % 10)
    if i % 40 == 0:
        kept.append(r)
        d = {}
        for k in range(50):
            d.setdefault(k % 7, []).append((k, [k] * 3))
print(total, len(kept), len(text), len(d))
del r, kept
gc.collect()
def depth(n):
    return sys._getframe().f_lineno if n == 0 else depth(n - 1)
print([depth(k % 5) for k in range(250)][-1])
`,
  'threads that take turns': `
import threading, time
lock, done = threading.Lock(), []
def work(name, n):
    total = 0
    for k in range(n):
        total += k
        if k % 100 == 0:
            with lock:
                done.append(name)
    done.append((name, total))
ts = [threading.Thread(target=work, args=(k, 900)) for k in range(3)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(done)
`,
  'what changes while compiled code relies on it': `
import sys
LIMIT, log = 3, []
class Base(object):
    kind, size = 'base', 1
    def name(self):
        return self.kind
class A(Base):
    pass
class B(Base):
    kind = 'b'
class C(B):
    def __init__(self):
        self.own = 1
class D(object):
    def __init__(self):
        self.z, self.kind = 0, 'd'
    name = Base.name
class E(D):
    def __init__(self):
        D.__init__(self)
        self.e = self.kind
class Loud(object):
    def __init__(self, k):
        self.k = k
    def __del__(self):
        log.append((self.k, sys.getrefcount(items) if hasattr(sys, 'getrefcount') else 0))
def look(thing, key):
    thing.last = key
    return thing.name(), thing.kind, thing.last == key, thing == None, None != thing, len(key) < LIMIT
def rounds(things, n):
    seen = []
    for k in range(n):
        found = look(things[k % 5], 'key'[:k % 4])
        if k % 61 == 0:
            seen.append(found)
    return seen
things = [A(), B(), C(), D(), E()]
print(rounds(things, 400)[:3], rounds(things[:1] * 5, 200)[-1])
Base.kind = 'changed'
print(rounds(things, 300)[-1])
things[0].kind = 'own'
B.kind = property(lambda self: 'made')
A.__eq__ = lambda self, other: True
A.__ne__ = lambda self, other: False
print(rounds(things, 400)[:4])
LIMIT = 1
def length(text):
    return 7
print(rounds(things, 100)[-1])
len = length
print(rounds(things, 100)[-1])
del len
print(rounds(things, 100)[-1])
def attribute(cls):
    return cls.mark
marks = []
for k in range(300):
    made = type('Made', (object,), {'mark': k, 'other': k})
    marks.append(attribute(made))
print(marks == list(range(300)))
items = [Loud(k) for k in range(5)]
def fill(n):
    for k in range(n):
        items[k % 5] = Loud(k)
        items[-1 - k % 5] = k
    try:
        for k in range(n):
            items[k % 7] = items[6 - k % 7] if k % 7 > 1 else k
    except IndexError as e:
        print(k, e)
fill(300)
print(len(log), log[:3], log[-3:])
def deep(n, x):
    if n == x:
        return 0
    return 1 + deep(n + 1, x)
try:
    deep(0, None)
except RuntimeError as e:
    print(type(e).__name__, str(e)[:40])
try:
    for k in range(200):
        if k == 150:
            del LIMIT
        look(things[3], 'x')
except NameError as e:
    print(k, e)
`,
};
