def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)


class Str(str):
    pass


words = ['', 'hello world', 'Hello World', 'HELLO', '123', '12.5', ' \t\n', 'abc123', 'straße', 'ǅungla', 'ΑΣ', 'a_b', '1abc', 'x²', '½', 'naïve', '\u0661', '\U0001f600', Str('Sub Class')]
for w in words:
    for name in ['upper', 'lower', 'casefold', 'capitalize', 'title', 'swapcase', 'isalnum', 'isalpha', 'isascii', 'isdecimal', 'isdigit', 'isidentifier', 'islower', 'isnumeric', 'isprintable', 'isspace', 'istitle', 'isupper', 'strip', 'lstrip', 'rstrip', 'split', 'rsplit', 'splitlines', 'expandtabs', 'encode']:
        show(name, lambda: getattr(w, name)())
text = 'one two  three two \u20ac two'
for sub in ['two', 'o', '', 'xyz', '\u20ac', ' ']:
    for args in [(), (5,), (5, 12), (-5,), (None, 10), (0, -3), (100,), (3, 2)]:
        for name in ['find', 'rfind', 'index', 'rindex', 'count', 'startswith', 'endswith']:
            show(name, lambda: getattr(text, name)(sub, *args))
    for limit in [-1, 0, 1, 2]:
        show('replace', lambda: text.replace(sub, '<>', limit))
        show('split', lambda: text.split(sub, limit))
        show('rsplit', lambda: text.rsplit(sub, limit))
        show('split', lambda: text.split(None, limit))
        show('rsplit', lambda: text.rsplit(maxsplit=limit))
    for name in ['partition', 'rpartition', 'removeprefix', 'removesuffix', 'strip', 'lstrip', 'rstrip', 'join', '__contains__']:
        show(name, lambda: getattr(text, name)(sub))
for args in [(('one', 'x'),), (('x', 'two'),), ((),), ((1,),), (1,), (['one'],), ('t', 4), ('two', 'a')]:
    show('startswith', lambda: text.startswith(*args))
    show('endswith', lambda: text.endswith(*args))
for width in [0, 3, 10, 11, -5, True]:
    for fill in [' ', '*', '\u20ac', '', 'ab', 5]:
        show('ljust', lambda: 'abc'.ljust(width, fill))
        show('rjust', lambda: 'abc'.rjust(width, fill))
        show('center', lambda: 'abc'.center(width, fill))
    show('zfill', lambda: '-42'.zfill(width))
    show('zfill', lambda: 'abc'.zfill(width))
    show('ljust', lambda: 'abc'.ljust(width))
    show('expandtabs', lambda: 'a\tbc\td\n\te'.expandtabs(width))
show('expandtabs', lambda: 'a\tb'.expandtabs(tabsize=4))
lines = 'a\nb\r\nc\rd\x0be\u2028f\n\n'
show('lines', lambda: lines.splitlines())
show('lines', lambda: lines.splitlines(True))
show('lines', lambda: lines.splitlines(keepends=0))
show('lines', lambda: lines.splitlines('a'))
for items in [[], ['a'], ['a', 'b'], ('x', 'yé', '\U0001f600'), 'abc', {'k': 1}, iter(['p', 'q']), (c for c in 'gen'), ['a', 1], [b'a'], 5, None, [Str('s'), 't']]:
    show('join', lambda: '-'.join(items))
    show('join', lambda: ''.join(items))
for name, bad in [('find', 1), ('count', None), ('index', b'a'), ('startswith', None), ('replace', 1), ('split', 1), ('strip', 1), ('lstrip', 1), ('rstrip', b''), ('partition', 1), ('rpartition', None), ('ljust', 'a'), ('zfill', 'a'), ('encode', 1), ('removeprefix', 1), ('removesuffix', None), ('expandtabs', 'a'), ('translate', 1)]:
    show(name, lambda: getattr('abc', name)(bad))
    show(name, lambda: getattr('abc', name)(bad, bad))
show('split', lambda: 'a'.split(maxsplit='a'))
show('split', lambda: 'a'.split(''))
show('split', lambda: 'a,b'.split(sep=','))
show('partition', lambda: 'a'.partition(''))
for encoding in ['utf-8', 'ascii', 'latin-1', 'utf-16', 'utf-16-le', 'UTF8', 'nope']:
    for errors in ['strict', 'ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace', 'wrong']:
        show(encoding, lambda: 'aé\u20ac'.encode(encoding, errors))
show('encode', lambda: 'abc'.encode(errors='strict', encoding='ascii'))
table = str.maketrans('abc', 'xyz', 'd')
print(table, 'aabbccdd'.translate(table), str.maketrans({'a': 'long', 98: None, 'c': 100}), 'abc'.translate({97: 'é', 98: None, 99: 100}))
show('maketrans', lambda: str.maketrans(1))
show('maketrans', lambda: str.maketrans('a', 1))
show('maketrans', lambda: str.maketrans(1, 'a'))
show('maketrans', lambda: str.maketrans('a', 'bc'))
show('maketrans', lambda: str.maketrans({'ab': 1}))
show('maketrans', lambda: str.maketrans({1.5: 1}))
show('translate', lambda: 'abc'.translate({97: 1.5}))
show('translate', lambda: 'abc'.translate({97: 0x110000}))
show('translate', lambda: 'abc'.translate(['x'] * 98))


class Table:
    def __getitem__(self, key):
        if key == 97:
            return 'A'
        if key == 98:
            raise KeyError(key)
        raise LookupError


class Failing:
    def __getitem__(self, key):
        raise RuntimeError('no')


show('translate', lambda: 'abcab'.translate(Table()))
show('translate', lambda: 'abcab'.translate(Failing()))
print('abc'.__mul__(2), 'abc'.__rmul__(2), 'a-b'.split('-')[0], str.upper('x'), str.join(',', ['1', '2']))


def fields(f):
    try:
        f()
    except UnicodeError as e:
        print(type(e).__name__, e.encoding, e.object, e.start, e.end, e.reason, e.args, str(e))


fields(lambda: b'ab\xff\xfe'.decode())
fields(lambda: b'ab\xff'.decode('ascii'))
fields(lambda: 'a\u20ac\u20acb'.encode('latin-1'))
fields(lambda: str(b'\xe2\x82', 'utf-8'))
fields(lambda: bytes('\xe9', 'ascii'))
fields(lambda: bytearray('\U0001f600', 'ascii'))
