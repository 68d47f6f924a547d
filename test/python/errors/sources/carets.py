"""The fine positions under the lines of a traceback: which are shown, and where their anchors stand."""
import sys


class Thing:
    attr = None

    def method(self, *args, **kwargs):
        raise ValueError('in method')


def shown(work, *args):
    try:
        work(*args)
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)


thing = Thing()
none = None
zero = 0
numbers = [1, 2, 3]
table = {'a': {'b': None}}


def division(): return 1 + 2 / zero + 3
def spaced(): return  (1)   /   (zero)
def floor(): return 10 // zero
def modulo(): return 10%zero
def power(): return zero ** -1
def matmul(): return numbers @ numbers
def shift(): return 1 << -1
def concatenation(): return 'a' + 1
def nested_left(): return (1 + 2 + none) + 4
def parenthesised(): return (((1))) + (((none)))
def chained(): return numbers[0] + numbers[1] + none + numbers[2]
def subscript(): return numbers[10]
def subscript_spaces(): return numbers [ 10 ] 
def subscript_chain(): return table['a']['b']['c']['d']
def subscript_none(): return none[0]
def subscript_slice(): return numbers['a':'b']
def subscript_tuple(): return table[1, 2]
def subscript_call(): return len(none)[1]
def attribute(): return thing.attr.missing.other
def method_call(): return thing.method(1, 2)
def method_chain(): return thing.method().other().more()
def call_none(): return none(1)
def call_missing(): return thing.method(*[1], **none)
def comparison(): return 1 < none
def comparison_chain(): return 1 < 2 < none
def containment(): return 1 in none
def unary(): return -none
def inverted(): return ~none
def not_it(): return not Raising()
def name(): return undefined_name
def name_call(): return undefined_name(1)
def whole_line():
    thing.method()
def whole_line_comment():
    thing.method()  # a comment
def whole_line_trailing_blank():
    thing.method()   
def assigned():
    value = thing.method()
def unpacking():
    a, b = numbers
def unpacking_none():
    a, b = none
def augmented():
    numbers[0] += none
def augmented_name():
    x = 1
    x += none
def store_subscript():
    none[1] = 2
def store_attribute():
    none.x = 2
def delete_subscript():
    del numbers[10]
def delete_attribute():
    del thing.nothing
def delete_name():
    del unbound
    unbound = 1
def unbound_local():
    x = unbound
    unbound = 1
def asserting():
    assert zero, 'zero'
def asserting_bare():
    assert numbers == []
def raising():
    raise ValueError('plain')
def raising_class():
    raise ValueError
def raising_from():
    raise ValueError('x') from none
def raising_other():
    raise 1
def looping():
    for item in none:
        pass
def looping_over_call():
    for item in range('a'):
        pass
def with_none():
    with none:
        pass
def formatted():
    return f'{none + 1} and {thing.attr.x}'
def format_spec():
    return f'{1:q}'
def percent(): return '%d' % 'a'
def percent_tuple(): return '%d %d' % (1, none)
def star(): return [*none]
def double_star(): return {**none}
def lambda_body(): return (lambda x: x + none)(1)
def conditional(): return 1 if Raising() else 2
def both(): return Raising() and 1
def walrus(): return (x := none + 1)
def comprehension(): return [item + none for item in numbers]
def generator(): return list(item + none for item in numbers)
def dict_comprehension(): return {item: item + none for item in numbers}
def importing(): import does_not_exist
def importing_from(): from sys import nothing_like_that
def semicolons(): x = 1; y = x + none; z = 2
def unicode(): return 'äöü€😀' + none + 'ß'
def unicode_name():
    größe = none; größe + 1
def tabs():
	return	1	+	none
def slices(): return numbers[1:none.x]
def unhashable(): return {[]: 1}
def unhashable_set(): return {1, []}
def unhashable_key(): return table[[]]
def strings(): return 'a' 'b' + 1
def folded(): return (1 + 2) * 'a' @ 3
def too_many(): return thing.method.__func__()
def keyword(): return int(bad=1)
def await_like(): return thing.attr.attr + thing.attr.attr
def parenthesised_operator(): return (1)+(none)
def parenthesised_call(): return (len)(none) + 1
def parenthesised_subscript(): return (numbers)[(10)]
def bracket_in_subscript(): return table[']']['[']
def negative(): return numbers[-10]


class Raising:
    def __bool__(self):
        raise ValueError('no truth')


for function in list(globals().values()):
    if type(function) is type(shown) and function is not shown:
        print(function.__name__, file=sys.stderr)
        shown(function)
