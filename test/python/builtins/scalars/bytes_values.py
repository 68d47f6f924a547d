def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)


class Bytes(bytes):
    pass


class HasBytes:
    def __bytes__(self):
        return b'own'


class BadBytes:
    def __bytes__(self):
        return 'no'


class Index:
    def __index__(self):
        return 3


b = b'hello \x00\xff world'
samples = [b'', b'a', b, Bytes(b'sub'), bytearray(b'array')]
for s in samples:
    print(repr(s), len(s), bool(s), list(s), s == bytes(s), s + b'!', b'<' + s, s * 2, 2 * s, s.hex(), type(s + b'').__name__, type(s[:]).__name__)
    for i in [0, -1, 2, 100, -100, True, Index(), 'a', 1.5, None, 2 ** 70]:
        show('item', lambda: s[i])
    for sl in [slice(None), slice(1, None), slice(None, -1), slice(None, None, 2), slice(None, None, -1), slice(3, 1), slice('a', None), slice(None, None, 0)]:
        show('slice', lambda: s[sl])
    for other in [b'', b'a', bytearray(b'array'), 'a', 97, None, 300, [97], 1.5]:
        show('eq', lambda: (s == other, s != other))
        show('lt', lambda: s < other)
        show('ge', lambda: s >= other)
        show('in', lambda: other in s)
        show('add', lambda: s + other)
        show('radd', lambda: other + s)
        show('mul', lambda: s * other if other != 300 else None)
for args in [(), (b'x',), (bytearray(b'y'),), (3,), (0,), (-1,), ([1, 2, 255],), ((0,),), ([256],), ([-1],), (['a'],), ('a',), ('é', 'utf-8'), ('é', 'ascii'), ('é', 'ascii', 'ignore'), (1, 'a'), (b'x', 'utf-8'), (1.5,), (None,), (HasBytes(),), (BadBytes(),), (Index(),), (range(4),), (iter([7, 8]),), (2 ** 70,), ({1: 2},), ('a', 5), ('a', 'nope')]:
    show('bytes', lambda: bytes(*args))
    show('Bytes', lambda: (Bytes(*args), type(Bytes(*args)).__name__))
    show('bytearray', lambda: bytearray(*args))
show('kw', lambda: bytes(1, errors='a'))
show('kw', lambda: bytes(encoding='a'))
show('kw', lambda: bytes('abc', encoding='ascii'))
show('kw', lambda: bytes(source=b'abc'))
t = Bytes(b'tagged')
t.tag = 1
print(t.tag, t, type(t.upper()).__name__, type(bytes(t)).__name__, {b'tagged': 1}[t], hash(t) == hash(b'tagged'), t.__getnewargs__(), bytes(t) == t, t.__bytes__())
words = [b'', b'hello world', b'Hello World', b'HELLO', b'123', b' \t\n', b'abc123', b'\xe9', bytearray(b'Ab c')]
for w in words:
    for name in ['upper', 'lower', 'capitalize', 'title', 'swapcase', 'isalnum', 'isalpha', 'isascii', 'isdigit', 'islower', 'isspace', 'istitle', 'isupper', 'strip', 'lstrip', 'rstrip', 'split', 'rsplit', 'splitlines', 'expandtabs', 'decode', 'hex']:
        show(name, lambda: getattr(w, name)())
for text in [b'one two  three two', bytearray(b'one two  three two')]:
    for sub in [b'two', bytearray(b'o'), b'', b'xyz', 111, 300, 'two', None]:
        for args in [(), (5,), (5, 12), (-5,), (None, 10)]:
            for name in ['find', 'rfind', 'index', 'rindex', 'count', 'startswith', 'endswith']:
                show(name, lambda: getattr(text, name)(sub, *args))
        show('replace', lambda: text.replace(sub, b'<>'))
        show('replace', lambda: text.replace(sub, b'<>', 1))
        for name in ['split', 'rsplit', 'partition', 'rpartition', 'removeprefix', 'removesuffix', 'strip', 'lstrip', 'rstrip']:
            show(name, lambda: getattr(text, name)(sub))
        show('split', lambda: text.split(sub, 1))
        show('rsplit', lambda: text.rsplit(sub, maxsplit=1))
    show('startswith', lambda: text.startswith((b'x', b'one')))
    show('startswith', lambda: text.startswith(('x',)))
    for width in [0, 20, 25, -1]:
        show('ljust', lambda: text.ljust(width, b'*'))
        show('rjust', lambda: text.rjust(width))
        show('center', lambda: text.center(width, b'-'))
        show('zfill', lambda: text.zfill(width))
    show('ljust', lambda: text.ljust(5, 'a'))
    show('ljust', lambda: text.ljust(5, b'ab'))
    table = bytes.maketrans(b'ot', b'01')
    show('translate', lambda: text.translate(table))
    show('translate', lambda: text.translate(table, b'e'))
    show('translate', lambda: text.translate(None, delete=b'e'))
    show('translate', lambda: text.translate(b'short'))
    show('translate', lambda: text.translate(1))
    show('lines', lambda: (text + b'\na\r\nb').splitlines(True))
    show('iter', lambda: [x for x in text][:3])
for items in [[], [b'a'], [b'a', bytearray(b'b')], (b'x',), iter([b'p', b'q']), ['a'], [1], 5, b'ab']:
    show('join', lambda: b'-'.join(items))
    show('join', lambda: bytearray(b'').join(items))
for args in [(), ('-',), ('-', 2), ('-', -2), (b':',), ('ab',), ('é',), (1,), ('',), ('-', 0)]:
    show('hex', lambda: b'\x01\xab\xcd\xef\x99'.hex(*args))
for text in ['', '01 ab CD', '0', 'zz', '0 1', '\u0661\u0661', 5]:
    show('fromhex', lambda: bytes.fromhex(text))
    show('fromhex', lambda: (Bytes.fromhex(text), bytearray.fromhex(text)))
for encoding, errors in [('utf-8', 'strict'), ('ascii', 'strict'), ('ascii', 'replace'), ('utf-8', 'ignore'), ('latin-1', 'strict'), ('utf-8', 'backslashreplace'), ('nope', 'strict'), ('utf-8', 'wrong')]:
    show(encoding, lambda: b'a\xc3\xa9\xff'.decode(encoding, errors))
show('decode', lambda: b'a'.decode(1))
show('decode', lambda: b'abc'.decode(errors='strict', encoding='ascii'))
show('maketrans', lambda: bytes.maketrans('a', 'b'))
show('maketrans', lambda: bytes.maketrans(b'ab', b'c'))
for template, args in [(b'%s', b'x'), (b'%b|%a|%r', (b'x', 'é', 'q')), (b'%d %x', (5, 255)), (b'%s', 'x'), (b'%s', 5), (b'%c%c', (65, b'B')), (b'%c', 256), (b'%c', 'a'), (b'%.2f', 1.5), (b'%s', HasBytes()), (b'%(k)s', {b'k': b'v'}), (b'%d', 'a'), (b'%s', ()), (b'x', 5), (b'%5s|%-5s|', (b'a', bytearray(b'b'))), (b'%z', 1), (bytearray(b'%s'), b'x')]:
    show(template, lambda: template % args)
print(b'abc'[1:] is b, b[:] is b, bytes(b) is b, b'' == bytearray(), b'ab' < b'b', str(b'x'), repr(b"it's"), repr(b'"\''), hash(b'a') == hash(b'a'), b'a' in {b'a': 1})
