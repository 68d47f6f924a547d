"""Errors that nobody can catch: in __del__, in weak-reference callbacks, in generators that die."""
import gc
import sys
import weakref


class Dying:
    def __init__(self, error=None):
        self.error = error

    def __del__(self):
        if self.error is not None:
            raise self.error
        self.missing


class Nested:
    class Inner:
        def __del__(self):
            {}['key']


def plain():
    Dying()


def empty_message():
    Dying(ValueError())


def chained():
    class Chained:
        def __del__(self):
            try:
                1 / 0
            except ZeroDivisionError:
                raise KeyError('while handling')

    Chained()


def noted():
    error = ValueError('noted')
    error.add_note('a note')
    Dying(error)


def failing_str():
    class NoStr(Exception):
        def __str__(self):
            raise ValueError('no')

    Dying(NoStr())


def other_module():
    class Other(Exception):
        __module__ = 'some.where'

    Dying(Other('x'))


def exits():
    Dying(SystemExit(3))
    Dying(KeyboardInterrupt())


def in_exception_handling():
    try:
        1 / 0
    except ZeroDivisionError:
        Dying()


def builtin_finalizer():
    class Native:
        __del__ = len

    Native()


def lambda_finalizer():
    class Lambda:
        __del__ = lambda self: 1 / 0

    Lambda()


def wrong_signature():
    class Wrong:
        def __del__():
            pass

    Wrong()


def not_callable():
    class Wrong:
        __del__ = 3

    Wrong()


def callable_object():
    class Finalizer:
        def __call__(self, *args):
            raise ValueError('called')

        def __repr__(self):
            return '<the finalizer>'

    class Odd:
        __del__ = Finalizer()

    Odd()


def callable_bad_repr():
    class Finalizer:
        def __call__(self, *args):
            raise ValueError('called')

        def __repr__(self):
            raise TypeError('no repr')

    class Odd:
        __del__ = Finalizer()

    Odd()


def nested_name():
    Nested.Inner()


def callback():
    class Target:
        pass

    target = Target()

    def on_death(reference):
        raise ValueError('in callback')

    kept = weakref.ref(target, on_death)
    del target


def callback_lambda():
    class Target:
        pass

    target = Target()
    kept = [weakref.ref(target, lambda r: 1 / 0), weakref.ref(target, lambda r: r.missing)]
    del target


def callback_native():
    class Target:
        pass

    target = Target()
    kept = weakref.ref(target, len)
    del target


def generator():
    def generate():
        try:
            yield 1
        finally:
            raise ValueError('in generator')

    running = generate()
    next(running)
    del running


def generator_ignores():
    def generate():
        while True:
            try:
                yield 1
            except GeneratorExit:
                pass

    running = generate()
    next(running)
    del running


def generator_in_with():
    class Manager:
        def __enter__(self):
            return self

        def __exit__(self, *exc):
            raise KeyError(exc[0].__name__)

    def generate():
        with Manager():
            yield 1

    running = generate()
    next(running)
    del running


def in_cycle():
    a = Dying(ValueError('in a cycle'))
    a.me = a
    del a
    gc.collect()


def deep():
    class Deep:
        def __del__(self):
            def down(n):
                if n == 0:
                    raise ValueError('bottom')
                down(n - 1)

            down(7)

    Deep()


def overwritten():
    x = Dying(ValueError('first'))
    x = None
    y = [Dying(ValueError('second'))]
    y[0] = None
    z = {1: Dying(ValueError('third'))}
    z.clear()
    z = Thing()
    z.x = Dying(ValueError('fourth'))
    z.x = 1
    del z


class Thing:
    pass


def during_unwinding():
    local = Dying(ValueError('of the frame'))
    raise KeyError('unwinding')


for function in list(globals().values()):
    if type(function) is type(plain):
        print(function.__name__, file=sys.stderr)
        try:
            function()
        except KeyError as error:
            print('caught', error, file=sys.stderr)
            del error

last = Dying(ValueError('at exit'))
