"""Causes, contexts, suppressed contexts and cycles of them."""
import sys


def shown(work, *args):
    print(work.__name__, file=sys.stderr)
    try:
        work(*args)
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)


def context():
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError('second')


def cause():
    try:
        1 / 0
    except ZeroDivisionError as error:
        raise KeyError('second') from error


def suppressed():
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError('second') from None


def three():
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            [][1]
    except IndexError:
        {}['x']


def mixed():
    try:
        try:
            1 / 0
        except ZeroDivisionError as error:
            raise ValueError('a') from error
    except ValueError:
        raise TypeError('b')


def cause_without_traceback():
    raise ValueError('new') from OSError('never raised')


def cause_class():
    raise ValueError('new') from OSError


def cycle():
    one, two = ValueError('one'), ValueError('two')
    one.__cause__ = two
    two.__cause__ = one
    raise one


def context_cycle():
    one, two = ValueError('one'), ValueError('two')
    one.__context__ = two
    two.__context__ = one
    raise one


def own_cause():
    error = ValueError('own')
    raise error from error


def cause_seen_context_left():
    a, b, c = ValueError('a'), ValueError('b'), ValueError('c')
    a.__cause__ = b
    b.__cause__ = a
    b.__context__ = c
    raise a


def cause_hides_context():
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError('x') from TypeError('y')


def unsuppressed():
    try:
        1 / 0
    except ZeroDivisionError:
        error = ValueError('x')
        error.__cause__ = TypeError('y')
        error.__suppress_context__ = False
        raise error


def in_finally():
    try:
        1 / 0
    finally:
        raise KeyError('in finally')


def in_exit():
    class Manager:
        def __enter__(self):
            return self

        def __exit__(self, *exc):
            raise KeyError('in exit')

    with Manager():
        1 / 0


def reraise():
    try:
        1 / 0
    except ZeroDivisionError:
        raise


def reraise_named():
    try:
        1 / 0
    except ZeroDivisionError as error:
        raise error


def reraise_later():
    kept = None
    try:
        1 / 0
    except ZeroDivisionError as error:
        kept = error
    raise kept


def through_finally():
    try:
        reraise()
    finally:
        x = 1


def through_with():
    class Manager:
        def __enter__(self):
            return self

        def __exit__(self, *exc):
            return False

    with Manager() as first, Manager():
        first.missing


def through_nested_finally():
    try:
        try:
            try:
                1 / 0
            finally:
                x = 1
        finally:
            x = 2
    finally:
        x = 3


def through_except_that_does_not_match():
    try:
        1 / 0
    except (KeyError, ValueError):
        pass
    except IndexError as error:
        pass


def with_traceback():
    try:
        1 / 0
    except ZeroDivisionError as error:
        raise ValueError('other').with_traceback(error.__traceback__) from None


def without_traceback():
    try:
        1 / 0
    except ZeroDivisionError as error:
        error.__traceback__ = None
        raise


def raised_twice():
    error = ValueError('again')
    try:
        raise error
    except ValueError:
        pass
    try:
        raise error
    except ValueError:
        pass
    raise error


def long_chain():
    error = None
    for k in range(30):
        try:
            try:
                if error is not None:
                    raise error
                raise ValueError('start')
            except Exception:
                raise ValueError(k)
        except ValueError as caught:
            error = caught
    raise error


for function in list(globals().values()):
    if type(function) is type(shown) and function is not shown:
        shown(function)
three()
