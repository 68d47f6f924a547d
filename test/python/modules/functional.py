import functools
import operator
from functools import cached_property, cmp_to_key, lru_cache, partial, reduce, singledispatch, total_ordering, wraps


@lru_cache(maxsize=2)
def square(n):
    print("computing", n)
    return n * n


print(square(2), square(3), square(2), square(4), square(3))
print(square.cache_info(), square.cache_parameters())
square.cache_clear()
print(square.cache_info().currsize, square.__name__, square.__wrapped__(5))


@functools.cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(60))
add = partial(operator.add, 10)
print(add(5), add.func is operator.add, add.args, add.keywords)
p = partial(int, base=2)
print(p("101"), partial(p, "11")())
print(reduce(operator.mul, range(1, 6)), reduce(lambda a, b: a + b, [[1], [2]], []))
try:
    reduce(operator.add, [])
except TypeError as e:
    print(e)


@total_ordering
class Version:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n


print(Version(1) <= Version(2), Version(2) > Version(1), Version(2) >= Version(2), Version(3) <= Version(2))
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))


def deco(f):
    @wraps(f)
    def inner(*a):
        """inner doc"""
        return f(*a)

    return inner


@deco
def documented(x):
    """the doc"""
    return x


print(documented.__name__, documented.__doc__, documented.__wrapped__(3))


class Lazy:
    @cached_property
    def value(self):
        print("once")
        return 42


lazy = Lazy()
print(lazy.value, lazy.value, lazy.__dict__)


@singledispatch
def show(x):
    return "object"


@show.register
def _(x: int):
    return "int"


@show.register(list)
def _(x):
    return "list"


print(show(1), show([]), show("s"), show(True))
print(operator.itemgetter(1, 0)("ab"), operator.attrgetter("real")(3), operator.methodcaller("upper")("x"))
print(operator.itemgetter(1), operator.methodcaller("f", 1, a=2), operator.attrgetter("a.b"))
print(operator.contains([1], 1), operator.iadd([1], [2]), operator.not_(0), operator.index(True))
print(operator.indexOf([3, 4], 4), operator.countOf([1, 1], 1), operator.length_hint(iter([1, 2])), operator.neg(3))
