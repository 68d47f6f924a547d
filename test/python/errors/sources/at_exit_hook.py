"""Errors in exit functions under a hook of the program."""
import atexit
import sys


def hook(args):
    print('hook', args.exc_type.__name__, args.err_msg, args.object.__name__)


sys.unraisablehook = hook


@atexit.register
def failing():
    raise ValueError('x')


sys.exit(7)
