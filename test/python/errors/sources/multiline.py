"""Line numbers and carets of statements and calls over several lines."""
import sys

none = None
calls = []


def shown(work, *args):
    try:
        work(*args)
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)


def fail(*args, **kwargs):
    raise ValueError('failed')


def call_over_lines():
    return fail(
        1,
        2,
    )


def argument_over_lines():
    return fail(1,
                none + 1,
                2)


def chain_over_lines():
    return (
        none
        .attribute
        .other
    )


def method_over_lines():
    (calls
        .append(1)
        .append(2))


def operation_over_lines():
    return (1 +
            2 +
            none)


def backslash():
    return 1 + \
        none + \
        2


def subscript_over_lines():
    return calls[
        100
    ]


def list_over_lines():
    return [
        1,
        none.x,
        2,
    ]


def dict_over_lines():
    return {
        'a': 1,
        'b': none + 1,
    }


def string_over_lines():
    return """
    text
    """ + none


def condition_over_lines():
    if (none is None and
            none.x):
        pass


def default_over_lines():
    def inner(
        a=1,
        b=none + 1,
    ):
        pass


def keyword_over_lines():
    fail(
        first=1,
        second=fail(
            2
        ),
    )


def comprehension_over_lines():
    return [
        item + none
        for item
        in [1, 2]
        if item
    ]


def comprehension_condition():
    return [
        item
        for item
        in [1, 2]
        if item + none
    ]


def comprehension_iterable():
    return [
        item
        for item
        in none
    ]


def with_over_lines():
    with (
        open_it(),
        fail(),
    ):
        pass


class open_it:
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        calls.append('closed')


def assertion_over_lines():
    assert (
        none
    ), (
        'message'
    )


def raise_over_lines():
    raise ValueError(
        'one'
        'two'
    )


def formatted_over_lines():
    return (
        f'{1}'
        f'{none + 1}'
    )


def return_over_lines():
    return fail(
    ) or fail(
    )


def lambda_over_lines():
    return (
        lambda:
            none +
            1
    )()


def decorator_over_lines():
    @fail(
        1
    )
    def decorated():
        pass


def trailing_blanks_over_lines():
    return fail(   
        1)


for function in list(globals().values()):
    if type(function) is type(shown) and function not in (shown, fail):
        print(function.__name__, file=sys.stderr)
        shown(function)
