def show(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __repr__(self):
        return 'Point(%r, %r)' % (self.x, self.y)

    def __str__(self):
        return f'<{self.x},{self.y}>'

    def __format__(self, spec):
        return f'[{spec}]'

    def __getitem__(self, key):
        return (key, self.x)


class HasIndex:
    def __index__(self):
        return 42


class HasInt:
    def __int__(self):
        return 43


class HasFloat:
    def __float__(self):
        return 4.5


p = Point(1, 'two')
values = [5, -5, 0, 255, 2 ** 70, 3.75, -0.0, 1e100, 'text', 'é', None, True, [1, 'a'], (1,), {'a': 1}, p, b'by', HasIndex(), HasInt(), HasFloat(), 1j, float('nan'), float('inf')]
for template in ['%s', '%r', '%a', '%d', '%i', '%u', '%x', '%X', '%#x', '%o', '%#o', '%e', '%E', '%f', '%F', '%g', '%G', '%c', '%5s|', '%-5s|', '%05d|', '%+d', '% d', '%.2f', '%.1s', '%8.3f|', '%+.1e', '%%', '%5%', '%y', '%', '%(a)s', '%ld', '%.3d', '%-6d|', '%#.3g']:
    for value in values:
        if hasattr(value, 'value') or type(value).__name__ in ('HasIndex', 'HasInt', 'HasFloat') and template[-1] in 'sra|' or type(value).__name__ in ('HasIndex', 'HasInt', 'HasFloat') and template == '%.1s':
            continue
        show(template, lambda: template % (value,))
        if type(value) is not tuple:
            show(template, lambda: template % value)
for template, args in [('%s %s', ('a', 'b')), ('%s %s', ('a',)), ('%s', ('a', 'b')), ('%(x)s-%(y)d', {'x': 1, 'y': 2}), ('%(x)s', {'y': 1}), ('%(x)s', (1,)), ('%(x)s', 5), ('no args', ()), ('no args', 5), ('no args', {}), ('no args', [1]), ('%*d|', (5, 3)), ('%-*d|', (5, 3)), ('%.*f', (2, 3.14159)), ('%*d', ('a', 3)), ('%(a(b)c)s', {'a(b)c': 1}), ('%(a', {'a': 1}), ('%s', ()), ('%c', 'ab'), ('%c', 0x110000), ('%c', -1), ('%c%c', ('\u20ac', 8364)), ('%d', '5'), ('%x', 1.5), ('%f', 'x'), ('%s', [1, 2]), ('%s%%', 50), ('%10.4s|', 'abcdefgh'), ('%(k)s %(k)r', {'k': 'v'}), ('%s', {'a': 1}), ('%(x)s %s', {'x': 1}), ('é%s', '\U0001f600')]:
    show(template, lambda: template % args)
show('rmod', lambda: 'a'.__rmod__('%s!'))
show('rmod', lambda: 'a'.__rmod__(5))
show('mod', lambda: 'x%sx'.__mod__('y'))
for template in ['{}', '{0}', '{0} {1} {0}', '{} {}', '{!r}', '{!s}', '{!a}', '{:>8}', '{:{}}', '{0:{1}}', '{x}', '{x.y}', '{0.x}', '{0[key]}', '{0[0]}', '{', '}', '{{}}', '{{{}}}', '{0', '{!x}', '{!', '{:', '{a.}', '{0.x.real}', '{0[a', '{0]}', '{0.x!r:>5}', '{5}', '{} {0}', '{0} {}', '{0x}', '{:{:{}}}', '{:5d}', '{0[', '{0!rx}', '{a b}', '{-1}']:
    show(template, lambda: template.format(p, 10, x=p, y='why'))
    show(template, lambda: template.format())
    show(template, lambda: template.format(3.5, '>9'))
    show(template, lambda: template.format_map({'x': 1, 'a b': 2, '-1': 3}))
for template, args, kwargs in [('{:d}', (5,), {}), ('{:x}', (255,), {}), ('{:,}', (1234567,), {}), ('{:.2%}', (0.125,), {}), ('{:s}', ('abc',), {}), ('{:d}', ('abc',), {}), ('{:s}', (5,), {}), ('{!r:>10}', ('a',), {}), ('{:^10}|{:<4}|{:>4}', ('mid', 'l', 'r'), {}), ('{a}{b}{a}', (), {'a': 1, 'b': 2}), ('{0[1]}{0[-1]}', ({1: 'one', '-1': 'minus'},), {}), ('{0.real}', (5,), {}), ('{0.nope}', (5,), {}), ('{0[5]}', ([1],), {}), ('{:{w}.{p}f}', (3.14159,), {'w': 10, 'p': 2}), ('{!s}', (p,), {}), ('{}', (None,), {}), ('{:5}', (None,), {}), ('{:5}', ([1],), {}), ('{self}', (), {'self': 1})]:
    show(template, lambda: template.format(*args, **kwargs))


class Missing(dict):
    def __missing__(self, key):
        return '<' + key + '>'


show('map', lambda: '{a} {b}'.format_map(Missing(a=1)))
show('map', lambda: '{}'.format_map({}))
show('map', lambda: '{a}'.format_map(5))
x = 7
w = 10
print(f'{x}', f'{x!r}', f'{x:>{w}}', f'{x + 1:03d}', f'{"q"}', f'{p}', f'{p!s}', f'{p!r}', f'{p:spec}', f'{x=}', f'{3.14159:.2f}', f'{x:,}', f'{{}}', f'{x}{w}', f'{None}', f'{[1, 2]}', f'{"a" "b"!a:>6}')
show('bad', lambda: f'{x:s}')
show('bad', lambda: f'{None:5}')
show('bad', lambda: format([], '5'))
print('%s and %s' % ('x', p), '{} and {}'.format('x', p), '%-10s|%5.1f|%03d' % ('name', 2.25, 7))
