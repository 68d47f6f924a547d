"""SyntaxErrors at run time: raised by hand."""
import sys


def shown(error):
    print(file=sys.stderr)
    sys.excepthook(type(error), error, error.__traceback__)


for error in (
    SyntaxError(), SyntaxError('message'), SyntaxError('message', ('file.py', 3, 5, 'x = = 1\n')),
    SyntaxError('message', ('file.py', 3, 5, 'x = = 1\n', 3, 6)),
    SyntaxError('message', ('file.py', 3, 1, 'x = = 1\n', 3, 8)),
    SyntaxError('message', ('file.py', 3, 1, 'x = = 1\n', 5, 2)),
    SyntaxError('message', ('file.py', 3, 7, '    x = = 1\n', 3, 9)),
    SyntaxError('message', ('file.py', 3, 2, '    x = = 1\n', 3, 9)),
    SyntaxError('message', ('file.py', 3, 0, 'x = = 1\n', 3, 0)),
    SyntaxError('message', ('file.py', 3, -1, 'x = = 1\n', 3, -1)),
    SyntaxError('message', ('file.py', 3, None, 'x = = 1\n')),
    SyntaxError('message', ('file.py', 3, 100, 'x = = 1\n')),
    SyntaxError('message', ('file.py', None, 100, 'x = = 1\n')),
    SyntaxError('message', (None, 3, 2, 'x = = 1\n')),
    SyntaxError('message', ('file.py', 3, 2, None)),
    SyntaxError('message', ('file.py', 3, 2, '')),
    SyntaxError('message', ('file.py', 3, 6, 'a\nb\nc = = 1\n', 3, 7)),
    SyntaxError('message', ('file.py', 3, 4, 'ä = = 1', 3, 7)),
    SyntaxError('message', ('file.py', 'three', 4, 'ä = = 1', 3, 7)),
    SyntaxError(None, ('file.py', 3, 4, 'ä = = 1', 3, 7)),
    SyntaxError(('tuple', 1), ('file.py', 3, 4, 'a = = 1', 3, 7)),
    IndentationError('indent', ('file.py', 2, 4, '    x', 2, -1)),
    TabError('tab', ('file.py', 2, 4, '\tx', 2, -1)),
):
    shown(error)


class Special(SyntaxError):
    def __str__(self):
        return 'special str'


shown(Special('message', ('file.py', 3, 5, 'x = = 1\n', 3, 6)))
raise SyntaxError('at the end', ('file.py', 3, 5, 'x = = 1', 3, 6))
