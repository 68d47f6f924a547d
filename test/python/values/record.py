"""Records what CPython answers for the pure value functions, as recorded/*.json.

Usage: python3.11 test/python/values/record.py

Every area is a list of [arguments, result]. Values are tagged strings: f: a float's 64 bits in
hexadecimal, i: an int, s: a str, b: bytes as Latin-1, l: nothing (lists are lists); an exception
is {"error": class name, "message": text}. The generator is seeded: a second run writes the same.
"""
import json
import math
import os
import random
import re
import struct
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
RNG = random.Random(20)
# In UTF-16 these two lone surrogates would be one character.
FORMS_PAIR = re.compile('[\ud800-\udbff][\udc00-\udfff]')


def encode(value):
    if value is None or value is True or value is False:
        return value
    if isinstance(value, float):
        if value != value:
            return 'f:nan'
        return 'f:' + struct.pack('>d', value).hex()
    if isinstance(value, int):
        return 'i:%d' % value if abs(value) < 10**4000 else 'x:%x' % value
    if isinstance(value, str):
        return 's:' + value
    if isinstance(value, (bytes, bytearray)):
        return 'b:' + value.decode('latin-1')
    if isinstance(value, (list, tuple)):
        return [encode(item) for item in value]
    if isinstance(value, complex):
        return [encode(value.real), encode(value.imag)]
    raise TypeError(type(value))


def outcome(function, args):
    try:
        return encode(function(*args))
    except Exception as error:
        message = error.args[0] if isinstance(error, KeyError) else str(error)
        recorded = {'error': type(error).__name__, 'message': message}
        if isinstance(error, UnicodeError) and hasattr(error, 'start'):
            recorded['fields'] = [error.encoding, error.start, error.end, error.reason]
        return recorded


class Recording:
    def __init__(self, name):
        self.name = name
        self.areas = {}

    def area(self, name, function, cases):
        seen, rows = set(), []
        for case in cases:
            if any(isinstance(item, str) and FORMS_PAIR.search(item) for item in case):
                continue
            row = [encode(case), outcome(function, case)]
            key = json.dumps(row[0])
            if key not in seen and len(key) + len(json.dumps(row[1])) < 12000:
                seen.add(key)
                rows.append(row)
        self.areas[name] = rows

    def write(self):
        folder = os.path.join(HERE, 'recorded')
        os.makedirs(folder, exist_ok=True)
        lines = []
        for name, rows in self.areas.items():
            body = ',\n'.join(json.dumps(row, separators=(',', ':')) for row in rows)
            lines.append('"%s":[\n%s]' % (name, body))
        text = '{"python":"%s","areas":{\n%s}}\n' % (sys.version.split()[0], ',\n'.join(lines))
        with open(os.path.join(folder, self.name + '.json'), 'w') as out:
            out.write(text)
        print(self.name, sum(map(len, self.areas.values())), 'cases', len(text), 'bytes')


# ---------------------------------------------------------------------------------- generators

SPECIAL_FLOATS = [0.0, -0.0, 1.0, -1.0, 0.5, 1.5, 2.5, -2.5, 0.1, 0.2, 0.3, 1 / 3, 2.675, 1e15, 1e16, 1e17, 9.5, 99.5,
                  123456789012345678.0, 1e21, 1e22, 1e23, 1e-4, 1e-5, 0.00012345, 5e-324, 2.2250738585072014e-308,
                  1.7976931348623157e308, math.inf, -math.inf, math.nan, 2.0**53, 2.0**53 + 2, 9007199254740993.0,
                  0.045, 1.005, 1e100, 4.35, 0.000123, 999999.5, 9999995.0, 1e5, 123456.0, 1234567.0, 0.15, 0.25, 0.35]


def random_float():
    kind = RNG.random()
    if kind < 0.35:
        return RNG.choice(SPECIAL_FLOATS)
    if kind < 0.5:
        return struct.unpack('>d', RNG.randbytes(8))[0]
    if kind < 0.7:
        return round(RNG.uniform(-1000, 1000), RNG.randrange(6))
    if kind < 0.8:
        return float(RNG.randrange(-10**6, 10**6)) / RNG.choice([1, 2, 4, 8, 16, 10, 100])
    return RNG.uniform(-1, 1) * 10.0**RNG.randrange(-25, 25)


def finite_float():
    while True:
        x = random_float()
        if math.isfinite(x):
            return x


def random_int():
    kind = RNG.random()
    if kind < 0.4:
        return RNG.randrange(-300, 300)
    if kind < 0.5:
        return RNG.choice([0, 1, -1, 255, 256, 2**31, -2**31, 2**53, 2**53 + 1, 2**61 - 1, 2**61, -2**61 + 1, 2**63, 10**18])
    if kind < 0.8:
        return RNG.randrange(-2**40, 2**40)
    return RNG.getrandbits(RNG.randrange(1, 400)) * RNG.choice([1, -1])


LETTERS = 'aAbBzZ0 9_\t\n.,xß'
ODD = ['é', 'É', 'ß', 'ŉ', 'ǆ', 'ǅ', 'ﬁ', 'Σ', 'σ', 'ς', 'İ', 'ı', '١', '²', '½', '一', '\u2028', '\xa0', '\x1c', '\x85',
       '\u3000', '😀', '𝒜', '𝟘', 'ა', 'Ა', '\u0301', '\u200b', '\ud800', '\x00', '\x7f', "'", '"', '\\', '\r', '\r\n', 'Ⅷ', 'ⓐ', 'Ꭰ', 'ꭰ', 'ʼn', '·', 'ᾳ', 'ᾼ']


def random_text(longest=8):
    length = RNG.randrange(longest + 1)
    if RNG.random() < 0.5:
        return ''.join(RNG.choice('aAbB .,') for _ in range(length))
    return ''.join(RNG.choice(ODD) if RNG.random() < 0.4 else RNG.choice(LETTERS) for _ in range(length))


def random_bytes(longest=8):
    length = RNG.randrange(longest + 1)
    if RNG.random() < 0.5:
        return bytes(RNG.choice(b'aAbB .,') for _ in range(length))
    return bytes(RNG.choice(b"abAZ09 \t\n\r\x0b\x0c.,'\"\\\x00\x7f\x80\xff\xe9\x1c") for _ in range(length))


def mutated(text, alphabet):
    chars = list(text)
    for _ in range(RNG.randrange(3)):
        at = RNG.randrange(len(chars) + 1)
        if RNG.random() < 0.5:
            chars.insert(at, RNG.choice(alphabet))
        elif chars:
            chars.pop(min(at, len(chars) - 1))
    return ''.join(chars)


def many(count, *makers):
    return [tuple(make() for make in makers) for _ in range(count * 3 // 5)]


def one_of(*choices):
    return lambda: RNG.choice(choices)


# ---------------------------------------------------------------------------------- the areas

def record_numbers():
    r = Recording('numbers')
    every_float = [(x,) for x in SPECIAL_FLOATS]
    r.area('floatRepr', repr, every_float + many(300, random_float))
    texts = ['1', '-1', '+1.5', '.5', '5.', '.', '', ' ', '1_000', '1__0', '_1', '1_', '1_.0', '1._0', '1e5', '1E+5', '1e', 'e5', '1e_5', '1e5_0',
             'inf', '-inf', '+Infinity', 'INF', 'infin', 'nan', '-NaN', 'nanx', '0x10', '1 2', '\t1\n', '\xa01\u3000', '١٢٣', '1١.٥', '²', '1e400',
             '-1e400', '1e-400', '0.1' + '0' * 300 + '1', '9007199254740993', '9007199254740992.99999999999999999999', '--1', '+-1', '1-', '1,0', '１２.５', '0_0.0_0', '2.4703282292062328e-324', '2.4703282292062327e-324']
    r.area('parseFloat', float, [(t,) for t in texts] + [(mutated(repr(random_float()), '0123456789._e+- '),) for _ in range(400)])
    for code in 'eEfFgG':
        r.area('percent ' + code, lambda x, p, f, code=code: ('%' + f + '.' + str(p) + code) % x,
               many(70, random_float, lambda: RNG.randrange(20), one_of('', '#')))
    r.area('roundFloat', round, many(300, random_float, lambda: RNG.randrange(-6, 20)) + [(x, n) for x in SPECIAL_FLOATS for n in (-400, -1, 0, 2, 323)])
    r.area('roundFloatToInt', round, every_float + many(200, random_float))
    r.area('roundInt', round, many(200, random_int, lambda: RNG.randrange(-20, 3)))
    r.area('floatHex', float.hex, every_float + many(150, random_float))
    hexes = ['0x1p0', '1', '-0x1.8p1', 'inf', '-INFINITY', 'nan', '', '0x', '.8', '0x.8p-1', '0x1.p', '0x1p1024', '0x1.fffffffffffff8p1023', '0x1.fffffffffffff7p1023',
             '0x0.8p-1074', '0x1.8p-1074', '0x1p-1075', ' 0x1p4\n', 'g', '0x1p+', '+0xAp-3', '0x1.00000000000008p0', '0x1.00000000000018p0', '0x1p99999999', '0x1p-99999999', '0x0p99999999']
    r.area('floatFromHex', float.fromhex, [(t,) for t in hexes] + [(mutated(random_float().hex(), '0123456789abcdef.px+-'),) for _ in range(150)])
    r.area('asIntegerRatio', lambda x: x.as_integer_ratio(), every_float + many(100, random_float))
    r.area('floatToInt', int, every_float + many(100, random_float))
    for name, f in [('floatDivmod', divmod), ('floatFloorDivide', lambda a, b: a // b), ('floatModulo', lambda a, b: a % b), ('floatDivide', lambda a, b: a / b)]:
        r.area(name, f, many(150, random_float, random_float))
    r.area('floatPower', lambda a, b: None if isinstance(a ** b, complex) else a ** b,
           many(150, random_float, lambda: float(RNG.randrange(-12, 13))) +
           [(x, y) for x in (0.0, -0.0, 1.0, -1.0, 2.0, -2.0, math.inf, -math.inf, math.nan) for y in (0.0, -0.0, 1.0, -1.0, 3.0, -3.0, 0.5, math.inf, -math.inf, math.nan)])
    bases = [0, 2, 8, 10, 16, 36, 7]
    int_texts = ['0', '-0', '+5', '00', '010', '0_0', '0x1f', '0X1F', '0b101', '0o17', '0x', '0x_1', '0x__1', '_1', '1_', '1__2', ' 12 ', '', '-', '1 2', '0b2', 'z', 'Zz', '١٢', '1.0', '²', '0_x1', '- 1', 'é', "it's", '0b1_0', '1e5', '\x00', '12\n', '0o8']
    r.area('parseInt', int, [(t, b) for t in int_texts for b in bases] + [(mutated(str(random_int()), '0123456789_-+ xabo'), RNG.choice(bases)) for _ in range(200)] + [('5', 1), ('5', 37), ('5', -2), ('9' * 4301, 10), ('1' * 4300, 10), ('f' * 5000, 16)])
    r.area('intRepr', lambda n: str(n), many(60, random_int) + [(10**4299,), (10**4300,), (-10**4299,), (-10**4300,)])
    r.area('prefixed', lambda n: [hex(n), oct(n), bin(n)], many(100, random_int))
    r.area('bits', lambda n: [n.bit_length(), n.bit_count()], many(150, random_int))
    r.area('toBytes', lambda n, size, order, signed: n.to_bytes(size, order, signed=signed),
           many(200, random_int, lambda: RNG.randrange(0, 9), one_of('big', 'little'), one_of(True, False)))
    r.area('fromBytes', lambda b, order, signed: int.from_bytes(b, order, signed=signed), many(150, random_bytes, one_of('big', 'little'), one_of(True, False)))
    r.area('intDivmod', divmod, many(200, random_int, random_int))
    r.area('trueDivide', lambda a, b: a / b, many(200, random_int, random_int) + [(10**400, 1), (10**400, 10**100), (1, 10**400), (3, 10**323), (5 * 10**323, 10**646), (-7, 2**1076), (2**1024 - 2**970, 1), (2**1024 - 2**970 - 1, 1)])
    r.area('intToFloat', float, many(200, random_int) + [(2**1024 - 2**970 - 1,), (2**1024 - 2**970,), (10**309,), (2**53 + 1,), (2**54 + 2,), (2**54 + 6,)])
    r.area('modularPower', pow, many(200, lambda: RNG.randrange(-1000, 1000), lambda: RNG.randrange(-20, 200), lambda: RNG.randrange(-60, 60)))
    r.area('shifts', lambda a, n: [a << n, a >> n], many(150, random_int, lambda: RNG.randrange(-1, 100)))
    r.area('isqrt', math.isqrt, many(200, random_int) + [(n * n + d,) for n in (2**26, 2**53 - 1, 10**30, 94906267) for d in (-1, 0, 1)])
    r.area('hashInt', hash, many(150, random_int))
    r.area('hashFloat', hash, [(x,) for x in SPECIAL_FLOATS if x == x] + many(200, finite_float))
    r.area('compareIntFloat', lambda a, b: [a < b, a == b, a > b], many(150, random_int, random_float))
    r.write()


def random_spec():
    spec = ''
    if RNG.random() < 0.3:
        spec += RNG.choice(['', '*', 'x', '0', '😀', '<', ' ']) + RNG.choice('<>=^')
    if RNG.random() < 0.3:
        spec += RNG.choice('+- ')
    if RNG.random() < 0.1:
        spec += 'z'
    if RNG.random() < 0.2:
        spec += '#'
    if RNG.random() < 0.25:
        spec += '0'
    if RNG.random() < 0.6:
        spec += str(RNG.randrange(25))
    if RNG.random() < 0.25:
        spec += RNG.choice(',_')
    if RNG.random() < 0.4:
        spec += '.' + str(RNG.randrange(12))
    if RNG.random() < 0.7:
        spec += RNG.choice('bcdeEfFgGnosxX%' + 'dfgex' * 2 + 'q')
    return spec


EDGE_SPECS = ['', 'd', 's', 'n', 'c', '5.', '.', '<<7', 'x<<5', 's5', '☃^9', 'é', '5☃', ',,', '__', ',_', '_,', '_n', ',n', ',c', '+c', '#c', '020,', '020_x', '010c',
              '99999999999999999999', '.99999999999999999999', '.9999999999', '{', '=', '=10', '^010', '0=10', '\t', '5q', 'dd', '١٢', '.٣', 'Z', '!', ' ', 'z', 'z.0f']


def record_formats():
    r = Recording('formats')
    specs = [(s,) for s in EDGE_SPECS]
    samples = [('formatStr', ['', 'abc', 'é😀x', 'hello world']), ('formatInt', [0, 5, -1, 255, 12345678, -1234567890, 10**30, 0x1f600, 0x110000]),
               ('formatFloat', [0.0, -0.0, 3.5, -0.01, 1e20, 12345678.0, math.inf, -math.inf, math.nan, 0.1, 1234.5678]), ('formatBool', [True, False])]
    for name, values in samples:
        cases = [(v, s) for v in values for (s,) in specs] + [(RNG.choice(values), random_spec()) for _ in range(180)]
        if name == 'formatFloat':
            cases += [(random_float(), random_spec()) for _ in range(200)]
        if name == 'formatInt':
            cases += [(random_int(), random_spec()) for _ in range(300)] + [(10**400, s) for s in ('d', 'f', '%', 'x')]
        r.area(name, format, cases)
    complexes = [0j, 1 + 2j, -1.5 - 2.25j, complex(-0.0, 1), complex(0, -0.0), complex(math.inf, math.nan), 1e20 + 1e-7j, 12345.678 + 1j]
    pairs = [(c.real, c.imag, s) for c in complexes for (s,) in specs] + [(c.real, c.imag, random_spec()) for c in complexes for _ in range(30)]
    r.area('formatComplex', lambda a, b, s: format(complex(a, b), s), pairs)

    def directive():
        text = '%' + ''.join(RNG.choice('-+ #0') for _ in range(RNG.choice([0, 0, 1, 2])))
        if RNG.random() < 0.5:
            text += RNG.choice(['5', '10', '1', '*'])
        if RNG.random() < 0.4:
            text += '.' + RNG.choice(['', '0', '3', '8', '*'])
        if RNG.random() < 0.1:
            text += RNG.choice('hlL')
        return text + RNG.choice('diouxXeEfFgGcrsa' * 3 + '%q\né')

    def value():
        return RNG.choice([random_int, random_float, random_text, one_of(None, True, b'ab', 65, 'x', -3, 5, 0.5, 3.0)])()

    def percent_case():
        # A star may take only a small number as its width.
        while True:
            text, values = any_percent_case()
            if '*' not in text or not any(isinstance(v, int) and abs(v) > 50 for v in values):
                return (text, values)

    def any_percent_case():
        text = ''.join(RNG.choice(['', 'a', '%%', ' ', 'é']) + directive() for _ in range(RNG.choice([1, 1, 1, 2, 3])))
        return (text, [value() for _ in range(RNG.choice([text.count('%'), 1, 2]))])

    def outer(text, values):
        return text % tuple(values)
    edge = ['%', '%5', '%(x', '%(x)s', 'a', '', '%l%', '%5%', '%-%', '%q', '%lld', '%5.5.5d', '%99999999999999999999d', '%.99999999999999999999d', '%.2147483648d', '%☃', '😀%q', '%*', '%*q', '%.*f', '100%', '%d%%']
    edge_values = [[], [1], [1, 2], ['x'], [1.5], [None]]
    r.area('percentStr', outer, [(t, v) for t in edge for v in edge_values] + [percent_case() for _ in range(450)] +
           [('%' + c, [v]) for c in 'diouxXeEfFgGcrsa' for v in (1, -7, 1.7, 'x', 'xy', '', b'x', None, True, math.nan, math.inf, 0x110000, 10**400)] + [('%*d', [2**70, 1]), ('%.*d', [2**40, 1]), ('%*d', [-12, 5]), ('%.*f', [-2, 1.5])])

    class Seen(dict):
        pass
    mapping = {'a': 1, 'b': 'x', '': 'empty', 'a(b)c': 2.5}
    r.area('percentMapping', lambda text: text % mapping,
           [(t,) for t in ['%(a)d', '%(a)s %(b)s', '%(c)s', '%()s', '%(a(b)c)s', '%(a', '%(a)', '%(a)5%', '%(a)*d', '%(a)s %s', '%s', 'x', '%%', '%(a)d %%', '%(b)d', '%(a)05d', '%(a)q', '%d', '%(a)-5d|']])
    bytes_formats = ['%d', '%s', '%b', '%r', '%a', '%c', '%q', '%5s|', '%.1s', '%-5s|', '%x', '%#X', '%5.1f|', '%i', '%u', '%e', '%', '%%', 'a', '%99999999999999999999d', '%.99999999999999999999d', '%5%', '%\xff', '%s%s', '%*d', '%.*f']
    byte_values = [[], [b'x'], [b'ab'], [65], [256], [-1], [1.5], ['x'], [None], [b'ab', b'c'], [5, 7], [3, 1.5]]
    r.area('percentBytes', lambda text, values: text.encode('latin-1') % tuple(values), [(t, v) for t in bytes_formats for v in byte_values])

    pieces = ['{', '}', '{{', '}}', '{}', '{0}', '{1}', '{a}', '{a.real}', '{0[1]}', '{0[x]}', '{!r}', '{0!s:>8}', '{:>{}}', '{:{0}}', '{0:{a}}', 'x', ' ', '{a!x}', '{a!}', '{a!rr}', '{0:', '{0', '{0[', '{.real}', '{[0]}', '{0[}', '{0[0]b}', '{0..real}', '{0.}', '{0[]}',
              '{b[k]}', '{b[1]}', '{b[-1]}', '{-1}', '{ }', '{a:{b{c}}}', '{a:{{}}}', '{0:{1:{2}}}', '{5}', '{99999999999999999999}', '{٢}', '{a[b}]}', '{a{b}}', '{0!é}', '{!}', '{!:}', '{0!r', '{0!', '{:😀^9}', '{c}', '{0.imag:5}', '{b}', '{0!a}', '{:,}', '{:.3}', '{1!r:^12}']
    args = (12345, 'text')
    keywords = {'a': 7, 'b': {'k': 'v', 1: 'one', '-1': 'minus', 'b}': 'odd'}}

    def template(text):
        return text.format(*args, **keywords)

    def usable(text):
        try:
            template(text)
        except AttributeError:
            return False
        except Exception as error:
            return type(error).__name__ in ('ValueError', 'KeyError', 'IndexError') and 'Replacement' not in str(error)
        return True
    texts = pieces + [''.join(RNG.choice(pieces) for _ in range(RNG.randrange(2, 5))) for _ in range(350)]
    r.area('template', template, [(t,) for t in texts if usable(t)])
    r.write()


STR_TESTS = ['isalnum', 'isalpha', 'isascii', 'isdecimal', 'isdigit', 'isidentifier', 'islower', 'isnumeric', 'isprintable', 'isspace', 'istitle', 'isupper']


def record_strings():
    r = Recording('strings')
    texts = [(c,) for c in ODD] + many(200, random_text)
    r.area('strRepr', repr, texts)
    r.area('ascii', ascii, texts)
    r.area('bytesRepr', repr, many(150, random_bytes) + [(bytes(range(256)),)])
    r.area('str tests', lambda t: [getattr(t, name)() for name in STR_TESTS], texts + [('',)] + [(chr(c),) for c in range(0x180)])
    r.area('str cases', lambda t: [t.upper(), t.lower(), t.title(), t.capitalize(), t.swapcase(), t.casefold()],
           texts + [('ΑΣ',), ('ΑΣΑ',), ('Σ',), ('ΑΣ.',), ('ΑΣ\u0301',), ('ΣΑΣ ΣΑ',), ("they're bill's",)])
    sep = lambda: RNG.choice([None, ' ', 'a', 'aA', ',', '.', 'b', '', '😀', 'é', '\n'])
    limit = lambda: RNG.randrange(-1, 4)
    text = lambda: random_text(12)
    r.area('split', lambda t, s, n: t.split(s, n), many(250, text, sep, limit))
    r.area('rsplit', lambda t, s, n: t.rsplit(s, n), many(250, text, sep, limit))
    r.area('splitlines', lambda t, k: t.splitlines(k), many(200, lambda: ''.join(RNG.choice(['a', '\n', '\r', '\r\n', '\v', '\x1c', '\x85', '\u2028', 'é', '😀']) for _ in range(RNG.randrange(8))), one_of(True, False)))
    r.area('partition', lambda t, s: [t.partition(s), t.rpartition(s)], many(150, text, lambda: RNG.choice(['a', 'aA', ' ', '', '😀'])))
    chars = lambda: RNG.choice([None, ' ', 'a', 'aA.', 'é😀', '', '\ud800b'])
    r.area('strip', lambda t, c: [t.strip(c), t.lstrip(c), t.rstrip(c)], many(220, text, chars))
    bound = lambda: RNG.randrange(-12, 13)
    wanted = lambda: RNG.choice(['', 'a', 'A', 'ab', 'aA', '.', '😀', 'é', ' '])
    r.area('search', lambda t, s, a, b: [t.find(s, a, b), t.rfind(s, a, b), t.count(s, a, b), t.startswith(s, a, b), t.endswith(s, a, b)], many(260, text, wanted, bound, bound))
    r.area('index', lambda t, s: [t.index(s), t.rindex(s)], many(60, text, wanted))
    r.area('replace', lambda t, s, u, n: t.replace(s, u, n), many(220, text, wanted, lambda: RNG.choice(['', 'x', '$&', 'é😀', 'aa']), limit))
    r.area('affixes', lambda t, s: [t.removeprefix(s), t.removesuffix(s)], many(100, text, wanted))
    fill = lambda: RNG.choice([' ', '*', '😀'])
    r.area('justify', lambda t, w, f: [t.center(w, f), t.ljust(w, f), t.rjust(w, f)], many(200, random_text, lambda: RNG.randrange(-1, 14), fill))
    r.area('zfill', lambda t, w: t.zfill(w), many(80, lambda: RNG.choice(['', '+', '-', '--']) + RNG.choice(['', '5', 'é😀']), lambda: RNG.randrange(8)))
    r.area('expandtabs', lambda t, n: t.expandtabs(n), many(120, lambda: ''.join(RNG.choice(['a', '\t', '\n', '\r', '😀']) for _ in range(RNG.randrange(9))), lambda: RNG.randrange(-1, 9)))
    step = lambda: RNG.choice([None, 1, 1, 2, 3, -1, -2, 10**20, -10**20])
    edge = lambda: RNG.choice([None, RNG.randrange(-12, 13), 10**25, -10**25])
    r.area('slice', lambda t, a, b, c: t[a:b:c], many(220, text, edge, edge, step))
    r.area('sliceIndices', lambda a, b, c, n: slice(a, b, c).indices(n), many(300, edge, edge, lambda: RNG.choice([None, 1, -1, 3, -3, 0, 10**20]), lambda: RNG.choice([0, 5, 10, 10**20, -1])))
    small = lambda: RNG.randrange(-9, 10)
    r.area('range', lambda a, b, c, i: [len(range(a, b, c)), list(range(a, b, c))[:20], i in range(a, b, c), repr(range(a, b, c)), list(reversed(range(a, b, c)))[:20]], many(200, small, small, small, small))
    r.area('rangeSlice', lambda a, b, c, d, e, f: repr(range(a, b, c)[d:e:f]), many(200, small, small, one_of(1, 2, -1, -3), one_of(None, 1, -2, 0, 5), one_of(None, 3, -1, 8), one_of(None, 1, 2, -1, -2)))
    r.area('rangesEqual', lambda a, b, c, d, e, f: range(a, b, c) == range(d, e, f), many(150, *[one_of(0, 1, 2, 3)] * 2, one_of(1, 2), *[one_of(0, 1, 2, 3)] * 2, one_of(1, 2)))
    record_bytes(r)
    r.write()


BYTE_TESTS = [name for name in STR_TESTS if hasattr(bytes, name)]


def record_bytes(r):
    data = lambda: random_bytes(12)
    limit = lambda: RNG.randrange(-1, 4)
    wanted = lambda: RNG.choice([b'', b'a', b'A', b'aA', b'.', b' ', b'\xff'])
    bound = lambda: RNG.randrange(-12, 13)
    chars = lambda: RNG.choice([None, b' ', b'aA.', b'', b'\xff\x00'])
    r.area('bytes split', lambda t, s, n: [t.split(s, n), t.rsplit(s, n)], many(250, data, lambda: RNG.choice([None, None, b' ', b'a', b'']), limit))
    r.area('bytes splitlines', lambda t, k: t.splitlines(k), many(100, lambda: bytes(RNG.choice(b'a\n\r\x0b\x85') for _ in range(RNG.randrange(8))), one_of(True, False)))
    r.area('bytes strip', lambda t, c: [t.strip(c), t.lstrip(c), t.rstrip(c)], many(150, data, chars))
    r.area('bytes search', lambda t, s, a, b: [t.find(s, a, b), t.rfind(s, a, b), t.count(s, a, b), t.startswith(s, a, b), t.endswith(s, a, b)], many(200, data, wanted, bound, bound))
    r.area('bytes index', lambda t, s: [t.index(s), t.rindex(s)], many(40, data, wanted))
    r.area('bytes replace', lambda t, s, u, n: t.replace(s, u, n), many(150, data, wanted, one_of(b'', b'x', b'$&'), limit))
    r.area('bytes partition', lambda t, s: [t.partition(s), t.rpartition(s), t.removeprefix(s), t.removesuffix(s)], many(100, data, wanted))
    r.area('bytes cases', lambda t: [t.upper(), t.lower(), t.title(), t.capitalize(), t.swapcase()], many(150, data))
    r.area('bytes tests', lambda t: [getattr(t, name)() for name in BYTE_TESTS], many(200, random_bytes) + [(bytes([c]),) for c in range(256)] + [(b'Ab Cd',), (b'AB',), (b'aB',), (b'A1b',), (b'',)])
    r.area('bytes layout', lambda t, w: [t.center(w), t.ljust(w), t.rjust(w), t.zfill(w), t.expandtabs(w)], many(150, data, lambda: RNG.randrange(-1, 16)))
    r.area('bytes hex', lambda t, n: [t.hex(), t.hex('-', n)], many(80, data, lambda: RNG.randrange(-4, 5)))
    r.area('bytes fromhex', bytes.fromhex, [(t,) for t in ['', '00', '0', 'zz', '0g', 'AB cd', ' a b', 'ab\t\ncd ', 'é', '0é', '1 2', 'a', 'ab c']])
    r.area('bytes translate', lambda t, d: t.translate(bytes.maketrans(b'abA', b'xy\xff'), d), many(60, data, one_of(b'', b'b.', b' ')))


def record_codecs():
    r = Recording('codecs')
    decoders = ['utf-8', 'utf-8-sig', 'ascii', 'latin-1', 'utf-16', 'utf-16-le', 'utf-16-be', 'utf-32', 'utf-32-le', 'utf-32-be']
    handlers = ['strict', 'strict', 'ignore', 'replace', 'backslashreplace', 'surrogateescape']

    def raw():
        kind = RNG.random()
        if kind < 0.4:
            return bytes(RNG.choice(b'a\x80\xbf\xc2\xe0\xed\xa0\x9f\xf0\xf4\x90\x8f\xff\xc0\xef\xbb') for _ in range(RNG.randrange(6)))
        if kind < 0.7:
            codec = RNG.choice(decoders)
            data = bytearray(random_text(4).encode(codec, 'replace'))
            if data and RNG.random() < 0.6:
                data[RNG.randrange(len(data))] = RNG.choice(b'\x00\xd8\xdc\x80\xff\x11')
            if RNG.random() < 0.2:
                data = data[:-1]
            return bytes(data)
        return bytes(RNG.choice(b'\x00\xd8\xdca\xff\xfe\x11') for _ in range(RNG.randrange(9)))
    r.area('decode', lambda b, c, e: b.decode(c, e), many(700, raw, one_of(*decoders), one_of(*handlers)) + [(raw(), 'utf-8', e) for e in handlers for _ in range(50)])
    r.area('encode', lambda t, c, e: t.encode(c, e), many(450, lambda: ''.join(RNG.choice(['a', 'é', '€', '😀', '\ud800', '\udc80', '\udcff', 'b']) for _ in range(RNG.randrange(6))), one_of(*decoders), one_of(*handlers, 'xmlcharrefreplace')))
    r.area('codec errors', lambda t, c, e: t.encode(c, e), [('é', 'foo-1', 'strict'), ('é', 'ascii', 'zz'), ('e', 'ascii', 'zz'), ('a', 'UTF 8', 'strict'), ('a', 'Latin1', 'strict'), ('é', 'US-ASCII', 'strict'), ('\ud800a', 'utf-8', 'surrogatepass'), ('\ud800', 'utf-16-be', 'surrogatepass')])
    r.area('surrogatepass', lambda b, c: b.decode(c, 'surrogatepass'), [(b'\xed\xa0\x80', 'utf-8'), (b'\xed\xa0', 'utf-8'), (b'\xff', 'utf-8'), (b'\x00\xd8', 'utf-16-le'), (b'\xd8\x00', 'utf-16-be'), (b'\xd8\x00\x00a', 'utf-16-be'), (b'\x00\xd8\x00\x00', 'utf-32-le'), (b'\xed\xb2\x80a', 'utf-8')])
    r.write()


def record_random():
    r = Recording('random')

    def draws(seed):
        g = random.Random(seed)
        return [g.random(), g.getrandbits(1), g.getrandbits(32), g.getrandbits(33), g.getrandbits(100), g._randbelow(10), g._randbelow(10**20), [g.random() for _ in range(700)][-1], sum(g.getstate()[1]), g.randbytes(5)]
    seeds = [0, 1, 42, -42, 2**32 - 1, 2**32, 10**30, '', 'hello', 'é😀', 'x' * 300, b'bytes', b'']
    r.area('draws', draws, [(s,) for s in seeds] + many(40, random_int))
    r.write()


def record_math():
    r = Recording('math')
    edges = [(x,) for x in (0.0, -0.0, 1.0, -1.0, 0.5, 2.0, 1e-10, 1e10, math.inf, -math.inf, math.nan, 710.0, -750.0, 1e300, 5e-324, 1e22, -3.0, 171.5, -0.5, 25.0)]
    for name in ['sqrt', 'cbrt', 'exp', 'exp2', 'expm1', 'log', 'log2', 'log10', 'log1p', 'sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'sinh', 'cosh',
                 'tanh', 'asinh', 'acosh', 'atanh', 'erf', 'erfc', 'gamma', 'lgamma']:
        narrow = name in ('asin', 'acos', 'atanh')
        r.area(name, getattr(math, name), edges + many(60, lambda: RNG.uniform(-1, 1) if narrow else RNG.uniform(-5, 30)) +
               [(float(n),) for n in range(1, 21)] + many(15, finite_float) + [(10.0**n,) for n in range(-10, 23, 2)])
    for name in ['degrees', 'radians', 'ceil', 'floor', 'frexp', 'modf', 'ulp']:
        r.area(name, getattr(math, name), edges + many(50, random_float))
    positive = lambda: abs(finite_float())
    r.area('log integers', lambda n: [math.log(n), math.log2(n), math.log10(n)], [(n,) for n in (1, 2, 10, 1000, 2**64, 10**22, 10**400, 2**5000, 3**3000, 0, -5)])
    r.area('log base', math.log, [(8.0, 2.0), (100.0, 10.0), (125, 5), (2.0, 1.0), (10**400, 10), (0.0, 2.0), (3.0, 0.5)])
    for name in ['pow', 'atan2', 'fmod', 'remainder', 'copysign', 'nextafter', 'isclose']:
        r.area(name, getattr(math, name), many(150, random_float, random_float))
    r.area('ldexp', math.ldexp, many(100, random_float, lambda: RNG.choice([0, 1, -1, 10, -1074, 1023, -1100, 2000, -3000, 10**20, -10**20])))
    r.area('hypot', lambda v: math.hypot(*v), [([],)] + [([random_float() for _ in range(RNG.randrange(1, 5))],) for _ in range(150)])
    r.area('dist', math.dist, [([1.0, 2.0], [4.0, 6.0]), ([1.0], [1.0, 2.0]), ([0.5, -1.5, 2.0], [3.25, 1e5, -0.1])])
    r.area('fsum', math.fsum, [([0.1] * 10,), ([1e100, 1.0, -1e100],), ([math.inf, -math.inf],), ([math.inf, 1.0],), ([math.nan, math.inf],), ([],), ([-0.0],), ([1e308, 1e308],)] +
           [([finite_float() if RNG.random() < 0.9 else 1.0 for _ in range(RNG.randrange(8))],) for _ in range(100)])
    small = lambda: RNG.randrange(-3, 40)
    r.area('counting', lambda n, k: [math.comb(n, k), math.perm(n, k)], many(80, small, small) + [(200, 100), (100, 3), (0, 0)])
    r.area('factorial', math.factorial, [(n,) for n in list(range(-2, 26)) + [100, 170, 2**63]])
    r.area('gcd lcm', lambda a, b: [math.gcd(a, b), math.lcm(a, b)], many(120, random_int, random_int))

    part = lambda: RNG.choice([0.0, -0.0, 1.0, -1.0, 2.5, 0.1, -3.25, 1e10, math.inf, math.nan, RNG.uniform(-4, 4)])
    r.area('complexArithmetic', lambda a, b, c, d: [complex(a, b) + complex(c, d), complex(a, b) - complex(c, d), complex(a, b) * complex(c, d)], many(120, part, part, part, part))
    r.area('complexDivide', lambda a, b, c, d: complex(a, b) / complex(c, d), many(120, part, part, part, part))
    tame = lambda: RNG.choice([0.0, 1.0, -1.0, 2.0, 0.5, RNG.uniform(-3, 3)])
    r.area('complexPower', lambda a, b, c, d: complex(a, b) ** complex(c, d), many(150, tame, tame, tame, tame) + [(tame(), tame(), float(n), 0.0) for n in range(-6, 7) for _ in range(4)] + [(1e200, 1e200, 5.0, 0.0), (1e200, 1.0, 2.5, 1.0)])
    r.area('complexAbs', lambda a, b: abs(complex(a, b)), many(60, part, part) + [(1.7e308, 1.7e308)])
    r.area('complexRepr', lambda a, b: repr(complex(a, b)), many(100, random_float, random_float))
    texts = ['1', '1j', 'j', '-j', '+j', '1+2j', '1-2j', '(1+2j)', ' ( 1+2j ) ', '1e5+1e-5j', '1+j', '1-j', '1+', '1+2', 'inf+nanj', '-inf-infj', '1_0+2_0j', '1__0j', '', ' ', '()', '1 +2j', '1+ 2j', 'jj', '1j2', '1j+2', '.5j', '5.j', '.j', '١j', '1e+5j', '1e5j', 'infj', 'nanj', '1J', '(1', '1)', '--1j', '12+j34', '1+-2j', 'infinityj', '_1j']
    r.area('parseComplex', complex, [(t,) for t in texts] + [(mutated(repr(complex(finite_float(), finite_float())), '0123456789.+-je_('),) for _ in range(150)])
    r.write()


if __name__ == '__main__':
    record_math()
    record_numbers()
    record_formats()
    record_strings()
    record_codecs()
    record_random()
