"""What the traceback and warnings modules print."""
import traceback, sys, warnings, io
def f(x):
    return 1 + x['a']
def g():
    f({'a': None})
try: g()
except TypeError: traceback.print_exc()
try: g()
except TypeError as e:
    print(traceback.format_exc())
    print(traceback.format_exception(e))
    print(traceback.format_exception_only(e))
    print(traceback.format_tb(e.__traceback__))
    print(traceback.extract_tb(e.__traceback__))
def stack():
    traceback.print_stack()
    return traceback.format_stack()
print(stack())
def rec(n):
    if n: rec(n-1)
    else: 1/0
try: rec(10)
except ZeroDivisionError: traceback.print_exc()
try:
    try: 1/0
    except ZeroDivisionError as e: raise KeyError('x') from e
except KeyError: traceback.print_exc()
try: raise ExceptionGroup('eg', [ValueError(1), TypeError('a\nb')])
except ExceptionGroup as e:
    e.add_note('note\nlines')
    traceback.print_exc()
class C: colour = 1
try: C().color
except AttributeError: traceback.print_exc()
try: raise SyntaxError('bad', ('f.py', 1, 2, 'a b c', 1, 4))
except SyntaxError: traceback.print_exc()
warnings.warn('careful')
def w(): warnings.warn('old', DeprecationWarning, stacklevel=2)
w()
def r(): warnings.warn('res', ResourceWarning)
r()
warnings.warn('run', RuntimeWarning)
warnings.simplefilter('always')
for i in range(2): warnings.warn('careful')
r()
warnings.simplefilter('error')
try: warnings.warn('careful')
except UserWarning: traceback.print_exc()
import functools, heapq, operator
class Bad:
    def __lt__(self, o): raise ValueError('lt')
def show(f):
    try: f()
    except Exception: traceback.print_exc()
show(lambda: functools.reduce(lambda a, b: a / b, [1, 0]))
show(lambda: functools.partial(lambda a, b: a / b, 1)(0))
show(lambda: heapq.heappush([Bad()], Bad()))
show(lambda: operator.attrgetter('x')(1))
show(lambda: '%d %d' % (1, None))
show(lambda: (1) + (None))
def members():
    inner = ExceptionGroup('inner', [ValueError(1)])
    try:
        try: raise inner
        except ExceptionGroup: raise KeyError('x')
    except KeyError as e: last = e
    raise ExceptionGroup('outer', [TypeError('t'), last])
show(members)
def wide(): raise ExceptionGroup('wide', [ValueError(k) for k in range(17)])
show(wide)
def deep():
    e = ValueError('d')
    for k in range(12): e = ExceptionGroup(str(k), [e])
    raise e
show(deep)
for note in ('text', 3, ['a\nb', 4], None):
    e = ValueError('n'); e.__notes__ = note
    traceback.print_exception(e)
for a in [('f.py', 3, 5, 'x = = 1\n', 3, 6), ('f.py', 3, 7, '    x = = 1\n', 3, 9), ('f.py', None, 1, 'x', 1, 1), ('f.py', 3, 0, 'x', 3, 0), (None, 3, 2, 'x = = 1\n')]:
    traceback.print_exception(SyntaxError('m', a))
    traceback.print_exception(IndentationError('m', a))
class NoStr(Exception):
    def __str__(self): raise ValueError
traceback.print_exception(NoStr())
sys.tracebacklimit = 1
show(lambda: rec(3))
sys.tracebacklimit = 0
show(lambda: rec(3))
del sys.tracebacklimit
traceback.print_exception(None)
print(traceback.format_exception_only(ValueError, ValueError('x')))
def wc(): x = '漢字'; return '漢' + 1
show(wc)
