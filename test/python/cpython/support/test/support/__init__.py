"""The part of CPython's test.support that the suites about objects' lives use, written for midden."""

import contextlib
import functools
import gc
import sys
import unittest

verbose = False
HAVE_DOCSTRINGS = True


def implementation():
    """'cpython', 'jython', 'ironpython', 'pypy'."""
    if hasattr(sys, "implementation"):
        return sys.implementation.name
    return sys.subversion[0].lower()


def check_impl_detail(**guards):
    default = not next(iter(guards.values()), True)
    return guards.get(implementation(), default)


def cpython_only(test):
    if implementation() == "cpython":
        return test
    return unittest.skip("implementation detail specific to cpython")(test)


def refcount_test(test):
    return test


def requires_subprocess():
    return lambda test: test


def requires_resource(resource):
    return unittest.skip("resource %r is not enabled" % resource)


def gc_collect():
    """Collects until what dies late elsewhere is gone."""
    for _ in range(3):
        gc.collect()


@contextlib.contextmanager
def disable_gc():
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _AlwaysEqual:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False


class _NeverEqual:
    def __eq__(self, other):
        return False

    def __ne__(self, other):
        return True

    def __hash__(self):
        return 1


ALWAYS_EQ = _AlwaysEqual()
NEVER_EQ = _NeverEqual()


class catch_unraisable_exception:
    """Keeps what goes to sys.unraisablehook inside of the with statement."""

    def __init__(self):
        self.unraisable = None
        self._before = None

    def _hook(self, unraisable):
        self.unraisable = unraisable

    def __enter__(self):
        self._before = sys.unraisablehook
        sys.unraisablehook = self._hook
        return self

    def __exit__(self, *exc_info):
        sys.unraisablehook = self._before
        del self.unraisable


class SuppressCrashReport:
    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass


@contextlib.contextmanager
def swap_attr(obj, name, value):
    before = getattr(obj, name)
    setattr(obj, name, value)
    try:
        yield before
    finally:
        setattr(obj, name, before)


def anticipate_failure(condition):
    return unittest.expectedFailure if condition else lambda test: test


def no_tracing(test):
    @functools.wraps(test)
    def untraced(*args, **kwargs):
        return test(*args, **kwargs)

    return untraced
