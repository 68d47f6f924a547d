"""An exit code that is an object, whose code attribute was replaced."""
import sys


class Code:
    def __str__(self):
        return 'str of the code'

    def __repr__(self):
        return 'repr of the code'


try:
    sys.exit(Code())
except SystemExit as error:
    print(repr(error), error.code)
    error.code = Code()
    raise
