"""sys.unraisablehook replaced: what it gets, failing, None, gone."""
import sys


class Dying:
    def __del__(self):
        raise ValueError('dying')


def hook(args):
    print(args.exc_type, args.exc_value, args.exc_traceback is not None, args.err_msg, args.object is Dying.__del__)
    print(type(args).__name__, len(args))


sys.unraisablehook = hook
Dying()


def failing(args):
    raise TypeError('the hook failed')


sys.unraisablehook = failing
Dying()
sys.unraisablehook = None
Dying()
print('None')
del sys.unraisablehook
Dying()
sys.unraisablehook = sys.__unraisablehook__
Dying()
sys.unraisablehook = 3
Dying()


class Args:
    pass


args = Args()
args.exc_type = ValueError
args.exc_value = ValueError('by hand')
args.exc_traceback = None
args.err_msg = None
args.object = None
try:
    sys.__unraisablehook__(args)
except TypeError as error:
    print(error)
