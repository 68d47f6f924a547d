/** unittest.case: one test, its fixtures and how it is run. */
export const unittestCaseSource = `"""Test cases."""

import contextlib
import functools
import sys
import types
import warnings

from unittest import _assertions
from unittest.util import strclass

__unittest = True


class SkipTest(Exception):
    """Raised to skip a test."""


class _ShouldStop(Exception):
    """The test, or its class, is over."""


class _Outcome:
    """What has happened so far while one test runs."""

    def __init__(self, result=None):
        self.result = result
        self.success = True
        # Whether a failure is expected just now, and the exc_info of the one that came.
        self.expecting, self.expected = False, None

    def part(self, test_case, whole=None):
        """Entered around setUp, the test, tearDown and each cleanup; \`whole\` is the test of a subtest."""
        return _Part(self, test_case, whole)


class _Part:
    def __init__(self, outcome, test_case, whole):
        self.outcome = outcome
        self.test_case = test_case
        self.whole = whole

    def __enter__(self):
        outcome = self.outcome
        self.success_before, outcome.success = outcome.success, True

    def __exit__(self, *exc_info):
        kind = exc_info[0]
        interrupted = kind is not None and issubclass(kind, KeyboardInterrupt)
        try:
            if kind is None:
                self._passed()
            elif not interrupted and not issubclass(kind, _ShouldStop):
                self._raised(exc_info)
        finally:
            if not self.success_before:
                self.outcome.success = False
        return not interrupted

    def _passed(self):
        if self.whole is not None and self.outcome.success:
            self.outcome.result.addSubTest(self.whole, self.test_case, None)

    def _raised(self, exc_info):
        outcome, test_case = self.outcome, self.test_case
        skipped = issubclass(exc_info[0], SkipTest)
        if outcome.expecting and not skipped:
            outcome.expected = exc_info
            return
        outcome.success = False
        if skipped:
            _report_skip(outcome.result, test_case, str(exc_info[1]))
        elif self.whole is not None:
            outcome.result.addSubTest(self.whole, test_case, exc_info)
        elif outcome.result is not None:
            failed = issubclass(exc_info[0], test_case.failureException)
            report = outcome.result.addFailure if failed else outcome.result.addError
            report(test_case, exc_info)


def _report_skip(result, test_case, reason):
    report = getattr(result, "addSkip", None)
    if report is not None:
        report(test_case, reason)
        return
    warnings.warn("TestResult has no addSkip method, skips not reported", RuntimeWarning, 2)
    result.addSuccess(test_case)


def _last_first(cleanups):
    """Takes the cleanups out; they may add others."""
    while cleanups:
        yield cleanups.pop()


# Fixtures of modules

_module_cleanups = []


def addModuleCleanup(function, /, *args, **kwargs):
    """Called after tearDownModule, in reverse order."""
    entry = function, args, kwargs
    _module_cleanups.append(entry)


def _entered(manager, add_cleanup):
    cls = type(manager)
    try:
        enter, exit = cls.__enter__, cls.__exit__
    except AttributeError:
        raise TypeError(
            "'%s.%s' object does not support the context manager protocol" % (cls.__module__, cls.__qualname__)
        ) from None
    result = enter(manager)
    add_cleanup(exit, manager, None, None, None)
    return result


def enterModuleContext(cm):
    return _entered(cm, addModuleCleanup)


def doModuleCleanups():
    """Calls the module cleanups; the first exception is raised when all were called."""
    errors = []
    for cleanup, args, kwargs in _last_first(_module_cleanups):
        try:
            cleanup(*args, **kwargs)
        except Exception as error:
            errors.append(error)
    if errors:
        raise errors[0]


# Decorators

def skip(reason):
    """Skips a test function or class, always."""
    if isinstance(reason, types.FunctionType):
        return _marked_as_skipped(reason, "")
    return lambda test_item: _marked_as_skipped(test_item, reason)


def _marked_as_skipped(item, reason):
    if not isinstance(item, type):
        item = _skipping(item, reason)
    item.__unittest_skip__, item.__unittest_skip_why__ = True, reason
    return item


def _skipping(function, reason):
    @functools.wraps(function)
    def skipped(*_, **__):
        raise SkipTest(reason)

    return skipped


def _why_skipped(*items):
    """The reason for which the class or the method is to be skipped; None if neither is."""
    marked = [item for item in items if getattr(item, "__unittest_skip__", False)]
    if not marked:
        return None
    for item in items:
        why = getattr(item, "__unittest_skip_why__", "")
        if why:
            return why
    return ""


def _unchanged(obj):
    return obj


def skipIf(condition, reason):
    return skip(reason) if condition else _unchanged


def skipUnless(condition, reason):
    return _unchanged if condition else skip(reason)


def expectedFailure(test_item):
    test_item.__unittest_expecting_failure__ = True
    return test_item


_NO_METHOD = object()


class TestCase(_assertions.Assertions):
    """One test: an instance runs one of its methods between setUp and tearDown."""

    longMessage = True
    maxDiff = 80 * 8
    failureException = AssertionError
    _diffThreshold = 2**16
    _classSetupFailed = False

    def __init_subclass__(cls, *args, **kwargs):
        cls._class_cleanups, cls._classSetupFailed = [], False
        super().__init_subclass__(*args, **kwargs)

    def __init__(self, methodName="runTest"):
        self._testMethodName, self._outcome = methodName, None
        # A case without methods can be made to use its assertions.
        method = getattr(self, methodName, None if methodName == "runTest" else _NO_METHOD)
        if method is _NO_METHOD:
            raise ValueError("no such test method in %s: %s" % (self.__class__, methodName))
        self._testMethodDoc = "No test" if method is None else method.__doc__
        self._cleanups, self._subtest = [], None
        self._type_equality_funcs = {}
        for typeobj, name in (
            (dict, "assertDictEqual"), (list, "assertListEqual"), (tuple, "assertTupleEqual"),
            (set, "assertSetEqual"), (frozenset, "assertSetEqual"), (str, "assertMultiLineEqual"),
        ):
            self.addTypeEqualityFunc(typeobj, name)

    def addTypeEqualityFunc(self, typeobj, function):
        by_type = self._type_equality_funcs
        by_type[typeobj] = function

    # Fixtures

    def setUp(self):
        """Called before the test."""

    def tearDown(self):
        """Called after the test, unless setUp failed."""

    @classmethod
    def setUpClass(cls):
        """Called before the first test of the class."""

    @classmethod
    def tearDownClass(cls):
        """Called after the last test of the class."""

    def addCleanup(self, function, /, *args, **kwargs):
        """Called after tearDown, or after a setUp that failed, in reverse order."""
        entry = function, args, kwargs
        self._cleanups.append(entry)

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        entry = function, args, kwargs
        cls._class_cleanups.append(entry)

    def enterContext(self, cm):
        return _entered(cm, self.addCleanup)

    @classmethod
    def enterClassContext(cls, cm):
        return _entered(cm, cls.addClassCleanup)

    @classmethod
    def doClassCleanups(cls):
        cls.tearDown_exceptions = failed = []
        for cleanup, args, kwargs in _last_first(cls._class_cleanups):
            try:
                cleanup(*args, **kwargs)
            except Exception:
                failed.append(sys.exc_info())

    # What it is

    def __repr__(self):
        return "<%s testMethod=%s>" % (strclass(self.__class__), self._testMethodName)

    def __str__(self):
        name = self._testMethodName
        return "%s (%s.%s)" % (name, strclass(self.__class__), name)

    def id(self):
        return ".".join((strclass(self.__class__), self._testMethodName))

    def __hash__(self):
        return hash((self._testMethodName, type(self)))

    def __eq__(self, other):
        if type(other) is type(self):
            return other._testMethodName == self._testMethodName
        return NotImplemented

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        from unittest.result import TestResult

        return TestResult()

    def shortDescription(self):
        doc = self._testMethodDoc
        return _first_line(doc.strip()) if doc else None

    # Running

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    @contextlib.contextmanager
    def subTest(self, msg=_assertions.NO_MESSAGE, **params):
        """A part of a test that is reported by itself and does not end the test when it fails."""
        outcome = self._outcome
        if outcome is None or not hasattr(outcome.result, "addSubTest"):
            yield
            return
        around = self._subtest
        inherited = {} if around is None else around.params
        self._subtest = part = _SubTest(self, msg, {**inherited, **params})
        try:
            with outcome.part(part, self):
                yield
            # Nothing after an expected failure is of interest.
            over = outcome.expected if outcome.success else getattr(outcome.result, "failfast", False)
            if over:
                raise _ShouldStop
        finally:
            self._subtest = around
            # This frame is part of the traceback that the outcome may hold.
            outcome = over = None

    def _callSetUp(self):
        self.setUp()

    def _callTearDown(self):
        self.tearDown()

    def _callTestMethod(self, method):
        returned = method()
        if returned is None:
            return
        warnings.warn(
            "It is deprecated to return a value that is not None from a test case (%s)" % (method,),
            DeprecationWarning,
            stacklevel=4,
        )

    def _callCleanup(self, cleanup, /, *args, **kwargs):
        cleanup(*args, **kwargs)

    def run(self, result=None):
        at_end = None
        if result is None:
            result = self.defaultTestResult()
            at_begin, at_end = [getattr(result, name, None) for name in ("startTestRun", "stopTestRun")]
            if at_begin is not None:
                at_begin()
        result.startTest(self)
        try:
            method = getattr(self, self._testMethodName)
            why = _why_skipped(self.__class__, method)
            if why is None:
                self._run_with_fixtures(method, result)
            else:
                _report_skip(result, self, why)
            return result
        finally:
            result.stopTest(self)
            if at_end is not None:
                at_end()

    def _run_with_fixtures(self, method, result):
        failure_expected = any(getattr(item, "__unittest_expecting_failure__", False) for item in (self, method))
        self._outcome = outcome = _Outcome(result)
        try:
            with outcome.part(self):
                self._callSetUp()
            if outcome.success:
                outcome.expecting = failure_expected
                with outcome.part(self):
                    self._callTestMethod(method)
                outcome.expecting = False
                with outcome.part(self):
                    self._callTearDown()
            self.doCleanups()
            if not outcome.success:
                return
            if not failure_expected:
                result.addSuccess(self)
            elif outcome.expected:
                result.addExpectedFailure(self, outcome.expected)
            else:
                result.addUnexpectedSuccess(self)
        finally:
            # The outcome holds exceptions, and these frames that hold it.
            outcome.expected = outcome = self._outcome = None

    def doCleanups(self):
        """Calls the cleanups, last added first; True if none of them failed."""
        outcome = self._outcome if self._outcome is not None else _Outcome()
        for cleanup, args, kwargs in _last_first(self._cleanups):
            with outcome.part(self):
                self._callCleanup(cleanup, *args, **kwargs)
        return outcome.success

    def debug(self):
        """Runs the test without collecting what happens."""
        method = getattr(self, self._testMethodName)
        why = _why_skipped(self.__class__, method)
        if why is not None:
            raise SkipTest(why)
        self._callSetUp()
        self._callTestMethod(method)
        self._callTearDown()
        for cleanup, args, kwargs in _last_first(self._cleanups):
            self._callCleanup(cleanup, *args, **kwargs)

    def skipTest(self, reason):
        raise SkipTest(reason)


TestCase._class_cleanups = []


def _first_line(doc):
    return doc.partition("\\n")[0].strip()


class FunctionTestCase(TestCase):
    """A test made of functions."""

    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self._testFunc, self._setUpFunc, self._tearDownFunc = testFunc, setUp, tearDown
        self._description = description

    def setUp(self):
        prepare = self._setUpFunc
        if prepare is not None:
            prepare()

    def runTest(self):
        test = self._testFunc
        test()

    def tearDown(self):
        clear_up = self._tearDownFunc
        if clear_up is not None:
            clear_up()

    def _key(self):
        return self._setUpFunc, self._tearDownFunc, self._testFunc, self._description

    def __hash__(self):
        return hash((type(self),) + self._key())

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, self.__class__) else NotImplemented

    def __repr__(self):
        return "<%s tec=%s>" % (strclass(self.__class__), self._testFunc)

    def __str__(self):
        return "%s (%s)" % (strclass(self.__class__), self.id())

    def id(self):
        function = self._testFunc
        return function.__name__

    def shortDescription(self):
        if self._description is None:
            return _first_line(self._testFunc.__doc__ or "") or None
        return self._description


class _SubTest(TestCase):
    """What a result is given for a part of a test."""

    def __init__(self, test_case, message, params):
        super().__init__()
        self.test_case, self.params = test_case, params
        self.failureException = test_case.failureException
        self._message = message

    def _subDescription(self):
        about = []
        if self._message is not _assertions.NO_MESSAGE:
            about.append("[%s]" % (self._message,))
        if self.params:
            about.append("(%s)" % ", ".join("%s=%r" % item for item in self.params.items()))
        return " ".join(about) if about else "(<subtest>)"

    def __str__(self):
        return "%s %s" % (self.test_case, self._subDescription())

    def id(self):
        return "%s %s" % (self.test_case.id(), self._subDescription())

    def shortDescription(self):
        whole = self.test_case
        return whole.shortDescription()

    def runTest(self):
        raise NotImplementedError("subtests cannot be run directly")
`;
