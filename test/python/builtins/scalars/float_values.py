def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)


class Float(float):
    pass


class HasFloat:
    def __init__(self, value):
        self.value = value

    def __float__(self):
        return self.value


class Index:
    def __index__(self):
        return 12


inf = float('inf')
nan = float('nan')
values = [0.0, -0.0, 1.0, -1.5, 0.1, 1e16, 1e15, 123456789.125, 1e-5, 5e-324, 1.7976931348623157e308, inf, -inf, nan, 2.5, 3.5, -2.5, Float(6.25)]
for a in values:
    print(a, repr(a), str(a), bool(a), -a, +a, abs(a), a.real, a.imag, a.conjugate(), a.is_integer(), a.hex())
    show('hash', lambda: hash(a) if a == a else None)
    show('int', lambda: int(a))
    show('trunc', lambda: a.__trunc__())
    show('floor', lambda: a.__floor__())
    show('ceil', lambda: a.__ceil__())
    show('round', lambda: round(a))
    show('ratio', lambda: a.as_integer_ratio())
    for n in [None, 0, 1, 2, -1, -2, 400, -400]:
        show('round', lambda: round(a, n))
    for spec in ['', '.2f', 'e', 'g', '.3', '10', '+.1f', '%', ',.2f', 'n', '010.2f', '_', 'E', 'G', 'F', '#g', '^12.1f', 'd', 'x', 's', 'z.0f']:
        show(spec, lambda: format(a, spec))
    print('%f %e %g %.3f %10.2f %s %r' % (a, a, a, a, a, a, a))

for a in values:
    for b in [1.0, -2.0, 0.0, 3, True, 2 ** 70, inf, nan, Float(2.0)]:
        for name in ['__add__', '__sub__', '__mul__', '__truediv__', '__floordiv__', '__mod__', '__divmod__', '__radd__', '__rsub__',
                     '__rtruediv__', '__rmod__', '__rdivmod__', '__pow__', '__rpow__', '__eq__', '__ne__', '__lt__', '__le__', '__gt__', '__ge__']:
            show(name, lambda: getattr(a, name)(b))
        show('ops', lambda: (a + b, b - a, a * b, a < b, b <= a, a == b))

for text in ['1.5', ' 1e3 ', 'inf', '-Infinity', 'nan', '1_0.5', '', 'abc', '1.5.5', '.5', '5.', '1e', '\u0661.5', '1e400']:
    show(text, lambda: float(text))
    show(text, lambda: float(text.encode()))
for arg in [1, 2 ** 70, True, Float(1.5), HasFloat(2.5), HasFloat(3), HasFloat(Float(1.0)), Index(), None, [], 1j, 10 ** 400, b'\xff', bytearray(b'2.5')]:
    show('float', lambda: float(arg))
    show('Float', lambda: (Float(arg), type(Float(arg)).__name__))
print(float(), Float(), type(float(Float(2.0))).__name__)
for text in ['0x1.8p+1', '-0x.8', 'inf', 'nan', '1', '0x', 'xyz', '0x1p2000', ' 0x10 ']:
    show(text, lambda: float.fromhex(text))
show('fromhex', lambda: float.fromhex(1))
show('Float.fromhex', lambda: (Float.fromhex('0x2'), type(Float.fromhex('0x2')).__name__))
show('getformat', lambda: float.__getformat__('double'))
show('getformat', lambda: float.__getformat__('x'))
for other in ['a', None, [1], 1j]:
    show('add', lambda: 1.5.__add__(other))
    show('op', lambda: 1.5 + other)
    show('op', lambda: other % 1.5)
    show('op', lambda: 1.5 < other)
    show('op', lambda: 1.5 == other)
show('pow', lambda: (-8.0) ** 0.5)
show('pow', lambda: 0.0 ** -1)
show('pow', lambda: 10.0 ** 400)
show('pow', lambda: pow(2.0, 3, 5))
show('pow', lambda: pow(2.0, 3, None))
show('big', lambda: 1.0 + 10 ** 400)
show('zero', lambda: 1.0 / 0)
show('zero', lambda: 1.0 // 0)
show('zero', lambda: 1.0 % 0)
show('zero', lambda: divmod(1.0, 0))
f = Float(3.25)
f.tag = 'x'
print(f, f.tag, f + 1, type(f + 1).__name__, f == 3.25, {3.25: 1}[f], f.__getnewargs__(), 1.0.__getnewargs__(), Float(1.0).is_integer())
print(0.1 + 0.2, 1 / 3, 1e300 * 1e10, 2.0 ** 0.5, 7 // 2.0, -7 % 2.5, 1e23, 9007199254740993.0, hash(1.0) == hash(1), hash(0.5), hash(inf), hash(-inf), hash(1e300))
print(1.0.__int__(), 1.5.__float__(), 2.0.__bool__(), nan == nan, nan != nan, nan in [nan], -0.0 == 0.0)
