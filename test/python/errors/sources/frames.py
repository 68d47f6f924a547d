"""Which frames a traceback has: generators, comprehensions, classes, decorators, natives that call back."""
import functools
import sys


def shown(work, *args):
    print(getattr(work, '__name__', work), file=sys.stderr)
    try:
        work(*args)
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)


def numbers():
    yield 1
    raise ValueError('in generator')


def outer():
    yield from numbers()


def delegated():
    for item in outer():
        pass


def thrown_in():
    def generator():
        try:
            yield 1
        finally:
            x = 1

    running = generator()
    next(running)
    running.throw(KeyError('thrown'))


def thrown_at_start():
    running = numbers()
    running.throw(KeyError('thrown'))


def thrown_through():
    running = outer()
    next(running)
    running.throw(KeyError('thrown'))


def stop_iteration():
    def generator():
        yield next(iter([]))

    list(generator())


def exhausted():
    next(iter([]))


def reentered():
    def generator():
        yield next(me)

    me = generator()
    next(me)


def class_body():
    class Outer:
        class Inner:
            x = 1
            y = x + None


def class_method():
    class Maker:
        def __init__(self):
            self.value = self.compute()

        @property
        def computed(self):
            return {}['missing']

        def compute(self):
            return self.computed

    Maker()


def metaclass():
    class Meta(type):
        def __new__(meta, name, bases, namespace):
            raise TypeError('no such class')

    class Made(metaclass=Meta):
        x = 1


def decorator(function):
    @functools.wraps(function)
    def wrapper(*args):
        return function(*args)

    return wrapper


@decorator
@decorator
def decorated():
    raise ValueError('inside')


def bad_decorator():
    def decorate(function):
        raise ValueError('not decorated')

    @decorate
    def function():
        pass


def two_decorators():
    def decorate(function):
        return function

    @decorate
    @None
    def function():
        pass


def key_function():
    sorted([1, 2], key=lambda x: x.missing)


def mapped():
    list(map(lambda x: 1 / x, [1, 0]))


def comparison():
    class Bad:
        def __lt__(self, other):
            raise ValueError('not comparable')

    sorted([Bad(), Bad()])


def hashing():
    class Bad:
        def __hash__(self):
            raise ValueError('not hashable')

    {Bad(): 1}


def iteration():
    class Bad:
        def __iter__(self):
            return self

        def __next__(self):
            raise ValueError('no next')

    a, b = Bad()


def nested_functions():
    def one():
        def two():
            return (lambda: (lambda: None.x)())()
        return two()
    one()


def nested_comprehensions():
    return [[column / row for column in (1, 2)] for row in (1, 0)]


def comprehension_of_calls():
    return {name: call() for name, call in {'a': lambda: [].x}.items()}


def context_manager():
    class Manager:
        def __enter__(self):
            raise ValueError('enter')

        def __exit__(self, *exc):
            pass

    with Manager():
        pass


def exit_fails():
    class Manager:
        def __enter__(self):
            return self

        def __exit__(self, *exc):
            raise ValueError('exit')

    with Manager():
        x = 1


def with_return():
    class Manager:
        def __enter__(self):
            return self

        def __exit__(self, *exc):
            1 / 0

    with Manager():
        return 1


def finally_return():
    try:
        return 1
    finally:
        None.x


def loop_finally():
    for k in range(3):
        try:
            continue
        finally:
            None.x


def handler_raises():
    try:
        None.x
    except None.y:
        pass


def bad_handler():
    try:
        None.x
    except 3:
        pass


def else_raises():
    try:
        pass
    except ValueError:
        pass
    else:
        None.x


def asynchronous():
    async def inner():
        raise ValueError('async')

    async def outer():
        await inner()

    outer().send(None)


def match_statement():
    class Bad:
        def __eq__(self, other):
            raise ValueError('eq')

    match Bad():
        case 1:
            pass


def while_condition():
    while None.x:
        pass


def multiple_targets():
    a = b = None.x


def annotated():
    x: int = None.x


def default_argument():
    def f(x=None.x):
        pass


def string_format():
    '{missing}'.format(a=1)


def super_missing():
    class A:
        def f(self):
            super().g()

    A().f()


def arguments():
    def f(a, b, *, c):
        pass

    f(1)


def too_many():
    def f(a):
        pass

    f(1, 2, 3)


for function in list(globals().values()):
    if type(function) is type(shown) and function not in (shown, numbers, outer, decorator):
        shown(function)
print('end', file=sys.stderr)
delegated()
