"""Tracebacks edited by the program: shortened, joined, without an end."""
import sys
import types


def one():
    two()


def two():
    three()


def three():
    raise ValueError('x')


try:
    one()
except ValueError as caught:
    error = caught
error.__traceback__ = error.__traceback__.tb_next
sys.excepthook(type(error), error, error.__traceback__)
error.__traceback__.tb_next.tb_next = None
sys.excepthook(type(error), error, error.__traceback__)
tb = error.__traceback__
made = types.TracebackType(tb, tb.tb_frame, tb.tb_lasti, 3)
sys.excepthook(type(error), error.with_traceback(made), made)
raise error
