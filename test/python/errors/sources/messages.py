"""The last line of a traceback: names, empty messages, failing str, notes."""
import sys


def shown(error):
    print(file=sys.stderr)
    sys.excepthook(type(error), error, error.__traceback__)


class Outer:
    class Inner(Exception):
        pass

    def make(self):
        class Local(Exception):
            pass

        return Local


class NoStr(Exception):
    def __str__(self):
        raise ValueError('no')


class WrongStr(Exception):
    def __str__(self):
        return 1


class OtherModule(Exception):
    __module__ = 'some.module'


class NoModule(Exception):
    pass


NoModule.__module__ = 3


class BuiltinModule(Exception):
    __module__ = 'builtins'


class Renamed(Exception):
    pass


Renamed.__qualname__ = 'Other.Name'
Renamed.__name__ = 'Name'


class Truthless(Exception):
    def __bool__(self):
        return False

    def __len__(self):
        return 0

    def __eq__(self, other):
        return True

    __hash__ = None


class Attribute(Exception):
    def __getattribute__(self, name):
        raise RuntimeError('no attribute ' + name)


for error in (
    ValueError(), ValueError(''), ValueError(None), ValueError('text'), ValueError(1, 2), ValueError(' '),
    ValueError('two\nlines'), ValueError('ends\n'), ValueError('ünïcödé €😀'), ValueError(ValueError('inner')),
    KeyError('key'), KeyError(), KeyError(1), KeyError('a', 'b'), KeyError("it's"), KeyError((1, 2)),
    Outer.Inner('x'), Outer().make()('local'), NoStr(), WrongStr(), OtherModule('x'), NoModule('x'), BuiltinModule('x'),
    Renamed('x'), Truthless('t'), Attribute('a'), StopIteration(3), StopIteration(), GeneratorExit(), SystemExit(4),
    KeyboardInterrupt(), OSError(2, 'No such file or directory'), OSError(2, 'No such', 'name'), OSError('only'),
    OSError(17, 'exists', 'a', None, 'b'), FileNotFoundError('plain'), UnicodeDecodeError('utf-8', b'\xff', 0, 1, 'bad'),
    UnicodeEncodeError('ascii', 'ä', 0, 1, 'ordinal'), ImportError('m', name='n', path='p'), MemoryError(),
    AssertionError(), AssertionError((1, 2)), NotImplementedError, RecursionError('r'), BaseException('b'),
):
    if type(error) is type:
        error = error()
    shown(error)

sys.excepthook(ValueError, ValueError, None)
sys.excepthook(ValueError, 'text', None)
sys.excepthook(None, None, None)
sys.excepthook(KeyError, ValueError('other type'), None)


def noted(*notes):
    error = ValueError('noted')
    error.__notes__ = list(notes)
    shown(error)


class BadNote:
    def __str__(self):
        raise ValueError('no')


class Note:
    def __str__(self):
        return 'a Note\nof two lines'


noted('one')
noted('one', 'two')
noted('a\nb\n\nc\n')
noted('')
noted('\n')
noted(1, None, Note())
noted(BadNote(), 'after')
error = ValueError('noted')
for notes in ('text', b'bytes', 3, ('a', 'b'), {'a': 1}, None, BadNote()):
    error.__notes__ = notes
    shown(error) if type(notes) is not BadNote else None
error = ValueError('x')
error.__notes__ = []
shown(error)


def raise_noted():
    error = KeyError('with a note')
    error.add_note('the note')
    raise error


raise_noted()
