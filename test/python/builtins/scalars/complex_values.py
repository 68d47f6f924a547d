def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)


class Complex(complex):
    pass


class HasComplex:
    def __complex__(self):
        return 1 + 2j


class HasFloat:
    def __float__(self):
        return 2.5


nan = float('nan')
inf = float('inf')
values = [0j, 1j, -1j, 1 + 2j, complex(-0.0, -0.0), complex(0.0, -0.0), 3 - 4j, complex(inf, nan), Complex(2, 3)]
for a in values:
    print(a, repr(a), str(a), bool(a), -a, +a, a.real, a.imag, a.conjugate())
    show('abs', lambda: abs(a))
    show('hash', lambda: hash(a) if a == a else None)
    for b in [2, 1.5, 1j, 3 - 4j, True, 0, Complex(1, 1)]:
        show('ops', lambda: (a + b, b + a, a - b, b - a, a * b, a == b, a != b))
        show('div', lambda: a / b)
        show('pow', lambda: a ** b)
        for name in ['__add__', '__rsub__', '__rtruediv__', '__eq__', '__lt__', '__ge__']:
            show(name, lambda: getattr(a, name)(b))
    for spec in ['', '.2f', '>20', 'e', 'g', '+', 'x', '020', '=20']:
        show(spec, lambda: format(a, spec))
for args in [(), (1,), (1, 2), (1.5, -2), ('1+2j',), (' (3-4j) ',), ('j',), ('1+',), ('abc',), ('1', 2), (1, '2'), (1j, 2), (1, 2j), (1j, 2j), (HasComplex(),), (HasFloat(), 1), (None,), (1, None), (Complex(1, 2),), (True, True), ('1_0j',), ('1__0j',)]:
    show('complex', lambda: complex(*args))
    show('Complex', lambda: (Complex(*args), type(Complex(*args)).__name__))
show('kw', lambda: complex(real=1, imag=2))
show('kw', lambda: complex(imag=2))
show('op', lambda: 1j // 2)
show('op', lambda: 1j % 2)
show('op', lambda: divmod(1j, 2))
show('op', lambda: 1j < 2)
show('op', lambda: 1j + 'a')
show('op', lambda: int(1j))
show('op', lambda: float(1j))
show('pow', lambda: 0j ** -1)
show('pow', lambda: pow(1j, 2, 3))
show('zero', lambda: 1j / 0)
print(hash(1 + 0j) == hash(1), 1 == 1 + 0j, (1 + 2j).__getnewargs__(), complex(1, 2).__complex__(), round((1 + 2j).real))
