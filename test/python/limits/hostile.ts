/** Programs that try to take more than there is, or to reach what is behind the machine. What each prints is recorded from CPython. */

/** Bodies that end in an exception, or print; all of it is quick and small on a real interpreter. */
export const hostile: Readonly<Record<string, string>> = {
  'a list of 10**19': '[0] * 10**19',
  'a string of 10**19': "'x' * 10**19",
  'bytes of 10**19': "b'x' * 10**19",
  'a tuple of 10**19': '(0,) * 10**19',
  'a negative repetition': "print([0] * -10**12, 'x' * -10**12)",
  'a shift by 10**30': '1 << 10**30',
  'a width of 10**12, by %': "'%*d' % (10**12, 1)",
  'a width beyond any, by %': "'%99999999999999999999d' % 1",
  'a precision beyond any, by %': "'%.99999999999999999999d' % 1",
  'a width beyond any, by format': "'{:>99999999999999999999}'.format(1)",
  'an index beyond any, by format': "'{99999999999999999999}'.format(1)",
  'an int of too many digits, to text': 'str(1 << 100000)',
  'an int of too many digits, from text': "int('9' * 5000)",
  'an int of too many digits, printed': "print(f'{1 << 100000}')",
  'digits without limit': 'import sys\nsys.set_int_max_str_digits(0)\nprint(len(str(1 << 100000)))',
  'a limit of digits too low': 'import sys\nsys.set_int_max_str_digits(5)',
  'a huge range': 'r = range(10**30)\nprint(r[10**29], 10**29 in r, r[-1] == 10**30 - 1)\nlen(r)',
  'a range of huge steps': 'print(len(range(0, 10**30, 10**29)), list(range(0, 10**30, 5 * 10**29)))',
  'a hash that lies':
    'n = [0]\nclass A:\n    def __hash__(self):\n        n[0] += 1\n        return n[0]\na = A()\nd = {a: 1}\nprint(a in d, len(d), list(d.values()))\nd[a] = 2\nprint(len(d))\ndel d[a]',
  'a hash that is no int': "class A:\n    def __hash__(self): return 'x'\n{A()}",
  'a hash that is huge':
    'class A:\n    def __hash__(self): return 1 << 200\nprint(hash(A()) == hash(1 << 200), len({A(), A()}))',
  'an equality that lies':
    'class A:\n    def __hash__(self): return 1\n    def __eq__(self, other): raise ValueError(1)\nd = {A(): 1}\nd[A()] = 2',
  'an equality that clears the dict':
    'class A:\n    def __hash__(self): return 1\n    def __eq__(self, other):\n        d.clear()\n        return False\nd = {A(): 1}\nd[A()] = 2\nprint(len(d))',
  'an equality that clears the list':
    'class A:\n    def __eq__(self, other):\n        x.clear()\n        return False\nx = [A(), A(), A()]\nprint(x.count(1), x, 1 in x)',
  'a length that lies': 'class A:\n    def __len__(self): return -1\nlen(A())',
  'a length beyond any': 'class A:\n    def __len__(self): return 1 << 80\nlen(A())',
  'a length that is no int': "class A:\n    def __len__(self): return 'x'\nlen(A())",
  'a length hint that lies':
    'class A:\n    def __iter__(self): return iter([1, 2])\n    def __length_hint__(self): return 10**6\nprint(list(A()))',
  'an index that lies': "class A:\n    def __index__(self): return 'x'\n[1][A()]",
  'a bool that lies': 'class A:\n    def __bool__(self): return 2\nif A(): pass',
  'a repr that lies': 'class A:\n    def __repr__(self): return 1\nrepr(A())',
  'a str that lies': 'class A:\n    def __str__(self): return None\nprint(A())',
  'an iterator that is none': 'class A:\n    def __iter__(self): return 1\nlist(A())',
  'a list that grows while it is gone over':
    'x = [1]\nfor k in x:\n    if len(x) < 1000: x.append(k)\nprint(len(x))',
  'a list that shrinks while it is gone over': 'x = list(range(100))\nfor k in x: x.pop()\nprint(x)',
  'a dict that grows while it is gone over': 'd = {1: 1}\nfor k in d: d[k + 1] = 1',
  'a dict that changes while it is gone over': 'd = {1: 1}\nfor k in d:\n    del d[k]\n    d[k + 1] = 1',
  'a set that grows while it is gone over': 's = {1}\nfor k in s: s.add(k + 1)',
  'a set that is cleared while it is gone over': 's = {1, 2}\nfor k in s: s.clear()',
  'a deque that grows while it is gone over':
    'from collections import deque\nx = deque([1])\nfor k in x: x.append(k)',
  'a list that changes while it is sorted': 'x = [3, 2, 1]\nx.sort(key=lambda k: x.append(k))',
  'a list that is cleared while it is sorted':
    'class A:\n    def __lt__(self, other):\n        x.clear()\n        return True\nx = [A(), A(), A()]\nprint(len(sorted(x)))\nx.sort()',
  'a list that clears itself while it is joined':
    "class A(str): pass\nx = ['a']\nprint(','.join(x))\n','.join([1])",
  'a list in itself': 'x = []\nx.append(x)\nprint(x, x == x, str({1: x}))\ny = []\ny.append(y)\nx == y',
  'a dict in itself': 'x = {}\nx[1] = x\nprint(x)',
  'a tuple in itself': 'x = []\nt = (x,)\nx.append(t)\nprint(t)\nhash(t)',
  'a base class that is its own': 'class A: pass\nA.__bases__ = (A,)',
  'an exception that is its own context':
    'e = ValueError(1)\ntry:\n    raise e from e\nexcept ValueError as f:\n    print(f.__cause__ is f)',
  'a chain of exceptions in a ring':
    'a, b = ValueError(1), ValueError(2)\na.__context__ = b\nb.__context__ = a\ntry:\n    try:\n        raise a\n    except ValueError:\n        raise b\nexcept ValueError as e:\n    print(e, e.__context__)',
  'names of the host, as attributes':
    "class A: pass\na = A()\nfor name in ('__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'prototype', '__defineGetter__'):\n    print(hasattr(a, name), hasattr(A, name), hasattr([], name), getattr(a, name, 0))\n    setattr(a, name, name)\n    setattr(A, name, 1)\n    print(getattr(a, name), getattr(A, name), name in vars(a))\n    delattr(a, name)\n    print(getattr(a, name))\na.__proto__x",
  'names of the host, as globals':
    '__proto__ = 1\nconstructor = 2\ntoString = 3\nhasOwnProperty = 4\nprint(__proto__, constructor, toString, hasOwnProperty)\ndel __proto__, constructor\nprint(sorted(k for k in globals() if k in ("__proto__", "constructor", "toString")))\nvalueOf',
  'names of the host, as locals':
    'def f():\n    __proto__ = 1\n    constructor = lambda: __proto__\n    return constructor(), sorted(locals())\nprint(f())\ndef g():\n    return toString\ng()',
  'names of the host, as keyword arguments':
    'def f(constructor=1, *, toString=2, **k): return constructor, toString, k\nprint(f(__proto__=1, hasOwnProperty=2, constructor=3, toString=4, valueOf=5))\nlen(__proto__=1)',
  'names of the host, as keyword arguments of built-ins':
    'print(dict(__proto__=1, constructor=2))\nsorted([], toString=1)',
  'names of the host, as keys':
    "d = {'__proto__': 1, 'constructor': 2}\nprint(d, d.get('toString'), 'hasOwnProperty' in d, '__proto__' in {}, {'__proto__'} - {'constructor'})\nd['valueOf']",
  'names of the host, as modules': 'import constructor',
  'names of the host, as parts of modules':
    'try:\n    from math import __proto__\nexcept ImportError as error:\n    print(error.name)',
  'names of the host, as submodules': 'import math.constructor',
  'names of the host, as classes':
    "class constructor:\n    toString = 1\nclass __proto__(constructor): pass\nprint(__proto__.__mro__, __proto__().toString, type('hasOwnProperty', (), {'__proto__': 1}).__proto__)",
  'names of the host, as slots':
    "class A: __slots__ = ('__proto__x', 'constructor', 'toString')\na = A()\na.constructor = 1\nprint(a.constructor)\na.toString",
  'names of the host, as methods of text': "'x'.toString()",
  'names of the host, in formats':
    "print('%(__proto__)s' % {'__proto__': 1}, '{constructor}'.format(constructor=2))\n'{0.__proto__}'.format(1)",
  'names of the host, as encodings': "'x'.encode('constructor')",
  'names of the host, as error handlers': "'\\xff'.encode('ascii', 'constructor')",
  'names of the host, as format types': "format(1, 'constructor')",
  'names of the host, as enumerations':
    'from enum import Enum\nclass E(Enum):\n    constructor = 1\n    toString = 2\nprint(E.constructor.value, E["toString"])\nE["valueOf"]',
  'names of the host, in match':
    'class A: pass\na = A()\na.constructor = 5\nmatch a:\n    case A(toString=x): print(x)\n    case A(constructor=x): print(x)\nmatch {"__proto__": 7}:\n    case {"constructor": y}: print(y)\n    case {"__proto__": y}: print(y)',
  'a million arguments':
    'def f(*a): return len(a)\nprint(f(*range(10**6)), len([*range(10**6)]), max(*range(10**6)))',
  'a million arguments to one parameter': 'def f(a): pass\nf(*range(10**5))',
  'a million keyword arguments':
    "def f(**k): return len(k)\nprint(f(**{'k%d' % n: n for n in range(10**5)}))",
  'deep closures':
    'f = lambda: 0\nfor k in range(10**4): f = (lambda g: lambda: g)(f)\nprint(callable(f))\nfor k in range(10**4): f = f()\nprint(f)',
  'deep generators':
    'def g(n):\n    if n: yield from g(n - 1)\n    yield n\nprint(sum(g(300)))\nfor x in g(10**5): pass',
  'deep super':
    'class A:\n    def f(self, n): return n\nclass B(A):\n    def f(self, n): return super().f(n) if n == 0 else self.f(n - 1)\nprint(B().f(200))\nB().f(10**5)',
  'deep classes':
    'c = object\nfor k in range(500): c = type("C", (c,), {})\nprint(len(c.__mro__), c().__class__.__name__)',
  'deep lists, freed': 'x = []\nfor k in range(10**5): x = [x]\nx = None\nprint(x)',
  'deep exceptions':
    'e = None\nfor k in range(10**4):\n    n = ValueError(k)\n    n.__cause__ = e\n    e = n\ne = n = None\nprint(e)',
  'a recursive __getattr__': 'class A:\n    def __getattr__(self, name): return getattr(self, name)\nA().x',
  'a recursive __getattribute__': 'class A:\n    def __getattribute__(self, name): return self.x\nA().x',
  'a recursive __setattr__': 'class A:\n    def __setattr__(self, name, value): self.x = 1\nA().x = 1',
  'a recursive __missing__': 'class A(dict):\n    def __missing__(self, key): return self[key]\nA()[1]',
  'a recursive __index__': 'class A:\n    def __index__(self): return [1][self]\n[1][A()]',
  'a recursive descriptor': 'class D:\n    def __get__(self, o, t): return o.x\nclass A: x = D()\nA().x',
  'a recursive metaclass':
    'class M(type):\n    def __call__(cls): return cls()\nclass A(metaclass=M): pass\nA()',
  'a recursive isinstance':
    'class M(type):\n    def __instancecheck__(cls, x): return isinstance(x, cls)\nclass A(metaclass=M): pass\nisinstance(1, A)',
  'a recursive __del__':
    'class A:\n    def __del__(self):\n        if len(made) < 50:\n            made.append(1)\n            A()\nmade = []\nA()\nprint(len(made))',
  'an endless __del__ that raises':
    'class A:\n    def __del__(self): raise ValueError\nimport sys\nseen = []\nsys.unraisablehook = lambda u: seen.append(u.exc_type)\nfor k in range(1000): A()\nprint(len(seen))',
  'attributes without number':
    "class A: pass\na = A()\nfor k in range(20000): setattr(a, 'x%d' % k, k)\nprint(len(vars(a)), a.x19999)",
  'names without number': "for k in range(20000): globals()['x%d' % k] = k\nprint(x19999)",
  'replacements without number':
    "print(len('a' * 1000).bit_length(), len(('a' * 1000).replace('', 'b' * 1000)))\nprint(len('x'.join(['y' * 1000] * 1000)))",
  'an escape that is none': "'\\\\N{constructor}'.encode().decode('unicode_escape')",
  'a surrogate': "print(ascii('\\ud800'))\n'\\ud800'.encode()",
  'chr beyond any': 'chr(1 << 21)',
  'a float beyond any': 'float(10**400)',
  'a power beyond any float': '10.0 ** 400',
  'a round beyond any': 'round(1.5, 10**30)',
  'a factorial of less than none': 'import math\nmath.factorial(-1)',
  'a slice of huge steps': 'x = list(range(10))\nprint(x[::10**30], x[10**30:], x[-10**30:10**30:3])\nx[::0]',
  'assigning to a huge slice': 'x = [1, 2]\nx[10**30:] = [3]\nprint(x)\nx[10**30] = 1',
};

/** The body, with what it raises printed. */
export function caughtProgram(body: string): string {
  const inner = body
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
  return `import sys\ntry:\n${inner}\nexcept BaseException as error:\n    text = str(error)\n    print(type(error).__name__, len(text) if len(text) > 300 else text)\nprint('done')\n`;
}

/** Sources that are made by a program: too large, too deep. */
export const sources: Readonly<Record<string, () => string>> = {
  'a million brackets': () => `${'('.repeat(1e6)}${')'.repeat(1e6)}\n`,
  'a million opening brackets': () => `x = ${'['.repeat(1e6)}\n`,
  'a thousand brackets': () => `x = ${'['.repeat(1000)}${']'.repeat(1000)}\n`,
  'nested braces': () => `${'{'.repeat(300)}${'}'.repeat(300)}\n`,
  'a sum of 3,000': () => `print(${'1+'.repeat(3000)}1)\n`,
  'a line of a million characters': () => `x = '${'a'.repeat(1e6)}'\nprint(len(x))\n`,
  'a list of 100,000': () => `x = [${'1,'.repeat(100_000)}]\nprint(len(x))\n`,
  '50,000 lines': () => `${'x = 1\n'.repeat(50_000)}print(x)\n`,
  'a name of 100,000 letters': () =>
    `${'a'.repeat(1e5)} = 1\nprint(len([k for k in globals() if len(k) > 1000]))\n`,
  'a number of 10,000 digits': () => `x = ${'9'.repeat(10_000)}\n`,
  'nested functions': () =>
    `${Array.from({ length: 99 }, (_, k) => `${' '.repeat(k)}def f():\n`).join('')}${' '.repeat(99)}pass\nprint(1)\n`,
  'too much indentation': () =>
    `${Array.from({ length: 101 }, (_, k) => `${' '.repeat(k)}if 1:\n`).join('')}${' '.repeat(101)}pass\n`,
  'too many nested blocks': () =>
    `${Array.from({ length: 21 }, (_, k) => `${' '.repeat(k)}for x in ():\n`).join('')}${' '.repeat(21)}pass\n`,
  '256 arguments': () => `def f(*a): return len(a)\nprint(f(${'1,'.repeat(300)}))\n`,
  '3,000 arguments': () =>
    `def f(${Array.from({ length: 3000 }, (_, k) => `a${k}`).join(', ')}): return a2999\nprint(f(*range(3000)))\n`,
  'nested f-strings': () => `print(f"{f'{1}'}")\nprint(f"{f'''{f'{1}'}'''}")\n`,
  'f-strings too deep': () => `print(f"{1:{2:{3:{4}}}}")\n`,
  'a null byte': () => 'x = 1\0\n',
  'an elif of 1,000': () => `x = 0\nif x: pass\n${'elif x: pass\n'.repeat(1000)}print(1)\n`,
  'a chain of 1,000 attributes': () => `x = (1)${'.real'.repeat(1000)}\nprint(x)\n`,
  'a chain of 1,000 comparisons': () => `print(${'1 < '.repeat(1000)}2)\n`,
  'not, 1,000 times': () => `print(${'not '.repeat(150)}1)\n`,
  'lambda, 50 times': () => `f = ${'lambda: '.repeat(50)}1\nprint(callable(f))\n`,
  'a string of 10,000 parts': () => `print(len(${"'a' ".repeat(10_000)}))\n`,
};

/** Addresses differ from run to run. */
export function withoutAddresses(text: string): string {
  return text.replaceAll(/0x[0-9a-f]+/g, '0x');
}
