def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)


class Str(str):
    pass


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


class HasStr:
    def __str__(self):
        return 'has str'


class BadStr:
    def __str__(self):
        return 5


s = 'hello wörld \u20ac \U0001f600!'
texts = ['', 'a', 'abc', s, 'x' * 50, Str('sub'), '\u0130']
for t in texts:
    print(repr(t), str(t), len(t), bool(t), list(t), [c for c in t], t == str(t), t * 2, t + '!', '<' + t)
    for i in [0, 1, -1, 5, 100, -100, True, Index(2), 2 ** 70, 'a', 1.5, None]:
        show('item', lambda: t[i])
    for sl in [slice(None), slice(1, None), slice(None, -1), slice(None, None, 2), slice(None, None, -1), slice(5, 2), slice(2, 5, 2), slice(-3, None), slice(Index(1), Index(3)), slice(0, 100, 3), slice('a', None), slice(None, None, 0), slice(2 ** 80, None), slice(None, 1.5)]:
        show('slice', lambda: t[sl])
for a in texts:
    for b in texts:
        print(a == b, a != b, a < b, a <= b, a > b, a >= b, b in a, (a + b), a.__eq__(b), a.__lt__(b))
for other in [1, None, b'a', [1], 1.5]:
    show('add', lambda: 'a' + other)
    show('radd', lambda: other + 'a')
    show('eq', lambda: 'a' == other)
    show('lt', lambda: 'a' < other)
    show('in', lambda: other in 'a')
    show('mul', lambda: 'ab' * other)
    show('rmul', lambda: other * 'ab')
    show('method', lambda: 'a'.__add__(other))
    show('method', lambda: 'a'.__eq__(other))
for n in [0, 1, 3, -1, True, Index(2), 2 ** 70]:
    show('mul', lambda: 'ab' * n)
    show('rmul', lambda: n * 'ab')
    show('mul', lambda: s * n)
show('big', lambda: 'ab' * 2 ** 62)
for args in [(), ('x',), (5,), (None,), (HasStr(),), (BadStr(),), (b'abc',), (b'abc', 'utf-8'), (b'\xff', 'utf-8'), (b'\xff', 'utf-8', 'replace'), (b'abc', 'nope'), ('x', 'utf-8'), (5, 'utf-8'), (bytearray(b'xyz'), 'ascii'), (b'a', 5), (Str('q'),), ([1, 'a'],)]:
    show('str', lambda: str(*args))
    show('Str', lambda: (Str(*args), type(Str(*args)).__name__))
show('kw', lambda: str(object=5))
show('kw', lambda: str(b'abc', encoding='latin-1', errors='strict'))
show('kw', lambda: str(b'abc', errors='strict'))
t = Str('tagged')
t.tag = 1
print(t.tag, t, t.upper(), type(t.upper()).__name__, type(t[:]).__name__, type(str(t)).__name__, {'tagged': 1}[t], hash(t) == hash('tagged'), type(t + '').__name__, type(t * 1).__name__)
print(t.__getnewargs__(), 'a'.__getnewargs__(), type(t.strip()).__name__, type(''.join([t])).__name__, type(t.replace('x', 'y')).__name__)
a = 'shared text here'
print(a[:] is a, a * 1 is a, a + '' is a, '' + a is a, str(a) is a, a.strip() is a, a.replace('zz', 'y') is a, ''.join([a]) is a, a[0] is a[0], a[2:2] is '')
it = iter('aé\U0001f600')
print(next(it), next(it), next(it), next(it, 'end'), 'abc'.__contains__('b'), 'abc'.__len__(), 'abc'.__hash__() == hash('abc'))
print(max('hello'), min('hello'), sorted('hello'), list(reversed('abc')), tuple('abc'), set('aaa'), dict.fromkeys('ab'), '-'.join('abc'), sum(len(x) for x in ['a', 'bc']))
for spec in ['', '10', '>10', '^10', '*^11', '.2', '10.2', 's', 'd', '+', '=10', ',', '#', '010', '<05', 'z']:
    show(spec, lambda: format('word', spec))
    show(spec, lambda: format(Str('word'), spec))
show('format', lambda: 'a'.__format__(1))
print(repr('it\'s'), repr('"q"'), repr('\'"'), repr('\n\t\\\x00\x7f\xa0\u200b\ud800'.replace('\ud800', '')), ascii('é\U0001f600'))
