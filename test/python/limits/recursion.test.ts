import { describe, expect, it } from 'vitest';
import { runLimited } from './limits.ts';

/** Bodies that recurse without end, through natives and special methods; nothing of the host may show. */
const recursive: Readonly<Record<string, string>> = {
  'a function': 'def f(n): return f(n + 1)\nstart = lambda: f(0)',
  'sorted with a key': 'def f(n): return sorted([1, 2], key=lambda x: f(n + 1))\nstart = lambda: f(0)',
  map: 'def f(n): return list(map(f, [n]))\nstart = lambda: f(0)',
  max: 'def f(n): return max([1], key=lambda x: f(n))\nstart = lambda: f(0)',
  __repr__: 'class A:\n    def __repr__(self): return repr(self)\nstart = lambda: repr(A())',
  __str__: 'class A:\n    def __str__(self): return "%s" % self\nstart = lambda: str(A())',
  __eq__: 'class A:\n    def __eq__(self, other): return self == other\nstart = lambda: A() == A()',
  __lt__: 'class A:\n    def __lt__(self, other): return sorted([self, other])\nstart = lambda: A() < A()',
  __hash__: 'class A:\n    def __hash__(self): return hash((self,))\nstart = lambda: {A(): 1}',
  __bool__: 'class A:\n    def __bool__(self): return bool(self)\nstart = lambda: bool(A())',
  __call__: 'class A:\n    def __call__(self): return self()\nstart = lambda: A()()',
  __add__: 'class A:\n    def __add__(self, other): return self + other\nstart = lambda: A() + 1',
  __init__: 'class A:\n    def __init__(self): A()\nstart = lambda: A()',
  __getattr__:
    "class A:\n    def __getattr__(self, name): return getattr(self, name + 'x')\nstart = lambda: A().a",
  __iter__: 'class A:\n    def __iter__(self): return iter(list(self))\nstart = lambda: list(A())',
  __format__:
    'class A:\n    def __format__(self, spec): return format(self, spec)\nstart = lambda: format(A())',
  __contains__: 'class A:\n    def __contains__(self, x): return x in self\nstart = lambda: 1 in A()',
  'a property': 'class A:\n    @property\n    def p(self): return self.p\nstart = lambda: A().p',
  'yield from': 'def f(n): yield from f(n + 1)\nstart = lambda: list(f(0))',
  with: 'class A:\n    def __enter__(self):\n        with self: pass\n    def __exit__(self, *a): pass\ndef start():\n    with A(): pass',
  'repr of nested lists': 'x = []\nfor k in range(100000): x = [x]\nstart = lambda: repr(x)',
  'equality of nested lists':
    'def nest():\n    x = []\n    for k in range(100000): x = [x]\n    return x\na, b = nest(), nest()\nstart = lambda: a == b',
  'hash of nested tuples': 'x = ()\nfor k in range(100000): x = (x,)\nstart = lambda: hash(x)',
  'str of nested dicts': 'x = {}\nfor k in range(100000): x = {1: x}\nstart = lambda: str(x)',
};

function twice(body: string, limit: number): string {
  return `import sys
sys.setrecursionlimit(${limit})
${body}
for turn in range(2):
    try:
        start()
        print('never')
    except RecursionError as error:
        print(type(error).__name__)
print(len([k for k in range(10)]))
`;
}

const expected = { exitCode: 0, stdout: 'RecursionError\nRecursionError\n10\n', stderr: '' };

describe.each(['refcount-cycle', 'generational-compacting'])('endless recursion under %s', (collector) => {
  it.each(Object.entries(recursive))('ends in RecursionError, and the program goes on: %s', (_name, body) => {
    expect(runLimited(twice(body, 1000), { collector, heapMiB: 64 })).toEqual(expected);
  });
});

describe('endless recursion under a limit of 50,000', () => {
  it.each(Object.entries(recursive))('ends where the host has no more stack: %s', (_name, body) => {
    expect(runLimited(twice(body, 50_000), { collector: 'refcount-cycle', heapMiB: 64 })).toEqual(expected);
  });
});
