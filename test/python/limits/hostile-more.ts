/** More hostile programs: recursion through every special method, containers that change under their operations, names of the host, depth. */
export const moreHostile: Readonly<Record<string, string>> = {
  pow3: 'print(pow(3, 10**6, 10**50))',
  'digits get':
    "print(sys.get_int_max_str_digits(), sys.int_info, sys.flags.int_max_str_digits)\nsys.set_int_max_str_digits(640)\nprint(sys.get_int_max_str_digits())\ntry: str(10**640)\nexcept ValueError as e: print(e)\ntry: int('1'*641)\nexcept ValueError as e: print(e)\nprint(len(str(10**639)))\nsys.set_int_max_str_digits(0)\nprint(len(str(10**50000)))\nsys.set_int_max_str_digits(maxdigits=10000)\nprint(sys.get_int_max_str_digits())\nfor v in (-1, 1, 639, 'x', 1.5, None):\n    try: sys.set_int_max_str_digits(v)\n    except Exception as e: print(type(e).__name__, e)\nprint(sys.int_info.default_max_str_digits, sys.int_info.str_digits_check_threshold)",
  'repr big': 'repr(10**5000)',
  'fmt big': "print('%d' % 10**4000 == '1', format(10**5000, 'x')[:5])\n'%d' % (10**5000)",
  'fmt big2': "format(10**5000, 'd')",
  'fmt big3': "f'{10**5000}'",
  'print big': 'print(10**5000)',
  'hex big':
    "print(len(hex(10**5000)), len(bin(10**5000)), len(oct(10**5000)), int('f'*5000,16) > 0, int('1'*5000, 2) > 0, int('7'*5000, 8) >0, int('z'*100, 36) > 0)\nint('z'*5000, 36)",
  'int bytes': "int(b'1'*5000)",
  'int float': "print(int(1e308) > 0)\nfloat('1'*5000)",
  'format s':
    "print(repr(format('abc', '')), repr(format('abc','s')), format(5, ''), format(1.5, ''), format(None, ''))\nformat(None, 's')",
  'int and':
    'print(int.__and__(True, True), int.__or__(True, False), int.__xor__(True, True), bool.__and__(True, True), bool.__and__(True, 3), int.__add__(True, True), int.__neg__(True), int.__and__(3, True), True & True, True & 1, True ^ False, True | 2)',
  'int methods on bool':
    'print(int.__int__(True), int.__index__(True), int.__pos__(True), int.__abs__(True), int.__repr__(True), bool.__repr__(True), int.__invert__(True), ~True, int.__bool__(True), True.real, True.numerator, True.conjugate(), int.__trunc__(True), round(True))',
  'rec len': 'class A:\n    def __len__(self): return len(self)\nlen(A())',
  'rec bool': 'class A:\n    def __bool__(self): return bool(self)\nif A(): pass',
  'rec iter': 'class A:\n    def __iter__(self): return iter(self)\nlist(A())',
  'rec next':
    'class A:\n    def __iter__(self): return self\n    def __next__(self): return next(self)\nlist(A())',
  'rec key': 'def k(x): return sorted([x], key=k)\nsorted([1], key=k)',
  'rec lt': 'class A:\n    def __lt__(self, o): return self < o\nsorted([A(), A()])',
  'rec call': 'class A:\n    def __call__(self): return self()\nA()()',
  'call is self': 'class A: pass\nA.__call__ = A()\nA()()',
  'rec str': 'class A:\n    def __str__(self): return str(self)\nstr(A())',
  'rec format': "class A:\n    def __format__(self, s): return format(self, s)\nf'{A()}'",
  'rec contains': 'class A:\n    def __contains__(self, x): return x in self\n1 in A()',
  'rec getitem': 'class A:\n    def __getitem__(self, x): return self[x]\nA()[0]',
  'rec enter':
    'class A:\n    def __enter__(self):\n        with self: pass\n    def __exit__(self, *a): pass\nwith A(): pass',
  'rec exit':
    'class A:\n    def __enter__(self): pass\n    def __exit__(self, *a):\n        with self: pass\nwith A(): pass',
  'rec new': 'class A:\n    def __new__(cls): return cls()\nA()',
  'rec init': 'class A:\n    def __init__(self): A()\nA()',
  'rec prepare':
    'class M(type):\n    @classmethod\n    def __prepare__(m, n, b): \n        class X(metaclass=M): pass\nclass A(metaclass=M): pass',
  'rec add':
    'class A:\n    def __add__(self, o): return self + o\n    def __radd__(self, o): return o + self\nA() + 1',
  'rec radd': 'class A:\n    def __radd__(self, o): return o + self\n1 + A()',
  'rec property': 'class A:\n    @property\n    def x(self): return self.x\nA().x',
  'rec set_name': "class D:\n    def __set_name__(self, o, n): type('X', (), {'d': D()})\nclass A: d = D()",
  'rec import hook': 'class A:\n    def __class_getitem__(cls, x): return cls[x]\nA[1]',
  'rec exc str':
    'class E(Exception):\n    def __str__(self): return str(self)\ntry: raise E\nexcept E as e: str(e)',
  'rec gen': 'def g():\n    yield from g()\nlist(g())',
  'rec reduce':
    'import copy\nclass A:\n    def __deepcopy__(self, m): return copy.deepcopy(self)\ncopy.deepcopy(A())',
  'rec repr deep': 'x = []\nfor i in range(10**5): x = [x]\nrepr(x)',
  'rec repr tuple': 'x = ()\nfor i in range(10**5): x = (x,)\nrepr(x)',
  'rec eq list': 'x = []; y = []\nfor i in range(10**5): x = [x]; y = [y]\nx == y',
  'rec isinstance tuple': "t = int\nfor i in range(10**5): t = (t,)\nisinstance('x', t)",
  'rec except tuple': 't = KeyError\nfor i in range(900): t = (t,)\ntry: 1/0\nexcept t: pass',
  'deep gen drop':
    'def g(x):\n    yield\n    yield x\nx = None\nfor i in range(10**5):\n    x = g(x)\n    next(x)\nx = None',
  'deep instance drop':
    'class A: pass\nx = None\nfor i in range(10**5):\n    a = A(); a.x = x; x = a\nx = a = None',
  'deep del drop':
    'n = 0\nclass A:\n    def __del__(self):\n        global n\n        n += 1\nx = None\nfor i in range(10**5):\n    a = A(); a.x = x; x = a\nx = a = None\nprint(n)',
  'deep method drop':
    'class A:\n    def f(self): pass\nx = None\nfor i in range(10**5):\n    a = A(); a.x = x; x = a.f\nx = a = None',
  'hash changes':
    "class K:\n    def __init__(self): self.h = 1\n    def __hash__(self): return self.h\na = K(); d = {a: 1}\na.h = 2\nprint(a in d, list(d) == [a], d.pop(a, 'gone'), len(d))\nfor i in range(100): d[i] = i\na.h = 1\nprint(a in d)\ndel d[a]\nprint(len(d))",
  'set mutate eq':
    'class K:\n    def __hash__(self): return 1\n    def __eq__(self, o):\n        s.clear()\n        return False\ns = {K(), 5}\ns.add(K())\nprint(len(s))',
  'set mutate in':
    'class K:\n    def __hash__(self): return 1\n    def __eq__(self, o):\n        s.add(len(s) + 1000)\n        return False\ns = {K()}\nprint(K() in s, len(s) > 1)',
  'set difference mutate':
    'class K:\n    def __hash__(self): return 1\n    def __eq__(self, o):\n        s.clear(); t.clear()\n        return False\ns = {K(), K()} if False else set()\ns = set(); s.add(K()); t = {K()}\nprint(s - t, s & t, s | t, s == t)',
  'slice self ext': 'x = [1,2,3,4]\nx[::2] = x',
  'extend self iter': 'x = [1]\nx.extend(y for y in x if len(x) < 1000)\nprint(len(x))',
  'insert while iter reversed':
    'x = [1,2,3]\nfor i in reversed(x): x.insert(0, i) if len(x) < 100 else None\nprint(x)',
  'del while enumerate': 'x = list(range(10))\nfor i, v in enumerate(x): del x[i]\nprint(x)',
  'list remove eq mutates':
    'class K:\n    def __eq__(self, o):\n        x.clear()\n        return True\nx = [K(), K(), 1]\nx.remove(5)\nprint(x)',
  'list index eq mutates':
    'class K:\n    def __eq__(self, o):\n        x.append(K()) if len(x) < 100 else None\n        return False\nx = [K()]\ntry: x.index(3)\nexcept ValueError as e: print(e, len(x))',
  'list eq mutates':
    'class K:\n    def __eq__(self, o):\n        y.clear()\n        return True\nx = [K(), K()]; y = [1, 2]\nprint(x == y)',
  'list repr mutates':
    "class K:\n    def __repr__(self):\n        x.clear()\n        return 'K'\nx = [K(), K(), K()]\nprint(repr(x))",
  'dict repr mutates':
    "class K:\n    def __repr__(self):\n        d.clear()\n        return 'K'\nd = {1: K(), 2: K()}\ntry: print(repr(d))\nexcept RuntimeError as e: print(e)",
  'set repr mutates':
    "class K:\n    def __repr__(self):\n        s.clear()\n        return 'K'\ns = {K(), 1, 2}\nprint(len(repr(s)) > 1)",
  'join mutates':
    "class I:\n    def __iter__(self):\n        yield 'a'\n        x.clear()\n        yield 'b'\nx = ['q']\nprint('-'.join(I()))",
  'sort key raises':
    'x = [3,1,2]\ntry: x.sort(key=lambda k: 1/(k-1))\nexcept ZeroDivisionError as e: print(x)',
  'sort cmp raises':
    'class K:\n    def __init__(self, v): self.v = v\n    def __lt__(self, o):\n        if o.v == 5: raise ValueError\n        return self.v < o.v\n    def __repr__(self): return str(self.v)\nx = [K(i) for i in (3, 5, 1, 2)]\ntry: x.sort()\nexcept ValueError: print(sorted(k.v for k in x))',
  'sort appends in lt':
    'class K:\n    def __lt__(self, o):\n        x.append(1)\n        return False\nx = [K(), K()]\nx.sort()',
  'sort sees empty':
    'class K:\n    def __lt__(self, o):\n        print(len(x))\n        return False\nx = [K(), K()]\nx.sort()\nprint(len(x))',
  'sort nan':
    "n = float('nan')\nprint(sorted([3, n, 1, n, 2], key=str))\nx = [3, n, 1, 2]; x.sort(); print(x)",
  'sort mixed': "sorted([1, 'a', 2])",
  'sort lt not bool':
    'class K:\n    def __lt__(self, o): return []\nprint(len(sorted([K(), K()])))\nclass K2:\n    def __lt__(self, o): return NotImplemented\nsorted([K2(), K2()])',
  'sort reverse stable': "print(sorted([(1,'a'),(0,'b'),(1,'c')], key=lambda t: t[0], reverse=True))",
  'min raising key': 'min([1,2], key=lambda k: k.x)',
  'generator reenter': 'def g():\n    yield next(it)\nit = g()\nnext(it)',
  'generator close yields': 'def g():\n    try: yield 1\n    finally: yield 2\nx = g(); next(x); x.close()',
  'generator throw itself': 'def g():\n    yield x.throw(ValueError)\nx = g(); next(x)',
  'generator send unstarted': 'def g(): yield\ng().send(1)',
  'next of iterator raising':
    'class I:\n    def __iter__(self): return self\n    def __next__(self): raise StopIteration(5)\nprint(list(I()), tuple(I()), [*I()], max(I(), default=7))',
  'iter changes class':
    'class I:\n    def __iter__(self): return self\n    n = 0\n    def __next__(self):\n        self.n += 1\n        if self.n == 2: type(self).__next__ = lambda s: (_ for _ in ()).throw(StopIteration)\n        return self.n\nprint(list(I()))',
  'class getattr proto':
    'class M(type):\n    def __getattr__(c, n): return n\nclass A(metaclass=M): pass\nprint(A.__proto__x, A.constructor, A.toString)\nA().constructor',
  'attributes proto dict':
    "class A: pass\na = A()\na.__dict__['__proto__'] = {'x': 1}\nprint(a.__dict__, getattr(a, '__proto__'))\nsetattr(a, '__class__x', 1)\na.__dict__ = {'constructor': 5}\nprint(a.constructor, vars(a))\na.__dict__['hasOwnProperty'] = 1\nprint(sorted(vars(a)))\nvars(a).clear()\na.hasOwnProperty",
  'locals dict names':
    "def f(**kw): return sorted(kw.items())\nprint(f(**{'__proto__': 1, 'constructor': 2, '': 3, '1': 4}))\nexec('__proto__ = 5; print(__proto__)', {})\nprint(eval('constructor', {'constructor': 9}))\neval('toString', {})",
  'type names':
    "t = type('__proto__', (), {'constructor': 1, '__proto__': 2, 'toString': lambda s: 3})\nprint(t, t.__name__, t().constructor, t().toString(), t.__dict__['__proto__'])\nt.__name__ = 'hasOwnProperty'\nprint(t.__name__, repr(t)[-20:])",
  'module attr names':
    "import types\nm = types.ModuleType('constructor')\nm.__proto__ = 1\nm.toString = 2\nprint(m, m.__proto__, sorted(k for k in vars(m) if not k.startswith('__')), vars(m)['__proto__'])\nsys.modules['constructor'] = m\nimport constructor\nprint(constructor.toString)\nfrom constructor import toString as t\nprint(t)\nfrom constructor import valueOf",
  'slots names':
    "class A: __slots__ = ('constructor', '__proto__', 'valueOf')\na = A(); a.valueOf = 5; a.__proto__ = 6\nprint(a.valueOf, a.__proto__)\ndel a.valueOf\na.valueOf",
  'namedtuple names':
    "from collections import namedtuple\nN = namedtuple('constructor', 'toString valueOf hasOwnProperty')\nn = N(1,2,3)\nprint(n, n._asdict(), n.toString, N._fields)\nn._replace(constructor=5)",
  'dataclass names':
    'from dataclasses import dataclass\n@dataclass\nclass constructor:\n    toString: int\n    __proto__: int = 5\nprint(constructor(1), constructor(1) == constructor(1), constructor(1, 2).__proto__)\nconstructor()',
  'counter names':
    "from collections import Counter, defaultdict, OrderedDict\nc = Counter(['__proto__', 'constructor', '__proto__'])\nprint(c, c['toString'], c.most_common(1))\nd = defaultdict(list); d['__proto__'].append(1); print(dict(d))\no = OrderedDict(__proto__=1); o.move_to_end('__proto__'); print(o)",
  'strings special':
    "print('%(constructor)s %(__proto__)s' % dict(constructor=1, __proto__=2), '{__proto__} {0.constructor}'.format(type('A', (), {'constructor': 7}), __proto__=3))\n'{toString}'.format()",
  'str methods':
    "print('$&$1$`'.replace('$', '$$'), 'a.b'.split('.'), 'a\\\\b'.replace('\\\\', '\\\\\\\\'), 'aaa'.replace('', '$&'), 'x'.join(['$&', '$1']))\nimport re\nprint(re.sub('a', '$&', 'banana'), re.sub('(a)', r'\\1\\1', 'ba'), re.escape('$&.*'), re.sub('b', lambda m: '$&', 'abc'))\nre.sub('a', r'\\2', 'a')",
  're names':
    "import re\nm = re.match(r'(?P<constructor>a)(?P<__proto__>b)(?P<toString>c)', 'abc')\nprint(m.groupdict(), m['__proto__'], m.group('constructor'), m.lastgroup)\nm.group('hasOwnProperty')",
  'finally overrides':
    'def f():\n    while True:\n        try: return 1\n        finally: break\n    return 2\ndef g():\n    for i in range(3):\n        try: raise ValueError\n        finally: continue\n    return 3\ndef h():\n    try: 1/0\n    finally: return 4\nprint(f(), g(), h())',
  'deep nested try':
    "src = ''\nfor i in range(18): src += ' ' * i + 'try:\\n'\nsrc += ' ' * 18 + '1/0\\n'\nfor i in reversed(range(18)): src += ' ' * i + 'finally: x = %d\\n' % i\nexec(src)",
  'exec deep':
    "s = 'x'\nfor i in range(50): s = 'exec(%r)' % s if len(s) < 10000 else s\ntry: exec(s, {'x': 1})\nexcept Exception as e: print(type(e).__name__)",
  'compile deep unary': "print(eval('-' * 500 + '1'), eval('not ' * 500 + '1'), eval('~' * 500 + '1'))",
  'compile deep ifexp': "print(eval('1 if 0 else ' * 1000 + '2'))",
  'compile deep list comp': "eval('[' * 50 + '1' + ' for x in (1,)]' * 50)",
  'compile deep dict': "eval('{1:' * 150 + '1' + '}' * 150)",
  'compile deep if':
    "src = ''.join(' ' * i + 'if 1:\\n' for i in range(99)) + ' ' * 99 + 'print(5)'\nexec(src)",
  'fstring nested deep':
    "s = '1'\nfor i in range(3): s = \"f'{\" + s + \"}'\" if i % 2 == 0 else 'f\"{' + s + '}\"'\nprint(eval(s))",
  'fstring nested braces': 'eval("f\'" + \'{\' * 65536 + "\'")',
  'fstring nested braces2': "eval(\"f'\" + '{' * 65537 + '1' + '}' * 65537 + \"'\")",
  'fstring parens': "eval(\"f'{\" + '(' * 500 + ')' * 500 + \"}'\")",
  'fstring spec deep': 'eval("f\'{1:{2:{3:{4}}}}\'")',
  'string concat many': "print(len(eval(' '.join([\"f'{1}'\"] * 5000))))",
  'many kwargs':
    "eval('f(' + ','.join('a%d=1' % i for i in range(5000)) + ')', {'f': lambda **a: print(len(a))})",
  'dup kwargs': "eval('f(a=1, a=2)')",
  'many decorators':
    "src = '@d\\n' * 1000 + 'def f(): pass'\nn = 0\ndef d(f):\n    global n\n    n += 1\n    return f\nexec(src); print(n)",
  'many with':
    "class C:\n    def __enter__(s): return s\n    def __exit__(s, *a): pass\nexec('with ' + ', '.join(['C()'] * 15) + ': print(1)')\nexec('with ' + ', '.join(['C()'] * 30) + ': pass')",
  'star imports': "exec('from math import *; print(sqrt(4))')\ndef f(): exec('from math import *')\nf()",
  'nul in source': "eval('1\\x002')",
  'bad identifiers': "exec('\u00e9 = 1; print(\u00e9); \u00aab = 2; print(ab)')\neval('a\\u200b')",
};
