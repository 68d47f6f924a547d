/** The library package unittest, in Python. */
export const unittestSource = `"""Tests as classes: fixtures, assertions, suites, loaders and runners."""

from unittest.case import (
    FunctionTestCase, SkipTest, TestCase, addModuleCleanup, doModuleCleanups, enterModuleContext,
    expectedFailure, skip, skipIf, skipUnless,
)
from unittest.loader import TestLoader, defaultTestLoader
from unittest.main import TestProgram, main
from unittest.result import TestResult
from unittest.runner import TextTestResult, TextTestRunner
from unittest.suite import BaseTestSuite, TestSuite

__all__ = [
    "TestResult", "TestCase", "TestSuite", "TextTestRunner", "TestLoader",
    "FunctionTestCase", "main", "defaultTestLoader", "SkipTest", "skip", "skipIf", "skipUnless",
    "expectedFailure", "TextTestResult", "installHandler", "registerResult", "removeResult",
    "removeHandler", "addModuleCleanup", "doModuleCleanups", "enterModuleContext",
]

__unittest = True


def registerResult(result):
    """Interrupts from a keyboard do not reach a program here."""


def removeResult(result):
    return False


def installHandler():
    """Interrupts from a keyboard do not reach a program here."""


def removeHandler(method=None):
    return method
`;

/** unittest.util */
export const unittestUtilSource = `"""Texts and comparisons that the parts of unittest share."""

_LONGEST = 80
_SHORTEST_PREFIX = 5
_PLACEHOLDER = 12
_COMMON = 12

__unittest = True


def safe_repr(obj, short=False):
    try:
        text = repr(obj)
    except Exception:
        text = object.__repr__(obj)
    if not short or len(text) < _LONGEST:
        return text
    return text[:_LONGEST] + " [truncated]..."


def _shorten(text, prefix, suffix):
    skipped = len(text) - prefix - suffix
    if skipped > _PLACEHOLDER:
        return "%s[%d chars]%s" % (text[:prefix], skipped, text[len(text) - suffix :])
    return text


def _common_prefix(texts):
    low, high = min(texts), max(texts)
    for index, character in enumerate(low):
        if character != high[index]:
            return low[:index]
    return low


def _common_shorten_repr(*args):
    """The reprs, their common beginning and their ends cut when one is too long to show."""
    reprs = [safe_repr(arg) for arg in args]
    longest = max(map(len, reprs))
    if longest <= _LONGEST:
        return tuple(reprs)
    prefix = _common_prefix(reprs)
    length = len(prefix)
    common = _LONGEST - (longest - length + _SHORTEST_PREFIX + _PLACEHOLDER)
    if common > _COMMON:
        prefix = _shorten(prefix, _SHORTEST_PREFIX, common)
        return tuple(prefix + text[length:] for text in reprs)
    prefix = _shorten(prefix, _SHORTEST_PREFIX, _COMMON)
    return tuple(prefix + _shorten(text[length:], _SHORTEST_PREFIX, _LONGEST // 2 - 10) for text in reprs)


def strclass(cls):
    return "%s.%s" % (cls.__module__, cls.__qualname__)


def unorderable_list_difference(expected, actual):
    """(missing, unexpected): works for what can only be compared for equality; empties the first list."""
    missing = []
    while expected:
        wanted = expected.pop()
        if wanted in actual:
            actual.remove(wanted)
        else:
            missing.append(wanted)
    return missing, actual


def _count_diff(first, second):
    """[(count in first, count in second, item)] for items whose counts differ."""
    first, second = list(first), list(second)
    taken_first, taken_second = [False] * len(first), [False] * len(second)
    result = []
    for item_list, other in ((first, second), (second, first)):
        mine = taken_first if item_list is first else taken_second
        for index, item in enumerate(item_list):
            if mine[index]:
                continue
            counts = []
            for source, taken in ((first, taken_first), (second, taken_second)):
                count = 0
                for at, candidate in enumerate(source):
                    if not taken[at] and (candidate is item or candidate == item):
                        count += 1
                        taken[at] = True
                counts.append(count)
            if counts[0] != counts[1]:
                result.append((counts[0], counts[1], item))
    return result


def _count_diff_hashable(first, second):
    counts = {}
    for item in first:
        counts.setdefault(item, [0, 0])[0] += 1
    for item in second:
        counts.setdefault(item, [0, 0])[1] += 1
    missing = [(a, b, item) for item, (a, b) in counts.items() if a != b and a]
    return missing + [(a, b, item) for item, (a, b) in counts.items() if a != b and not a]
`;
