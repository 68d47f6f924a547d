def err(f):
    try:
        print('value', f())
    except BaseException as e:
        print(type(e).__name__, e)


for e in [BaseException(), Exception('a'), ValueError('a', 1), KeyError('k'), KeyError(), KeyError(1, 2), KeyError("it's")]:
    print(repr(e), '|', str(e), '|', e.args)


def tree(cls, depth=0):
    print('  ' * depth + cls.__name__)
    for sub in sorted(cls.__subclasses__(), key=lambda c: c.__name__):
        if sub.__module__ == 'builtins':
            tree(sub, depth + 1)


tree(BaseException)
print(ExceptionGroup.__mro__, ExceptionGroup.__bases__)
err(lambda: Exception(x=1))
err(lambda: ValueError(x=1))


class E(Exception):
    def __init__(self, a, *, k=None):
        self.k = k


e = E(1, k=2)
print(e.args, e.k, repr(e), str(e), e.__dict__)
e.args = [4, 5]
print(e.args, repr(e), str(e))
err(lambda: setattr(e, 'args', 3))
err(lambda: setattr(e, '__traceback__', 3))
err(lambda: setattr(e, '__cause__', 3))
err(lambda: setattr(e, '__context__', 3))
err(lambda: delattr(e, 'args'))
print(e.__traceback__, e.__cause__, e.__context__, e.__suppress_context__)
e.__cause__ = ValueError(1)
print(e.__cause__, e.__suppress_context__)
e.__suppress_context__ = False
e.add_note('n1')
e.add_note('n2')
print(e.__notes__)
err(lambda: e.add_note(3))
print(e.with_traceback(None) is e)

try:
    try:
        1 / 0
    except ZeroDivisionError as z:
        raise KeyError('k') from z
except KeyError as k:
    print(repr(k.__cause__), repr(k.__context__), k.__suppress_context__, k.__cause__ is k.__context__)
try:
    try:
        [][1]
    except IndexError:
        raise ValueError('second')
except ValueError as v:
    print(repr(v.__context__), v.__cause__, v.__suppress_context__)
try:
    try:
        [][1]
    except IndexError:
        raise ValueError('third') from None
except ValueError as v:
    print(repr(v.__context__), v.__cause__, v.__suppress_context__)


def f():
    raise StopIteration(3)


try:
    f()
except StopIteration as s:
    print(s.value, s.args)
    tb = s.__traceback__
    print(tb.tb_lineno, tb.tb_next.tb_lineno, tb.tb_next.tb_next, tb.tb_frame.f_code.co_name, tb.tb_next.tb_frame.f_code.co_name)
print(StopIteration().value, StopIteration(1, 2).value, StopIteration(1, 2).args)
print(SystemExit().code, SystemExit(3).code, SystemExit(1, 2).code)
s = SystemExit(3)
s.code = 4
print(s.code, s.args)

o = OSError(2, 'No such file', 'name.txt')
print(type(o).__name__, o.errno, o.strerror, o.filename, o.filename2, o.args, o, repr(o))
print(type(OSError(13, 'x')).__name__, type(OSError(17, 'x')).__name__, type(OSError(9999, 'x')).__name__, OSError('a'), OSError())
print(OSError(1, 'a', 'b', None, 'c'), OSError(1, 'a').args, OSError('x', 'y').errno, OSError(1, 'b', None))
print(IOError is OSError, EnvironmentError is OSError)


class MyOS(OSError):
    def __init__(self, n):
        super().__init__(n, 'text')


print(MyOS(2), MyOS(2).errno, type(MyOS(2)).__name__, MyOS(2).args)

i = ImportError('msg', name='n', path='p')
print(i.msg, i.name, i.path, i.args, i, repr(i), ImportError().msg, ImportError('a', 'b').msg)
err(lambda: ImportError('a', bad=1))
n = NameError('m', name='nm')
print(n.name, n.args, AttributeError('m', name='x', obj=3).obj, AttributeError().name)

x = SyntaxError('bad', ('file.py', 3, 7, 'text here', 3, 9))
print(x.msg, x.filename, x.lineno, x.offset, x.text, x.end_lineno, x.end_offset, x.print_file_and_line, x)
print(SyntaxError('only').lineno, SyntaxError(), SyntaxError('only'), IndentationError('i', ('f', 1, 2, 't')))
x.lineno = 8
print(x, x.args)
err(lambda: SyntaxError('bad', (1, 2)))

u = UnicodeDecodeError('utf-8', b'a\xffb', 1, 2, 'invalid start byte')
print(u, u.encoding, u.object, u.start, u.end, u.reason, u.args)
u.end = 3
print(u)
print(UnicodeEncodeError('ascii', 'a\xe9', 1, 2, 'ordinal not in range(128)'))
print(UnicodeEncodeError('ascii', 'a\u20ac\u20ac', 1, 3, 'why'), UnicodeTranslateError('a\U0001f600', 1, 2, 'why'))
err(lambda: UnicodeDecodeError('utf-8'))
err(lambda: UnicodeDecodeError('utf-8', 3, 1, 2, 'x'))
err(lambda: b'\xff'.decode())
err(lambda: {}['missing'])
err(lambda: int('x'))


class Multi(ValueError, KeyError):
    pass


print(Multi('a'), repr(Multi('a')), [c.__name__ for c in Multi.__mro__])


class Str(Exception):
    def __str__(self):
        return 'custom'


print(Str(1), repr(Str(1)), [Str(1)])
try:
    raise Str
except Str as e:
    print(e.args)
err(lambda: (_ for _ in ()).throw(3))


def reraise(x):
    raise x


err(lambda: reraise(3))
err(lambda: reraise(int))
try:
    try:
        raise ValueError('inner')
    finally:
        print('finally')
except (KeyError, ValueError) as e:
    print('caught', e)
try:
    try:
        1 / 0
    except 3:
        pass
except TypeError as e:
    print(e, repr(e.__context__))
print(ValueError('a').__reduce__(), ValueError.__module__, ValueError('a') == ValueError('a'))
v = ValueError('s')
v.__setstate__({'extra': 5})
print(v.extra, v.__reduce__()[2])
