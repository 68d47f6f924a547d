"""Exception groups: nested, with causes and notes, too wide and too deep."""
import sys


def shown(work, *args):
    print(work.__name__, file=sys.stderr)
    try:
        work(*args)
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)


def raised(error):
    try:
        raise error
    except BaseException as caught:
        return caught


def plain():
    raise ExceptionGroup('group', [ValueError(1), TypeError('two')])


def with_tracebacks():
    raise ExceptionGroup('group', [raised(ValueError(1)), raised(TypeError('two'))])


def nested():
    inner = ExceptionGroup('inner', [raised(ValueError(1)), KeyError('k')])
    raise ExceptionGroup('outer', [raised(inner), OSError('last')])


def nested_last():
    inner = ExceptionGroup('inner', [raised(ValueError(1)), KeyError('k')])
    raise ExceptionGroup('outer', [OSError('first'), inner])


def nested_twice():
    one = ExceptionGroup('one', [ValueError(1)])
    two = ExceptionGroup('two', [one])
    raise ExceptionGroup('three', [two, ExceptionGroup('four', [KeyError('five')])])


def cause_is_group():
    try:
        plain()
    except* ValueError as error:
        raise KeyError('x') from error


def context_is_group():
    try:
        plain()
    except ExceptionGroup:
        raise KeyError('x')


def group_with_cause():
    try:
        1 / 0
    except ZeroDivisionError as error:
        raise ExceptionGroup('group', [ValueError(1)]) from error


def group_with_group_cause():
    try:
        plain()
    except ExceptionGroup as error:
        raise ExceptionGroup('other', [ValueError(3)]) from error


def member_with_cause():
    def make():
        try:
            1 / 0
        except ZeroDivisionError as error:
            raise KeyError('k') from error

    try:
        make()
    except KeyError as error:
        raise ExceptionGroup('group', [error, ValueError(2)]) from None


def member_with_group_context():
    def make():
        try:
            plain()
        except ExceptionGroup:
            raise KeyError('k')

    try:
        make()
    except KeyError as error:
        raise ExceptionGroup('group', [ValueError(2), error]) from None


def wide():
    raise ExceptionGroup('wide', [ValueError(k) for k in range(20)])


def just_too_wide():
    raise ExceptionGroup('wide', [ValueError(k) for k in range(16)])


def as_wide_as_may_be():
    raise ExceptionGroup('wide', [ValueError(k) for k in range(15)])


def deep():
    error = ValueError('bottom')
    for k in range(12):
        error = ExceptionGroup(f'level {k}', [error])
    raise error


def notes():
    one = ValueError('one')
    one.add_note('a note')
    one.add_note('two\nlines')
    group = ExceptionGroup('with notes', [one])
    group.add_note('of the group')
    raise group


def lines():
    raise ExceptionGroup('two\nlines', [ValueError('three\nother\nlines')])


def except_star():
    try:
        raise ExceptionGroup('group', [ValueError(1), TypeError(2), KeyError(3)])
    except* ValueError:
        pass
    except* TypeError:
        raise IndexError('new')


def except_star_rest():
    try:
        raise ExceptionGroup('group', [ValueError(1), TypeError(2), KeyError(3)])
    except* ValueError:
        pass


def base():
    raise BaseExceptionGroup('base', [KeyboardInterrupt(), SystemExit(3)])


class Custom(ExceptionGroup):
    pass


def custom():
    raise Custom('custom', [ValueError(1)])


def syntax_member():
    raise ExceptionGroup('syntax', [SyntaxError('bad', ('file.py', 3, 5, 'x = = 1', 3, 6))])


def same_member():
    error = raised(ValueError('same'))
    raise ExceptionGroup('same', [error, error])


def recursive_member():
    def inner(n):
        if n == 0:
            raise ValueError('deep')
        inner(n - 1)

    try:
        inner(8)
    except ValueError as error:
        raise ExceptionGroup('group', [error]) from None


for function in list(globals().values()):
    if type(function) is type(shown) and function not in (shown, raised):
        shown(function)
nested()
