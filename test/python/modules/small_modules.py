"""csv, fractions, statistics, uuid, signal, sched, reprlib and timeit."""
import csv
import fractions
import io
import reprlib
import sched
import signal
import statistics
import timeit
import uuid
from fractions import Fraction as F


def t(f):
    try:
        print("ok", f())
    except Exception as e:
        print(type(e).__name__, e)


def written(rows, **options):
    out = io.StringIO()
    csv.writer(out, **options).writerows(rows)
    return repr(out.getvalue())


rows = [["a", "b c", 'q"q', "x,y", "l\nm", 1, 2.5, None, ""], [], [""]]
settings = [{}, {"delimiter": ";"}, {"quoting": csv.QUOTE_ALL}, {"quoting": csv.QUOTE_NONNUMERIC}, {"quoting": csv.QUOTE_NONE},
            {"quoting": csv.QUOTE_NONE, "escapechar": "\\"}, {"doublequote": False, "escapechar": "\\"}, {"dialect": "unix"}, {"dialect": "no"},
            {"delimiter": ""}, {"quotechar": None}, {"strict": True}, {"skipinitialspace": True}]
for options in settings:
    t(lambda: written(rows[:2], **options))
    t(lambda: written(rows[2:], **options))
    for text in ("a,b\r\n", 'a,"b""c", d\n1,2', 'x;"y', '"a"b,c', "1,'2'", "a\rb", "\\,a", ""):
        t(lambda: list(csv.reader(io.StringIO(text, newline=""), **options)))
reader = csv.DictReader(["a,b", "1,2", "", "3", "4,5,6"])
print(list(reader), reader.line_num, reader.fieldnames)
out = io.StringIO()
writer = csv.DictWriter(out, ["a", "b"])
writer.writeheader()
writer.writerow({"a": 1})
t(lambda: writer.writerow({"c": 1}))
print(repr(out.getvalue()), csv.list_dialects())
t(lambda: csv.reader(3))
t(lambda: csv.writer(3))
t(lambda: list(csv.reader([1])))
numbers = [F(1, 3), F(-5, 2), F(3), F("2.5"), 2, 0, 0.5, "x", None, 1j]
for a in numbers[:4]:
    for b in numbers:
        for g in (lambda: a + b, lambda: b - a, lambda: a * b, lambda: a / b, lambda: a // b, lambda: b % a, lambda: a**b, lambda: a < b, lambda: a == b, lambda: divmod(a, b)):
            t(g)
    print(repr(a), str(a), hash(a) == hash(float(a)), round(a), round(a, 1), int(a), float(a), abs(a), -a, a.limit_denominator(2))
for text in ("1/0", "1/2", " -3.25 ", "1e-3", "nope", ""):
    t(lambda: repr(F(text)))
t(lambda: F(1.5, 2))
data = [1, 2, 2, 3, 4.5, 7]
for name in ("mean", "fmean", "geometric_mean", "harmonic_mean", "median", "median_low", "median_high", "mode", "multimode", "variance", "pvariance", "stdev", "pstdev", "quantiles"):
    for sample in (data, [1, 2, 3], [F(1, 2), F(1, 3)], [5], []):
        t(lambda: (name, getattr(statistics, name)(sample)))
t(lambda: statistics.correlation([1, 2, 3], [2, 4, 7]))
t(lambda: statistics.linear_regression([1, 2, 3], [2, 4, 7]))
print(statistics.NormalDist(1, 2), statistics.NormalDist(1, 2).cdf(3), statistics.NormalDist(1, 2) + 3)
u = uuid.UUID("12345678-1234-5678-1234-567812345678")
print(u, repr(u), u.hex, u.int, u.bytes, u.bytes_le, u.fields, u.version, u.variant, u.urn)
print(uuid.uuid5(uuid.NAMESPACE_DNS, "a"), uuid.uuid3(uuid.NAMESPACE_URL, "b"), uuid.uuid4().version, uuid.uuid1().version)
t(lambda: uuid.UUID("x"))
t(lambda: setattr(u, "int", 3))
t(lambda: uuid.UUID())
print(signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT) is signal.default_int_handler, signal.SIGKILL, repr(signal.SIGINT), signal.Signals(15).name)
print(signal.signal(signal.SIGTERM, lambda number, frame: print("got", number, type(frame).__name__)))
signal.raise_signal(signal.SIGTERM)
print(signal.signal(signal.SIGTERM, signal.SIG_IGN) is not None, signal.getsignal(signal.SIGTERM), signal.strsignal(9))
signal.raise_signal(signal.SIGTERM)
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt:
    print("interrupted")
t(lambda: signal.signal(signal.SIGKILL, signal.SIG_IGN))
t(lambda: signal.signal(99, signal.SIG_IGN))
t(lambda: signal.signal(signal.SIGINT, 5))
clock = [0]


def sleep(seconds):
    clock[0] += seconds


plan = sched.scheduler(lambda: clock[0], sleep)
plan.enter(3, 1, print, ("three",))
plan.enter(1, 2, print, ("one",), {"end": "!\n"})
gone = plan.enter(2, 1, print, ("never",))
plan.cancel(gone)
print(len(plan.queue), plan.empty(), gone.time, gone.priority)
plan.run()
print(clock, plan.empty())
for value in (list(range(9)), "x" * 50, {i: i for i in range(9)}, {3, 1, 2}, (1,), [[[[[[[[1]]]]]]]], 10**50, b"a" * 40):
    print(reprlib.repr(value))


class Nested:
    @reprlib.recursive_repr("<again>")
    def __repr__(self):
        return "Nested(%r)" % self.inner


n = Nested()
n.inner = [n]
print(n)
print(timeit.timeit("x + 1", "x = 1", number=10) >= 0, len(timeit.repeat(lambda: 1, number=2, repeat=3)))
t(lambda: timeit.timeit(3))
