"""pickle: bytes of every protocol, and what comes back of them."""
import collections
import copyreg
import datetime
import fractions
import io
import pickle
import re
import uuid


def t(f):
    try:
        print("ok", f())
    except Exception as e:
        print(type(e).__name__, re.sub("0x[0-9a-f]+", "0x", str(e)))


class Plain:
    def __init__(self, x):
        self.x = x
        self.more = [x]

    def __del__(self):
        print("del", self.x)


class Slots:
    __slots__ = ("a", "b")


class State:
    def __getstate__(self):
        return "kept"

    def __setstate__(self, state):
        self.state = state


class Reduced:
    def __reduce__(self):
        return Reduced, (), {"z": 1}


class Arguments:
    def __new__(cls, *args, **kwargs):
        made = object.__new__(cls)
        made.args = args, kwargs
        return made

    def __getnewargs_ex__(self):
        return (1,), {"k": 2}


class Numbers(list):
    pass


class Table(dict):
    pass


Point = collections.namedtuple("Point", "x y")
shared = [1]
loop = []
loop.append(loop)
table = Table(a=1)
table.extra = "e"
numbers = Numbers([1, 2])
numbers.name = "n"
slots = Slots()
slots.a = 1
values = [
    None, True, 0, -1, 255, 256, 65536, 2**31, -2**31, 2**63, 1.5, "", "abc", "é\n", b"", b"abc", "x" * 300, bytearray(b"q"),
    (), (1,), (1, 2), (1, 2, 3, 4), [], [1], [1, 2], {}, {1: 2}, {1: 2, 3: 4}, set(), {1}, frozenset([2]), 1j, range(3), ...,
    len, int, Plain, Point(1, 2), [shared, shared], Reduced(), State(), Arguments(), numbers, table, slots,
    collections.OrderedDict(a=1), datetime.date(2020, 1, 2), datetime.timedelta(1, 2),
    datetime.datetime(2020, 1, 2, 3, tzinfo=datetime.timezone.utc), fractions.Fraction(1, 3), ValueError("v", 1), slice, list(range(1001)),
]
for value in values:
    for protocol in range(6):
        try:
            data = pickle.dumps(value, protocol)
        except TypeError as e:
            print(protocol, e)
            continue
        back = pickle.loads(data)
        print(protocol, len(data), data if len(data) < 90 else data[-30:], type(back).__name__)
back = pickle.loads(pickle.dumps(loop))
print(back[0] is back)
back = pickle.loads(pickle.dumps([shared, shared]))
print(back[0] is back[1])
back = pickle.loads(pickle.dumps(table, 2))
print(back, back.extra)
print(pickle.loads(pickle.dumps(State())).state, pickle.loads(pickle.dumps(Reduced())).z, pickle.loads(pickle.dumps(Arguments())).args)
one = Plain("one")
data = pickle.dumps(one)
two = pickle.loads(data)
two.x = "two"
print(two.more, two is one)
del one
print("one is gone")
del two
print("two is gone")
pickler = pickle.Pickler(io.BytesIO())
pickler.dump(Plain("memo"))
print("the memo keeps it")
pickler.clear_memo()
print("cleared")
copyreg.pickle(Slots, lambda s: (Slots, ()))
t(lambda: pickle.dumps(slots, 1))
for bad in (lambda: 0, (i for i in ()), type("Local", (), {})()):
    for protocol in (0, 2, 4):
        t(lambda: pickle.dumps(bad, protocol) and None)
for data in (b"", b"\x80", b"N", b"z.", b".", b"K", b"(.", b"h\1.", b"\x80\x09.", b"cbuiltins\nnope\n."):
    t(lambda: pickle.loads(data))
t(lambda: pickle.loads("text"))
t(lambda: pickle.dumps(1, 9))
t(lambda: pickle.dump(1, None))


class Named(pickle.Pickler):
    def persistent_id(self, obj):
        return "shared" if obj is shared else None


class Finder(pickle.Unpickler):
    def persistent_load(self, pid):
        return shared

    def find_class(self, module, name):
        print("find", module, name)
        return super().find_class(module, name)


out = io.BytesIO()
Named(out).dump([shared, Slots])
print(Finder(io.BytesIO(out.getvalue())).load()[0] is shared)
t(lambda: pickle.loads(out.getvalue()))
print(uuid.UUID(int=5) == pickle.loads(pickle.dumps(uuid.UUID(int=5))))
