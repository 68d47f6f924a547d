"""difflib, textwrap, inspect, copyreg's protocol."""
import copy
import difflib
import inspect
import textwrap

one = 'one\ntwo\nthree\nfour\n'.splitlines(True)
two = 'ore\ntree\nfour\nfive\n'.splitlines(True)
print(''.join(difflib.ndiff(one, two)))
print(''.join(difflib.unified_diff(one, two, 'a', 'b', n=1)))
print(''.join(difflib.context_diff(one, two, 'a', 'b', n=1)))
print(''.join(difflib.restore(difflib.ndiff(one, two), 2)))
matcher = difflib.SequenceMatcher(None, 'qabxcd', 'abycdf')
print(matcher.get_opcodes(), round(matcher.ratio(), 4), matcher.get_matching_blocks())
print(difflib.get_close_matches('appel', ['ape', 'apple', 'peach', 'puppy']))
print(repr(textwrap.dedent("""
    first
      second

    third
    """)))
text = 'The quick brown fox jumped over the lazy dog and a well-known averyveryverylongword indeed.'
print(textwrap.wrap(text, 20), textwrap.shorten(text, 30))
print(textwrap.fill(text, 30, initial_indent='* ', subsequent_indent='  '))
print(textwrap.indent('a\n\nb', '> '))


def function(a, b: int = 2, /, c=3, *args, d, e='x', **kwargs) -> str:
    """A function.

        Indented.
    """


class Class:
    def __init__(self, x, *, y=1):
        self.x = x

    def method(self, z):
        yield z


print(inspect.signature(function), inspect.signature(Class), inspect.signature(Class(1).method))
print(inspect.getdoc(function), inspect.isfunction(function), inspect.isgeneratorfunction(Class.method))
print(inspect.signature(function).bind(1, 2, 3, 4, d=5, f=6).arguments)
gen = Class(1).method(2)
print(inspect.getgeneratorstate(gen), next(gen), inspect.getgeneratorstate(gen), inspect.getgeneratorlocals(gen)['z'])
gen.close()
print(inspect.getgeneratorstate(gen), inspect.isgenerator(gen), inspect.isclass(Class), inspect.ismethod(gen))
print(inspect.stack()[0].function, inspect.currentframe().f_lineno)


class Slots:
    __slots__ = ('a', 'b')


slots = Slots()
slots.a = [1]
print(slots.__reduce_ex__(4)[1:3], copy.deepcopy(slots).a, Class(3).__reduce_ex__(2)[2], Class(3).__getstate__())
for refused in (gen, slots, function):
    try:
        print(refused.__reduce_ex__(0 if refused is slots else 4)[0].__name__)
    except TypeError as error:
        print(error)
