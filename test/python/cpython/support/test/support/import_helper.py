import importlib
import unittest


def import_module(name, deprecated=False, *, required_on=()):
    """The module, or the test is skipped."""
    try:
        return importlib.import_module(name)
    except ImportError as missing:
        raise unittest.SkipTest(str(missing)) from None
