# Small on purpose: it runs with a full collection that moves everything at every safepoint.
def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)


def churn():
    return ['garbage' + str(k) for k in range(3)]


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        churn()
        return self.value


class Text:
    def __str__(self):
        churn()
        return 'te' + 'xt'

    def __repr__(self):
        churn()
        return 're' + 'pr'

    def __format__(self, spec):
        churn()
        return '[' + spec + ']'

    def __bytes__(self):
        churn()
        return b'by' + b'tes'

    def __int__(self):
        churn()
        return 10 ** 20

    def __float__(self):
        churn()
        return 2.5

    def __complex__(self):
        churn()
        return 1 + 2j

    def __getitem__(self, key):
        churn()
        if key in (0, 1, 97):
            return 'item' + str(key)
        raise IndexError(key)


class Str(str):
    pass


class Bytes(bytes):
    pass


class Int(int):
    pass


class Float(float):
    pass


class Complex(complex):
    pass


class Array(bytearray):
    pass


def each(*items):
    for item in items:
        churn()
        yield item


t = Text()
big = 3 ** 100
s = 'some ' + 'text \u20ac'
for label, f in [
    ('int', lambda: (int(t), Int(t), int(Index(5)), int('12' + '3'), Int('7' * 30), Int(Index(3)) + big)),
    ('int', lambda: (int.from_bytes(each(1, 2), 'big'), Int.from_bytes(each(1, 2), 'little'), big.to_bytes(30, 'big'), divmod(big, 7 ** 30), big.as_integer_ratio())),
    ('int', lambda: (pow(big, big, 10 ** 9 + 7), round(big, -20), hash(big), big << Index(3).__index__(), format(big, ',d'), -Int(big), Int(5).real)),
    ('float', lambda: (float(t), Float(t), float('1.5'), Float('2' + '.5').as_integer_ratio(), divmod(Float(7.5), 2), round(Float(2.675), Index(2)), Float(1.5).hex(), Float.fromhex('0x1.8p1'))),
    ('complex', lambda: (complex(t), Complex(t), complex(t, t), Complex('1+2j') * 2, abs(Complex(3, 4)), format(Complex(1, 2), '.2f'))),
    ('str', lambda: (str(t), Str(t), Str(s) + s, s * Index(2), Index(2) * s, s[Index(1)], s[Index(1):Index(6)], s[::Index(-2)], Str(s)[2:])),
    ('str', lambda: ('-'.join(each('a', 'b' + 'c', Str('d'))), ''.join(map(str, [1, 2])) if False else ''.join([str(1), str(2)]), s.split(), s.rsplit(None, Index(1)), s.partition(' '), s.rpartition('x'), s.splitlines())),
    ('str', lambda: (s.center(Index(20), '*'), s.replace('e', 'EE', Index(1)), s.find('t', Index(3), Index(9)), s.startswith(('x', 'so')), s.upper().title(), s.encode(), s.expandtabs(Index(4)))),
    ('str', lambda: ('abc'.translate(t), str.maketrans('ab', 'xy', 'z'), str.maketrans({'a': 'b' + 'c', 98: None}), 'aab'.translate({97: 'long' + 'er', 98: None}))),
    ('%', lambda: ('%s %r %a|%8s' % (t, t, t, t), '%d %x %f %c' % (t, Index(255), t, Index(65)), '%(a)s %(b)05d' % {'a': t, 'b': Index(3)}, '%*d' % (5, Index(2)), '%(0)s' % {'0': 'x' + 'y'})),
    ('format', lambda: ('{} {!s} {!r:>6} {0}'.replace(' {0}', '').format(t, t, t), '{0[0]} {0[1]} {a[97]:{w}}'.format(t, a=t, w=Index(9).value), '{x:{y}}'.format_map({'x': t, 'y': t}), f'{t!s:>6}{t:x}{t!r}')),
    ('bytes', lambda: (bytes(t), Bytes(t), bytes(Index(3)), bytes(each(1, Index(2), 255)), Bytes(each(1, 2)), b'-'.join(each(b'a', Bytes(b'b'), bytearray(b'c'))), Bytes(b'abc')[Index(1):])),
    ('bytes', lambda: (b'%s|%b|%a|%d' % (t, Bytes(b'x'), t, t), b'%(k)s' % {b'k': b'v' + b'w'}, b'a b'.split(), b'a,b'.partition(b','), b'ab'.replace(b'a', b'cc'), b'ab'.find(Index(98)), Index(98) in [98])),
    ('bytearray', lambda: (bytearray(each(1, Index(2))), Array(t.__bytes__()), Array(Index(2)), bytearray('x' + 'y', 'ascii'), bytearray(b'ab') * Index(2), bytearray(b'abc')[Index(0):Index(2)])),
    ('errors', lambda: int(Index('x'))),
    ('errors', lambda: '%d' % (t.__str__(),)),
    ('errors', lambda: '{0[5]}'.format(t)),
    ('errors', lambda: '-'.join(each('a', 5))),
    ('errors', lambda: bytes(each(1, 'x'))),
    ('errors', lambda: bytes(each(1, 300))),
    ('errors', lambda: b'%s' % (s,)),
    ('errors', lambda: 'abc'.translate([t, t])),
    ('errors', lambda: int.from_bytes(each('x'), 'big')),
    ('errors', lambda: s.replace('a', t)),
    ('errors', lambda: float(Index(10 ** 400))),
    ('errors', lambda: s[t]),
    ('errors', lambda: b'\xff'.decode()),
    ('errors', lambda: s.encode('ascii')),
]:
    show(label, f)
a = Array(b'start')
a.name = 'array' + '!'
for k in range(6):
    a.append(Index(65 + k))
    a.insert(Index(0), 48 + k)
a.extend(each(97, Index(98)))
a += bytes(t)
a *= Index(2)
a[Index(1):Index(3)] = each(1, 2, 3, 4)
a[Index(0)] = Index(33)
del a[::Index(3)]
del a[Index(-1)]
print(a, a.name, a.pop(Index(0)), a.pop(), len(a))
for kept in [Str(s), Int(big), Float(1.5), Complex(1, 2), Bytes(b'x'), Array(b'y')]:
    kept.attribute = churn()
    churn()
    print(type(kept).__name__, repr(kept), kept.attribute, kept == kept, {1: kept}[1] is kept)
