"""compile, eval and exec: modes, namespaces, errors; classes that make no exceptions."""
print(eval("1+2"), eval(" [x for x in range(3)]"))
d = {}
exec("a = 1\ndef f():\n    return a + b\nb = 2", d)
print(sorted(k for k in d), d['f'](), type(d['__builtins__']))
def g(x):
    y = 3
    exec("z = x + y; print(sorted(locals()))")
    return eval("x * y")
print(g(4))
c = compile("for i in range(2):\n    i\n'str'\n", "<doctest>", "single") if 0 else compile("for i in range(2):\n    i\n    'str'\n", "<doctest>", "single")
exec(c)
exec(compile("3; 'x'; None\n", "f", "single"))
for src, mode in [("a b", "eval"), ("x = 1", "eval"), ("1\n2\n", "single"), ("def f(:", "exec"), ("if 1:\npass", "exec"), ("  x", "exec"), ("return 3", "exec"), ("yield", "exec")]:
    try: compile(src, "<f>", mode)
    except SyntaxError as e: print(mode, repr(src), type(e).__name__, e.args)
for args in [("1", 3), ("1", {}, 3), (3,), ("1\0",)]:
    for fn in (eval, exec):
        try: print(fn(*args))
        except Exception as e: print(type(e).__name__, e)
try: compile("1", "f", "foo")
except Exception as e: print(type(e).__name__, e)
class M(dict):
    def __getitem__(self, k): print("get", k); return dict.__getitem__(self, k)
    def __setitem__(self, k, v): print("set", k); dict.__setitem__(self, k, v)
m = M()
exec("q = 5\nprint(q)\ndef ff(): return q", {}, m)
try: m['ff']()
except NameError as e: print(e)
try: exec("1/0")
except ZeroDivisionError:
    import traceback; print(traceback.format_exc().splitlines()[-2:])
print(eval(compile("lambda: 3", "x", "eval"))())
print(eval("len([1])", {}), eval("a", {'a': 5}), eval("a", {'a': 5}, {'a': 6}))
try: eval("len([1])", {'__builtins__': {}})
except NameError as e: print(e)
exec("print(__name__)"); exec("try: print(__name__)\nexcept NameError as e: print('NE', e)", {})
def outer():
    v = 1
    def inner(): return v
    return inner
try: exec(outer().__code__)
except TypeError as e: print(e)
exec(b"print('bytes')")
eval("print(1) or 5")
exec("x: int = 3\nprint(__annotations__)", {})
class E(Exception):
    def __new__(cls, *args, **kwargs):
        return cls
def boring_generator():
    yield
gen = boring_generator()
err_msg = 'should have returned an instance of BaseException'
try: gen.throw(E)
except TypeError as e: print(e)
try: next(gen)
except StopIteration: print("stop")
def generator():
    try:
        yield
    except: 
        import sys
        print("X", sys.exc_info()[0])
        try:
            raise E
        except TypeError as e: print(e)
try: raise E
except TypeError as e: print(e)


def delegate():
    try:
        yield 'first'
    except ValueError as error:
        import sys
        print(sys._getframe(1).f_code.co_name, repr(error.__context__))
        yield 'second'
    return 'result'


def outer():
    try:
        raise KeyError('a')
    except KeyError:
        print((yield from delegate()))


gen = outer()
print(next(gen), gen.throw(ValueError('b')))
try:
    gen.throw(TypeError('c'))
except TypeError as error:
    print(repr(error.__context__), gen.gi_frame)
gen = outer()
next(gen)
try:
    gen.throw(KeyError('d'))
except KeyError as error:
    print(repr(error), repr(error.__context__))
