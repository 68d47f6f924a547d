/** unittest._assertions: the assertions about values. */
export const unittestAssertionsSource = `"""Assertions about values."""

import collections
import pprint
import re

from unittest import _expectations
from unittest.util import (
    _common_shorten_repr, _count_diff, _count_diff_hashable, safe_repr, unorderable_list_difference,
)

__unittest = True

NO_MESSAGE = object()

_OMITTED = "\\nDiff is %s characters long. Set self.maxDiff to None to see it."


def _ndiff(first, second):
    import difflib

    return "\\n" + "\\n".join(difflib.ndiff(first, second))


def _check_tolerance(places, delta):
    if not (places is None or delta is None):
        raise TypeError("specify delta or places not both")


class Assertions(_expectations.Expectations):
    """What a test case can assert. Everything that fails raises \`failureException\`."""

    def fail(self, msg=None):
        raise self.failureException(msg)

    def _formatMessage(self, msg, standardMsg):
        if msg is None:
            return standardMsg
        if not self.longMessage:
            return msg or standardMsg
        both = standardMsg, msg
        try:
            return "%s : %s" % both
        except UnicodeDecodeError:
            return "%s : %s" % tuple(map(safe_repr, both))

    def _truncateMessage(self, message, diff):
        if self.maxDiff is None or len(diff) <= self.maxDiff:
            return message + diff
        return message + _OMITTED % len(diff)

    def _refuse(self, own, standard):
        """Fails with the caller's message, or ours, or both."""
        self.fail(self._formatMessage(own, standard))

    # Truth and identity

    def assertFalse(self, expr, msg=None):
        if expr:
            raise self.failureException(self._formatMessage(msg, "%s is not false" % safe_repr(expr)))

    def assertTrue(self, expr, msg=None):
        if not expr:
            raise self.failureException(self._formatMessage(msg, "%s is not true" % safe_repr(expr)))

    def assertIs(self, expr1, expr2, msg=None):
        if expr1 is not expr2:
            self._refuse(msg, "%s is not %s" % (safe_repr(expr1), safe_repr(expr2)))

    def assertIsNot(self, expr1, expr2, msg=None):
        if expr1 is expr2:
            self._refuse(msg, "unexpectedly identical: %s" % (safe_repr(expr1),))

    def assertIsNone(self, obj, msg=None):
        if obj is not None:
            self._refuse(msg, "%s is not None" % (safe_repr(obj),))

    def assertIsNotNone(self, obj, msg=None):
        if obj is None:
            self._refuse(msg, "unexpectedly None")

    def assertIsInstance(self, obj, cls, msg=None):
        if not isinstance(obj, cls):
            self._refuse(msg, "%s is not an instance of %r" % (safe_repr(obj), cls))

    def assertNotIsInstance(self, obj, cls, msg=None):
        if isinstance(obj, cls):
            self._refuse(msg, "%s is an instance of %r" % (safe_repr(obj), cls))

    # Membership

    def assertIn(self, member, container, msg=None):
        if member not in container:
            self._refuse(msg, "%s not found in %s" % (safe_repr(member), safe_repr(container)))

    def assertNotIn(self, member, container, msg=None):
        if member in container:
            self._refuse(msg, "%s unexpectedly found in %s" % (safe_repr(member), safe_repr(container)))

    # Order

    def assertLess(self, a, b, msg=None):
        if not a < b:
            self._refuse(msg, "%s not less than %s" % (safe_repr(a), safe_repr(b)))

    def assertLessEqual(self, a, b, msg=None):
        if not a <= b:
            self._refuse(msg, "%s not less than or equal to %s" % (safe_repr(a), safe_repr(b)))

    def assertGreater(self, a, b, msg=None):
        if not a > b:
            self._refuse(msg, "%s not greater than %s" % (safe_repr(a), safe_repr(b)))

    def assertGreaterEqual(self, a, b, msg=None):
        if not a >= b:
            self._refuse(msg, "%s not greater than or equal to %s" % (safe_repr(a), safe_repr(b)))

    # Equality

    def _getAssertEqualityFunc(self, first, second):
        kind = type(first)
        function = self._type_equality_funcs.get(kind) if kind is type(second) else None
        if function is None:
            function = "_baseAssertEqual"
        return getattr(self, function) if isinstance(function, str) else function

    def _baseAssertEqual(self, first, second, msg=None):
        if not first == second:
            self._refuse(msg, "%s != %s" % _common_shorten_repr(first, second))

    def assertEqual(self, first, second, msg=None):
        self._getAssertEqualityFunc(first, second)(first, second, msg=msg)

    def assertNotEqual(self, first, second, msg=None):
        if not first != second:
            self._refuse(msg, "%s == %s" % (safe_repr(first), safe_repr(second)))

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        _check_tolerance(places, delta)
        difference = abs(first - second)
        shown = safe_repr(first), safe_repr(second)
        if delta is not None:
            if difference <= delta:
                return
            standard = "%s != %s within %s delta (%s difference)" % (*shown, safe_repr(delta), safe_repr(difference))
        else:
            places = 7 if places is None else places
            if round(difference, places) == 0:
                return
            standard = "%s != %s within %r places (%s difference)" % (*shown, places, safe_repr(difference))
        raise self.failureException(self._formatMessage(msg, standard))

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        _check_tolerance(places, delta)
        difference = abs(first - second)
        shown = safe_repr(first), safe_repr(second)
        if delta is not None:
            if not first == second and difference > delta:
                return
            standard = "%s == %s within %s delta (%s difference)" % (*shown, safe_repr(delta), safe_repr(difference))
        else:
            places = 7 if places is None else places
            if not first == second and round(difference, places) != 0:
                return
            standard = "%s == %s within %r places" % (*shown, places)
        raise self.failureException(self._formatMessage(msg, standard))

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        if seq_type is not None:
            name = seq_type.__name__
            for place, seq in (("First", seq1), ("Second", seq2)):
                if not isinstance(seq, seq_type):
                    raise self.failureException("%s sequence is not a %s: %s" % (place, name, safe_repr(seq)))
        else:
            name = "sequence"
        differing = self._sequence_difference(seq1, seq2, name)
        if differing is None:
            return
        diff = _ndiff(pprint.pformat(seq1).splitlines(), pprint.pformat(seq2).splitlines())
        self.fail(self._formatMessage(msg, self._truncateMessage(differing, diff)))

    def _sequence_difference(self, seq1, seq2, name):
        """How the sequences differ; None if they are equal."""
        lengths = []
        for place, seq in (("First", seq1), ("Second", seq2)):
            try:
                lengths.append(len(seq))
            except (TypeError, NotImplementedError):
                return "%s %s has no length.    Non-sequence?" % (place, name)
        if seq1 == seq2:
            return None
        differing = "%ss differ: %s != %s\\n" % ((name.capitalize(),) + _common_shorten_repr(seq1, seq2))
        for index in range(min(lengths)):
            items = []
            for place, seq in (("first", seq1), ("second", seq2)):
                try:
                    items.append(seq[index])
                except (TypeError, IndexError, NotImplementedError):
                    return differing + "\\nUnable to index element %d of %s %s\\n" % (index, place, name)
            if items[0] != items[1]:
                differing += "\\nFirst differing element %d:\\n%s\\n%s\\n" % ((index,) + _common_shorten_repr(*items))
                break
        else:
            if lengths[0] == lengths[1] and type(seq1) != type(seq2):
                return None
        for place, seq, longer, shorter in (("First", seq1, *lengths), ("Second", seq2, *reversed(lengths))):
            if longer > shorter:
                differing += "\\n%s %s contains %d additional elements.\\n" % (place, name, longer - shorter)
                try:
                    differing += "First extra element %d:\\n%s\\n" % (shorter, safe_repr(seq[shorter]))
                except (TypeError, IndexError, NotImplementedError):
                    differing += "Unable to index element %d of %s %s\\n" % (shorter, place.lower(), name)
        return differing

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, seq_type=list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, seq_type=tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        differences = []
        for first, second, place in ((set1, set2, "first"), (set2, set1, "second")):
            try:
                difference = first.difference(second)
            except TypeError as error:
                self.fail("invalid type when attempting set difference: %s" % error)
            except AttributeError as error:
                self.fail("%s argument does not support set difference: %s" % (place, error))
            differences.append((place, difference))
        if not any(difference for _, difference in differences):
            return
        lines = []
        for place, difference in differences:
            if difference:
                lines.append("Items in the %s set but not the %s:" % (place, "second" if place == "first" else "first"))
                lines.extend(repr(item) for item in difference)
        self._refuse(msg, "\\n".join(lines))

    def assertDictEqual(self, d1, d2, msg=None):
        for place, argument in (("First", d1), ("Second", d2)):
            self.assertIsInstance(argument, dict, place + " argument is not a dictionary")
        if d1 != d2:
            standard = "%s != %s" % _common_shorten_repr(d1, d2)
            diff = _ndiff(pprint.pformat(d1).splitlines(), pprint.pformat(d2).splitlines())
            self._refuse(msg, self._truncateMessage(standard, diff))

    def assertCountEqual(self, first, second, msg=None):
        """The same elements the same number of times, in any order."""
        items = list(first), list(second)
        try:
            counts = [collections.Counter(part) for part in items]
        except TypeError:
            differences = _count_diff(*items)
        else:
            if counts[0] == counts[1]:
                return
            differences = _count_diff_hashable(*items)
        if differences:
            lines = ["First has %d, Second has %d:  %r" % difference for difference in differences]
            standard = "Element counts were not equal:\\n"
            self._refuse(msg, self._truncateMessage(standard, "\\n".join(lines)))

    def assertMultiLineEqual(self, first, second, msg=None):
        for place, argument in (("First", first), ("Second", second)):
            self.assertIsInstance(argument, str, place + " argument is not a string")
        if first == second:
            return
        if len(first) > self._diffThreshold or len(second) > self._diffThreshold:
            self._baseAssertEqual(first, second, msg)
        import difflib

        lines = [text.splitlines(True) for text in (first, second)]
        if len(lines[0]) == 1 and not {first[0], first[-1]} & {"\\r", "\\n"}:
            # A single line without an end would run into what follows.
            lines = [[text + "\\n"] for text in (first, second)]
        diff = "\\n" + "".join(difflib.ndiff(*lines))
        standard = "%s != %s" % _common_shorten_repr(first, second)
        self._refuse(msg, self._truncateMessage(standard, diff))

    # Texts

    def assertRegex(self, text, expected_regex, msg=None):
        pattern = expected_regex
        if isinstance(pattern, (str, bytes)):
            assert pattern, "expected_regex must not be empty."
            pattern = re.compile(pattern)
        if not pattern.search(text):
            standard = "Regex didn't match: %r not found in %r" % (pattern.pattern, text)
            raise self.failureException(self._formatMessage(msg, standard))

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        pattern = unexpected_regex
        if isinstance(pattern, (str, bytes)):
            pattern = re.compile(pattern)
        match = pattern.search(text)
        if match:
            shown = text[match.start() : match.end()], pattern.pattern, text
            raise self.failureException(self._formatMessage(msg, "Regex matched: %r matches %r in %r" % shown))
`;

/** unittest._expectations: the assertions about exceptions and warnings. */
export const unittestExpectationsSource = `"""Assertions about exceptions and warnings: as context managers, or around a call."""

import re
import sys
import traceback
import warnings

__unittest = True


class _Expectation:
    """Entered by \`with\`, or given the call at once."""

    obj_name = None
    msg = None

    def __init__(self, expected, test_case, expected_regex=None):
        self.expected, self.test_case = expected, test_case
        self.expected_regex = None if expected_regex is None else re.compile(expected_regex)

    def _raiseFailure(self, standardMsg):
        raise self.test_case.failureException(self.test_case._formatMessage(self.msg, standardMsg))

    def _fits(self, happened):
        pattern = self.expected_regex
        return pattern is None or pattern.search(str(happened)) is not None

    def _fail_mismatch(self, happened):
        self._raiseFailure('"%s" does not match "%s"' % (self.expected_regex.pattern, str(happened)))

    def _fail_missing(self, happening):
        name = getattr(self.expected, "__name__", None) or str(self.expected)
        if self.obj_name:
            self._raiseFailure("%s not %s by %s" % (name, happening, self.obj_name))
        self._raiseFailure("%s not %s" % (name, happening))

    def handle(self, name, args, kwargs):
        try:
            base, named = self._expects
            if not _all_derive(self.expected, base):
                raise TypeError("%s() arg 1 must be %s type or tuple of %s types" % (name, named, named.split()[1]))
            if args:
                self._call(*args, **kwargs)
                return None
            self.msg = kwargs.pop("msg", None)
            for unknown in kwargs:
                raise TypeError("%r is an invalid keyword argument for this function" % (unknown,))
            return self
        finally:
            # An exception that gets out leads to this frame.
            self = None

    def _call(self, function, /, *args, **kwargs):
        name = getattr(function, "__name__", _expectations_unnamed)
        self.obj_name = str(function) if name is _expectations_unnamed else name
        try:
            with self:
                function(*args, **kwargs)
        finally:
            self = function = None


_expectations_unnamed = object()


def _all_derive(expected, base):
    if isinstance(expected, tuple):
        return all(_all_derive(item, base) for item in expected)
    return issubclass(expected, base) if isinstance(expected, type) else False


class _AssertRaisesContext(_Expectation):
    """Expects an exception."""

    _expects = BaseException, "an exception"

    def __enter__(self):
        return self

    def __exit__(self, kind, raised, trace):
        if kind is None:
            self._fail_missing("raised")
        traceback.clear_frames(trace)
        if issubclass(kind, self.expected):
            # Without the frames, that would live as long as this does.
            self.exception = raised.with_traceback(None)
            if not self._fits(raised):
                self._fail_mismatch(raised)
            return True
        return False


class _AssertWarnsContext(_Expectation):
    """Expects a warning."""

    _expects = Warning, "a warning"

    def __enter__(self):
        for module in list(sys.modules.values()):
            if getattr(module, "__warningregistry__", None):
                module.__warningregistry__ = {}
        self._recording = recording = warnings.catch_warnings(record=True)
        self.warnings = recording.__enter__()
        warnings.simplefilter("always", category=self.expected)
        return self

    def __exit__(self, *exc_info):
        self._recording.__exit__(*exc_info)
        if exc_info[0] is not None:
            return
        of_kind = [entry for entry in self.warnings if isinstance(entry.message, self.expected)]
        if not of_kind:
            self._fail_missing("triggered")
        for entry in of_kind:
            if self._fits(entry.message):
                self.warning, self.filename, self.lineno = entry.message, entry.filename, entry.lineno
                return
        self._fail_mismatch(of_kind[0].message)


class Expectations:
    """The assertions about what a call or a block of code does."""

    def assertRaises(self, expected_exception, *args, **kwargs):
        return _AssertRaisesContext(expected_exception, self).handle("assertRaises", args, kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        expectation = _AssertRaisesContext(expected_exception, self, expected_regex)
        return expectation.handle("assertRaisesRegex", args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        return _AssertWarnsContext(expected_warning, self).handle("assertWarns", args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        expectation = _AssertWarnsContext(expected_warning, self, expected_regex)
        return expectation.handle("assertWarnsRegex", args, kwargs)
`;
