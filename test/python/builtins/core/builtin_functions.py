def err(f):
    try:
        print('value', f())
    except BaseException as e:
        print(type(e).__name__, e)


print(abs(-3), abs(-2.5), abs(True), abs(3 + 4j), divmod(7, -2), divmod(7.5, 2), pow(2, 10), pow(2, -1), pow(3, 4, 5), pow(2, 3, None))
err(lambda: abs('a'))
err(lambda: divmod(1, 'a'))
err(lambda: divmod('a', 1))
err(lambda: pow('a', 1))
err(lambda: pow(1, 2, 'a'))
err(lambda: pow(2, 2, 0))
err(lambda: divmod(1, 0))
print(round(2.5), round(3.5), round(2.567, 2), round(1234, -2), round(2.5, None), round(True))
err(lambda: round('a'))
print(bin(10), oct(-8), hex(255), bin(-5), hex(2**70), bin(True))
err(lambda: hex(1.5))
print(chr(97), chr(0x1F600), ord('a'), ord('\U0001f600'), ord(b'z'), ord(bytearray(b'q')))
err(lambda: chr(-1))
err(lambda: chr(0x110000))
err(lambda: chr(2**40))
err(lambda: chr('a'))
err(lambda: ord('ab'))
err(lambda: ord(3))
err(lambda: ord(b''))
print(sum([1, 2, 3]), sum([1.5, 2]), sum([[1], [2]], []), sum([], 5), sum([2**60, 2**60]), sum([True, True]), sum((x for x in range(4)), start=10))
print(sum([1, 2.5, 3]), sum([2**31 - 1, 1]), sum([2**53, 1]))
err(lambda: sum(['a']))
err(lambda: sum(['a'], ''))
err(lambda: sum([b'a'], b''))
err(lambda: sum(3))
print(min(3, 1, 2), max([3, 1, 2]), min('b', 'a'), max('abc'), min([], default=7), max([1, -5], key=abs), min((3, 'a'), (3, 'A')))
print(max([1, 1.0]), min([1, 1.0, True]), max([(1, 2), (1, 3)]), max('a', 'b', key=lambda s: -ord(s)))
err(lambda: min())
err(lambda: min([]))
err(lambda: max(1, 'a'))
err(lambda: max(1, 2, default=3))
err(lambda: min(3))
err(lambda: min(1, 2, bad=3))
print(sorted([3, 1, 2]), sorted('cab', reverse=True), sorted([-3, 2], key=abs), sorted({'b': 1, 'a': 2}))
err(lambda: sorted([1, 'a']))
err(lambda: sorted(3))
err(lambda: sorted())
err(lambda: sorted([1], bad=1))
print(any([]), all([]), any([0, 1]), all([1, 0]), any(x > 2 for x in [1, 3, 1 / 1]))
print(len('abc'), len({1: 2}), len(range(5)))


class Len:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


print(len(Len(3)), bool(Len(0)))
err(lambda: len(Len(-1)))
err(lambda: len(Len('a')))
err(lambda: len(Len(2.0)))
it = iter([1, 2])
print(next(it), next(it), next(it, 'end'))
err(lambda: next(it))
err(lambda: next([]))
err(lambda: iter(3))
err(lambda: iter(3, 4))
err(lambda: next())
vals = iter([1, 2, 3, 0, 5])
print(list(iter(lambda: next(vals), 0)))


class Bad:
    def __iter__(self):
        return 3


err(lambda: iter(Bad()))
err(lambda: [x for x in Bad()])


class Seq:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError
        return i * 10


print(list(Seq()), 20 in Seq(), 5 in Seq(), list(reversed([1, 2])), sum(Seq()), max(Seq()))
print(callable(len), callable(3), callable(int), callable(lambda: 0), callable(Seq()), callable(Seq().__getitem__))
print(repr('a\n'), ascii('h\xe9\u20ac\U0001f600'), format(3.14159, '.2f'), format('a', '>3'), format(3), format(None))
err(lambda: format(3, 4))
err(lambda: format([], 'x'))


class BadRepr:
    def __repr__(self):
        return 3


err(lambda: repr(BadRepr()))
err(lambda: str(BadRepr()))
print(hash(1) == hash(1.0) == hash(True), hash('a') == hash('a'), hash((1, 2)) == hash((1, 2)))
err(lambda: hash([]))
err(lambda: hash({}))


class H:
    def __hash__(self):
        return 2**70


class H2:
    def __hash__(self):
        return 'a'


print(hash(H()) == hash(2**70))
err(lambda: hash(H2()))
a = []
print(id(a) == id(a), id(a) != id([1]), type(id(a)), id(None) == id(None))


def scope(p):
    q = p + 1
    print(sorted(locals().items()), dir())
    return locals()


print(scope(1))
x = 'global'
print('x' in globals(), globals()['x'], 'x' in locals(), vars() is globals(), 'err' in dir())


class Cls:
    y = 1
    print(sorted(k for k in locals() if not k.startswith('__')), 'y' in dir())


class V:
    def __init__(self):
        self.b = 1
        self.a = 2

    def __dir__(self):
        return ['z', 'y']


print(vars(V()), dir(V()), [n for n in dir(V) if not n.startswith('__')])
err(lambda: vars(3))
err(lambda: getattr(3, 'nope'))
print(getattr(3, 'nope', None), getattr(3, 'real'), hasattr(3, 'imag'))
print('a', 'b', sep='-', end='!\n')
print(1, None, [2], sep='')
print()
print('no newline', end='')
print('', 'x', '', sep=',')
err(lambda: print(sep=3))
err(lambda: print(end=3))
err(lambda: print(bad=3))


class W:
    def __init__(self):
        self.out = []

    def write(self, s):
        self.out.append(s)

    def flush(self):
        self.out.append('FLUSH')


w = W()
print('a', 1, 'b', file=w, sep='+', flush=True)
print(file=w)
print(w.out)
import sys

old = sys.stdout
sys.stdout = w
print('redirected', 5)
sys.stdout = None
print('nowhere')
sys.stdout = old
print(w.out[-4:])
err(lambda: print('x', file=3))
m = __import__('math')
print(m.__name__, m.floor(2.5))
err(lambda: __import__(3))
err(lambda: __import__('no_such_module_here'))
print(isinstance(__build_class__, type(len)), __build_class__.__name__)
err(lambda: __build_class__())
err(lambda: __build_class__(3, 'a'))
err(lambda: __build_class__(lambda: None, 3))
print(__build_class__(lambda: None, 'Made').__name__, __debug__, __name__, NotImplemented, Ellipsis)
err(lambda: undefined_name)
