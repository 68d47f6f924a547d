import itertools
from itertools import *

print(list(islice(count(5, 2), 4)), count(3), count(1, 2), next(count(1.5)))
print(list(repeat("x", 3)), repeat(1), repeat(1, 2), list(islice(cycle("ab"), 5)))
print(list(chain("ab", [1], ())), list(chain.from_iterable(["ab", "c"])))
print(list(accumulate([1, 2, 3])), list(accumulate([1, 2, 3], lambda a, b: a * b, initial=10)))
print(list(product("ab", repeat=2)), list(product([1, 2], "x")), list(product()))
print(list(permutations("abc", 2)), len(list(permutations(range(4)))), list(permutations("a", 2)))
print(list(combinations("abcd", 2)), list(combinations("a", 2)), list(combinations_with_replacement("ab", 2)))
print(list(zip_longest("abc", "x", fillvalue="-")), list(starmap(pow, [(2, 3), (3, 2)])))
print(list(takewhile(lambda x: x < 3, [1, 2, 5, 1])), list(dropwhile(lambda x: x < 3, [1, 2, 5, 1])))
print(list(filterfalse(None, [0, 1, ""])), list(compress("abcd", [1, 0, 1, 0])), list(pairwise([1, 2, 3])))
print([(k, list(g)) for k, g in groupby("aaabbc")], [(k, list(g)) for k, g in groupby([1, 3, 2, 4], lambda x: x % 2)])
print([k for k, g in groupby("aabbcc")])
a, b = tee([1, 2, 3])
print(next(a), next(a), list(b), list(a))
print(list(islice("abcdef", 2)), list(islice("abcdef", 1, None, 2)), list(islice("abcdef", 4, 2)))
it = iter(range(10))
print(list(islice(it, 2, 5)), list(it))
for bad in (lambda: islice([], -1), lambda: islice([]), lambda: combinations("a", -1)):
    try:
        bad()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)


def gen():
    yield 1
    raise KeyError("in gen")


try:
    list(chain(gen(), [2]))
except KeyError as e:
    print(e)
print(type(count()).__name__, type(chain()).__module__)
print([f.__doc__ for f in (iter([]).__next__, int.__add__, int.__radd__, set.__ior__, list.__iadd__, object.__init__, (3).__lt__, str.__mod__)])
