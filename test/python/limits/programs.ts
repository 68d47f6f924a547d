/**
 * Programs that take memory until there is no more: each body grows `x` for ever. They are wrapped to catch the MemoryError, to
 * let go, and to use the memory again.
 */
export const growing: Readonly<Record<string, string>> = {
  'a list that is appended to': `
x = []
while True:
    x.append(len(x))`,
  'a dict': `
x = {}
k = 0
while True:
    x[k] = k
    k += 1`,
  'a dict of strings': `
x = {}
while True:
    x['key %d' % len(x)] = [len(x)]`,
  'a set': `
x = set()
while True:
    x.add(len(x) + 0.5)`,
  'a string that doubles': `
x = 'spam'
while True:
    x = x + x`,
  'a string in place': `
def grow():
    x = ''
    while True:
        x += 'spam and eggs' * 100
x = grow()`,
  'many strings, joined': `
x = ['abcdefgh' * 100]
while True:
    x.append(''.join(x))`,
  'nested lists': `
x = None
while True:
    x = [x]`,
  'nested tuples': `
x = ()
while True:
    x = (x, 1)`,
  'nested dicts': `
x = {}
while True:
    x = {'next': x}`,
  instances: `
class Node:
    def __init__(self, next):
        self.next = next
        self.value = 1.5
x = None
while True:
    x = Node(x)`,
  'instances with slots': `
class Node:
    __slots__ = ('next', 'value')
    def __init__(self, next):
        self.next = next
        self.value = 2.5
x = None
while True:
    x = Node(x)`,
  'instances with __del__': `
class Node:
    def __init__(self, next):
        self.next = next
    def __del__(self):
        pass
x = None
while True:
    x = Node(x)`,
  'many small floats': `
x = []
while True:
    x.append(len(x) / 2)`,
  'bytes that double': `
x = b'spam'
while True:
    x = x + x`,
  'a bytearray': `
x = bytearray()
while True:
    x.extend(b'0123456789abcdef' * 64)`,
  'big integers': `
x = 3
while True:
    x = x * x`,
  'a shift': `
x = 1 << 4000000000`,
  'a power of two': `
x = 2
while True:
    x = x << 100000`,
  'list repetition': `
x = [1]
while True:
    x = x * 2`,
  'list repetition in place': `
x = [1, 2, 3]
while True:
    x *= 2`,
  'one huge repetition': `
x = [None] * 100000000`,
  'one huge string': `
x = 'ab' * 100000000`,
  'one huge bytes': `
x = bytes(1000000000)`,
  'tuple repetition': `
x = (1,)
while True:
    x = x * 2`,
  'range to list': `
x = list(range(100000000))`,
  'range to tuple': `
x = tuple(range(100000000))`,
  'range to set': `
x = set(range(100000000))`,
  'a list comprehension': `
x = [k for k in range(100000000)]`,
  'a dict comprehension': `
x = {k: k for k in range(100000000)}`,
  'a generator in a list': `
x = list(k * 1.5 for k in range(100000000))`,
  sorted: `
x = sorted(range(100000000), reverse=True)`,
  closures: `
x = None
def make(next):
    return lambda: next
while True:
    x = make(x)`,
  generators: `
x = []
def gen(n):
    yield n
while True:
    g = gen(len(x))
    next(g)
    x.append(g)`,
  'bound methods': `
x = []
while True:
    x.append(x.append)`,
  classes: `
x = []
while True:
    x.append(type('C', (), {'a': 1}))`,
  'cycles that are kept': `
x = []
while True:
    a = []
    a.append(a)
    x.append(a)`,
  'weak references': `
import weakref
class C:
    pass
x = []
while True:
    c = C()
    x.append((c, weakref.ref(c)))`,
  'exceptions with tracebacks': `
x = []
while True:
    try:
        raise ValueError(len(x))
    except ValueError as error:
        x.append(error)`,
  'split text': `
text = 'a b c d ' * 2000
x = []
while True:
    x.append(text.split())`,
  'slices of a list': `
base = list(range(1000))
x = []
while True:
    x.append(base[:])`,
  'formatted text': `
x = []
while True:
    x.append(f'{len(x):>40}')`,
  'zip and map': `
x = list(zip(range(100000000), map(str, range(100000000))))`,
  deque: `
from collections import deque
x = deque()
while True:
    x.append(len(x) / 3)`,
};

/** The same program at module level, catching, twice over. */
export function caught(body: string): string {
  const inner = body
    .trim()
    .split('\n')
    .map((line) => `        ${line}`)
    .join('\n');
  return `
for turn in range(2):
    try:
${inner}
        print('never')
    except MemoryError as error:
        print('caught', type(error).__name__)
    x = g = a = c = error = None
    y = [[k] for k in range(1000)]
    print(turn, len(y), sum(map(len, y)))
    y = None
print('done')
`;
}

/** The same program inside of a function whose locals go with it. */
export function caughtOutside(body: string): string {
  const inner = body
    .trim()
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
  return `
def work():
${inner}

for turn in range(2):
    try:
        work()
        print('never')
    except MemoryError:
        print('caught MemoryError')
    y = [[k] for k in range(1000)]
    print(turn, len(y), sum(map(len, y)))
    y = None
print('done')
`;
}

export const caughtOutput = `${[0, 1].map((turn) => `caught MemoryError\n${turn} 1000 1000\n`).join('')}done\n`;
