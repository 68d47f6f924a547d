def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)


class Int(int):
    pass


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


class HasInt:
    def __int__(self):
        return 7


class Trunc:
    def __trunc__(self):
        return 9


big = 2 ** 100 + 12345
values = [0, 1, -1, 7, -7, 255, 2 ** 31 - 1, -2 ** 31, 2 ** 31, 2 ** 53, -2 ** 53, 2 ** 53 + 1, big, -big, True, Int(5), Int(big)]
for a in values:
    print(a, repr(a), str(a), hash(a), bool(a), -a, +a, ~a, abs(a))
    print(a.bit_length(), a.bit_count(), a.real, a.imag, a.numerator, a.denominator, a.conjugate(), a.as_integer_ratio())
    print(type(+a).__name__, type(-a).__name__, type(a.real).__name__, float(a), a.__index__(), a.__int__(), a.__trunc__())
    print(format(a), format(a, 'd'), format(a, '#x'), format(a, '>12'), f'{a:,}', '%d' % a, '%x' % a)

for a in values:
    for b in [1, -3, 7, 2 ** 33, 2 ** 70, -big, Int(4), False]:
        for name in ['__add__', '__sub__', '__mul__', '__floordiv__', '__mod__', '__truediv__', '__divmod__', '__and__', '__or__',
                     '__xor__', '__radd__', '__rsub__', '__rfloordiv__', '__eq__', '__ne__', '__lt__', '__le__', '__gt__', '__ge__']:
            show(name, lambda: getattr(a, name)(b))
        print(a + b, a - b, a * b, a & b, a | b, a ^ b, a == b, a < b)

for a in [0, 5, -5, big]:
    for n in [0, 1, 31, 32, 64, 100]:
        print(a << n, a >> n, a << Int(n))
    show('shift', lambda: a << -1)
    show('shift', lambda: a >> -1)
    show('div', lambda: a // 0)
    show('mod', lambda: a % 0)
    show('true', lambda: a / 0)
    show('divmod', lambda: divmod(a, 0))
    show('pow', lambda: a ** 3)
    show('pow', lambda: a ** -2)
    show('pow3', lambda: pow(a, 5, 7))
    show('pow3', lambda: pow(a, -1, 11))
    show('pow3', lambda: pow(a, 2, 0))
    for n in [None, 0, 1, -1, -2, -40]:
        show('round', lambda: a.__round__() if n is None else round(a, n))

for text in ['12', ' -12 ', '+5', '1_000', '0x1f', '0b11', '0o17', '', 'abc', '1__0', '_1', '12a', '\u0663', '9' * 30, '1.5', 'z']:
    show(text, lambda: int(text))
    show(text, lambda: int(text, 0))
    show(text, lambda: int(text, 16))
    show(text, lambda: int(text, 36))
    show(text, lambda: int(text.encode(), 36))
for arg in [1.9, -1.9, 1e20, float('nan'), float('inf'), True, Int(3), Index(4), HasInt(), Trunc(), None, [], 'x', b'12', b'\xff', bytearray(b' 77 '), 1j]:
    show('int', lambda: int(arg))
    show('Int', lambda: (Int(arg), type(Int(arg)).__name__))
show('none', lambda: int())
show('base', lambda: int('1', 1))
show('base', lambda: int('1', 37))
show('base', lambda: int(1, 2))
show('base', lambda: int(base=2))
show('base', lambda: int('11', Index(2)))
show('base', lambda: int('11', base=2))
show('new', lambda: int.__new__(str, 1))
show('new', lambda: int.__new__(bool, 1))
show('new', lambda: int.__new__(1))

for value, length, order, signed in [(0, 1, 'big', False), (258, 2, 'big', False), (258, 3, 'little', False), (-2, 2, 'big', True), (256, 1, 'big', False), (-1, 1, 'big', False), (128, 1, 'big', True)]:
    show('to_bytes', lambda: value.to_bytes(length, order, signed=signed))
show('to_bytes', lambda: (5).to_bytes())
show('to_bytes', lambda: (5).to_bytes(1, 'x'))
show('to_bytes', lambda: (5).to_bytes(-1, 'big'))
show('to_bytes', lambda: (5).to_bytes(1, 1))
for data in [b'', b'\x01\x02', bytearray(b'\xff\x00'), [1, 2, 3], (255, 255), 'a', 5, [256]]:
    show('from_bytes', lambda: int.from_bytes(data, 'big'))
    show('from_bytes', lambda: int.from_bytes(data, 'little', signed=True))
    show('from_bytes', lambda: (Int.from_bytes(data, 'big'), type(Int.from_bytes(data, 'big')).__name__))

for other in [1.5, 'a', None, 2j, [1]]:
    show('add', lambda: 1 .__add__(other))
    show('eq', lambda: 1 .__eq__(other))
    show('op', lambda: 1 + other)
    show('op', lambda: other - 1)
    show('op', lambda: 1 < other)
    show('op', lambda: 1 == other)
    show('op', lambda: 3 // other)
    show('op', lambda: divmod(7, other))
for spec in ['', 'd', '5', '05', '+', ' ', '-', 'x', '#X', 'b', '#b', 'o', 'c', 'e', '.3f', 'g', '%', 'n', ',', '_', '_x', '^9', '*<9', '=+9', '.2', 's', 'z', '010,']:
    show(spec, lambda: format(1234567, spec))
    show(spec, lambda: format(-65, spec))
    show(spec, lambda: format(True, spec))
    show(spec, lambda: format(Int(70), spec))
show('format', lambda: (1).__format__(2))
print(Int(3) + 1, type(Int(3) + 1).__name__, {1: 'a'}[Int(1)], Int(3) == 3, hash(Int(3)), Int(7).__getnewargs__())
i = Int(8)
i.tag = 'hello'
print(i.tag, i, [10, 20, 30][Int(1)], 'abc' * Int(2), Int(1000) * 10 ** 30)
print(bool(0), bool(5), bool(), True + True, True & False, True | 5, True ^ True, repr(True), str(False), True == 1, hash(True))
show('bool', lambda: bool(1, 2))
print(1 .__add__(2), (3).__pow__(4), (3).__pow__(4, 5), (3).__rpow__(2), (3).__bool__(), 10 ** 20, 7 .__rdivmod__(20))
print(1 < 1.5, 2 ** 53 + 1 == float(2 ** 53), 2 ** 53 + 1 > float(2 ** 53), 10 ** 400 > 1e308, 10 ** 400 < float('inf'))
