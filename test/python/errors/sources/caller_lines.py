"""The line of the caller while special methods and finalizers run: what stack levels of warnings and printed stacks rest on."""
import sys


def where():
    frame = sys._getframe(2)
    return f'{frame.f_code.co_name}:{frame.f_lineno}:{frame.f_lasti >= 0}'


class Dying:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('del', self.name, where())


class Special:
    def __add__(self, other):
        print('add', where())
        return 1

    def __radd__(self, other):
        print('radd', where())
        return 1

    def __iadd__(self, other):
        print('iadd', where())
        return self

    def __neg__(self):
        print('neg', where())
        return 1

    def __eq__(self, other):
        print('eq', where())
        return True

    def __lt__(self, other):
        print('lt', where())
        return True

    def __bool__(self):
        print('bool', where())
        return True

    def __getitem__(self, key):
        print('getitem', where())
        return 1

    def __setitem__(self, key, value):
        print('setitem', where())

    def __delitem__(self, key):
        print('delitem', where())

    def __contains__(self, item):
        print('contains', where())
        return True

    def __iter__(self):
        print('iter', where())
        return iter([1, 2])

    def __call__(self):
        print('call', where())

    def __getattr__(self, name):
        print('getattr', where())
        return 1

    def __setattr__(self, name, value):
        print('setattr', where())

    def __delattr__(self, name):
        print('delattr', where())

    def __enter__(self):
        print('enter', where())

    def __exit__(self, *exc):
        print('exit', where())

    def __hash__(self):
        print('hash', where())
        return 1

    def __str__(self):
        print('str', where())
        return 's'

    def __repr__(self):
        print('repr', where())
        return 'r'

    def __format__(self, spec):
        print('format', where())
        return 'f'

    def __index__(self):
        print('index', where())
        return 0

    def __len__(self):
        print('len', where())
        return 1


class Next:
    def __iter__(self):
        return self

    def __next__(self):
        print('next', where())
        raise StopIteration


def operations():
    s = Special()
    x = s + 1
    x = 1 + s
    s += 1
    x = -s
    x = s == 1
    x = s < 1
    if s:
        x = 1
    x = not s
    x = s and 1
    x = s or 1
    while s:
        break
    x = s[0]
    s[0] = 1
    del s[0]
    x = 1 in s
    for x in s:
        pass
    for x in Next():
        pass
    a, b = s
    s()
    x = s.attribute
    s.method
    s.attribute = 1
    del s.attribute
    with s:
        x = 1
    x = {s: 1}
    x = {s}
    x = f'{s}'
    x = f'{s!r}'
    x = f'{s:spec}'
    x = '%s' % s
    x = [1][s]
    x = [*s]
    x = len(s)
    x = [y
         for y
         in s
         if s]
    assert s
    x = 1 if s else 2
    x = s[1:2]
    x = (s
         +
         1)
    x = s == s == s


class Holder:
    pass


def deaths():
    x = Dying('rebound')
    x = 1
    x = Dying('deleted')
    del x
    Dying('expression')
    x = [Dying('in list')]
    x[0] = 1
    x = Holder()
    x.attribute = Dying('attribute')
    x.attribute = 1
    x.attribute = Dying('deleted attribute')
    del x.attribute
    x = {1: Dying('in dict')}
    x[1] = 2
    x = Dying('operand') is None
    x = Dying('compared') == 1
    x = Dying('in tuple'), 1
    x = 2
    x = not Dying('negated')
    x = Dying('attribute of').name
    if Dying('tested'):
        x = 1
    for x in [Dying('iterated')]:
        x = 3
    x = [Dying('of list')][0].name
    x = f'{Dying("formatted").name}'
    for x in [Dying('one'), Dying('two')]:
        pass
    x = 1
    def inner(argument):
        y = argument

    inner(
        Dying('argument')
    )
    cell = Dying('cell')
    def closure():
        return cell

    cell = 1
    global glob
    glob = Dying('global')
    glob = 1
    glob = Dying('deleted global')
    del glob
    x, y = Dying('unpacked'), 2
    x, y = 1, 1
    try:
        raise ValueError(Dying('in exception'))
    except ValueError as error:
        pass
    x = Dying('at return')
    return 1


operations()
deaths()
module_level = Dying('module level')
module_level = 1


class Body:
    attribute = Dying('class body')
    attribute = 1
