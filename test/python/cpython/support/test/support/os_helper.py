import contextlib
import unittest

TESTFN = "@test_tmp"


def unlink(filename):
    import os

    with contextlib.suppress(FileNotFoundError):
        os.unlink(filename)


@contextlib.contextmanager
def temp_dir(path=None, quiet=False):
    import tempfile

    with tempfile.TemporaryDirectory() as made:
        yield made
