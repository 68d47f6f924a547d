/** unittest.suite: tests in groups, with the fixtures of classes and modules. */
export const unittestSuiteSource = `"""Groups of tests."""

import sys

from unittest import case
from unittest.util import strclass

__unittest = True


class BaseTestSuite:
    """Tests to be run one after the other."""

    # Whether a test is let go of when it has run.
    _cleanup = True

    def __init__(self, tests=()):
        self._removed_tests, self._tests = 0, []
        self.addTests(tests)

    def __iter__(self):
        return iter(self._tests)

    def __eq__(self, other):
        return [*self] == [*other] if isinstance(other, self.__class__) else NotImplemented

    def __repr__(self):
        return "<%s tests=%s>" % (strclass(self.__class__), [*self])

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def countTestCases(self):
        return self._removed_tests + sum(test.countTestCases() for test in self if test)

    def addTest(self, test):
        if not callable(test):
            raise TypeError("%r is not callable" % (test,))
        if isinstance(test, type) and issubclass(test, (case.TestCase, TestSuite)):
            raise TypeError("TestCases and TestSuites must be instantiated before passing them to addTest()")
        self._tests.append(test)

    def addTests(self, tests):
        if not isinstance(tests, str):
            for test in tests:
                self.addTest(test)
            return
        raise TypeError("tests must be an iterable of tests, not a string")

    def _run_and_forget(self, place, test, result, debug=False):
        if debug:
            test.debug()
        else:
            test(result)
        if self._cleanup:
            self._removeTestAtIndex(place)

    def _removeTestAtIndex(self, index):
        """A test that has run is let go of; it still counts."""
        tests = self._tests
        try:
            count = getattr(tests[index], "countTestCases", None)
        except TypeError:
            # Some suite that keeps its tests in another way.
            return
        self._removed_tests += 0 if count is None else count()
        tests[index] = None

    def run(self, result):
        for place, test in enumerate(self):
            if result.shouldStop:
                break
            self._run_and_forget(place, test, result)
        return result

    def debug(self):
        for test in self:
            test.debug()


class _ErrorHolder:
    """Stands for a fixture that failed where a result wants a test."""

    failureException = None

    def __init__(self, description):
        self.description = description

    def __str__(self):
        return self.description

    id = __str__

    def __repr__(self):
        return "<ErrorHolder description=%r>" % (self.description,)

    def __call__(self, result):
        """Nothing to run."""

    run = __call__

    def shortDescription(self):
        """It has none."""

    def countTestCases(self):
        return 0


class _DebugResult:
    """Stands for a result while suites are debugged: errors get through."""

    shouldStop = _moduleSetUpFailed = False
    _previousTestClass = None


def _is_suite(test):
    try:
        iter(test)
    except TypeError:
        return False
    return True


class TestSuite(BaseTestSuite):
    """Tests with the fixtures of their classes and modules around them."""

    def run(self, result, debug=False):
        top_level = not getattr(result, "_testRunEntered", False)
        if top_level:
            result._testRunEntered = True
        for place, test in enumerate(self):
            if result.shouldStop:
                break
            if _is_suite(test) or self._enter_fixtures(test, result):
                self._run_and_forget(place, test, result, debug)
        if top_level:
            self._end_class(None, result)
            self._end_module(result)
            result._testRunEntered = False
        return result

    def debug(self):
        self.run(_DebugResult(), True)

    def _enter_fixtures(self, test, result):
        """Ends the previous class and module, begins those of \`test\`; whether it can run."""
        cls = test.__class__
        self._end_class(test, result)
        self._begin_module(test, result)
        self._begin_class(test, result)
        result._previousTestClass = cls
        return not (getattr(cls, "_classSetupFailed", False) or getattr(result, "_moduleSetUpFailed", False))

    # Classes

    def _begin_class(self, test, result):
        current = test.__class__
        if current == getattr(result, "_previousTestClass", None):
            return
        if result._moduleSetUpFailed or getattr(current, "__unittest_skip__", False):
            return
        try:
            current._classSetupFailed = False
        except TypeError:
            # A test may be an instance of a built-in class.
            pass
        failed = self._call_fixture(result, current, "setUpClass", strclass(current))
        if failed:
            current._classSetupFailed = True
            current.doClassCleanups()
            for exc_info in current.tearDown_exceptions:
                self._report(result, exc_info[1], "setUpClass", strclass(current), exc_info)

    def _end_class(self, test, result):
        previous = getattr(result, "_previousTestClass", None)
        if previous is None or test.__class__ == previous:
            return
        owners = (previous, "_classSetupFailed"), (result, "_moduleSetUpFailed"), (previous, "__unittest_skip__")
        if any(getattr(owner, flag, False) for owner, flag in owners):
            return
        self._call_fixture(result, previous, "tearDownClass", strclass(previous))
        clean_up = getattr(previous, "doClassCleanups", None)
        if clean_up is None:
            return
        clean_up()
        for exc_info in previous.tearDown_exceptions:
            if _is_debugged(result):
                raise exc_info[1]
            self._report(result, exc_info[1], "tearDownClass", strclass(previous), exc_info)

    # Modules

    def _begin_module(self, test, result):
        previous = getattr(result, "_previousTestClass", None)
        name = test.__class__.__module__
        if previous is not None and name == previous.__module__:
            return
        self._end_module(result)
        module = sys.modules.get(name)
        result._moduleSetUpFailed = failed = self._call_fixture(result, module, "setUpModule", name)
        if failed:
            self._call_fixture(result, case, "doModuleCleanups", name, "setUpModule")

    def _end_module(self, result):
        previous = getattr(result, "_previousTestClass", None)
        if previous is None or getattr(result, "_moduleSetUpFailed", False):
            return
        name = previous.__module__
        module = sys.modules.get(name)
        if module is None:
            return
        self._call_fixture(result, module, "tearDownModule", name)
        self._call_fixture(result, case, "doModuleCleanups", name, "tearDownModule")

    # Both

    def _call_fixture(self, result, owner, name, parent, reported_as=None):
        """Calls the fixture if there is one; whether it failed, which is reported."""
        fixture = getattr(owner, name, None)
        if fixture is None:
            return False
        try:
            fixture()
        except Exception as error:
            if _is_debugged(result):
                raise
            self._report(result, error, reported_as or name, parent)
            return True
        return False

    def _report(self, result, error, method, parent, info=None):
        holder = _ErrorHolder("%s (%s)" % (method, parent))
        skip = getattr(result, "addSkip", None) if isinstance(error, case.SkipTest) else None
        if skip is None:
            result.addError(holder, info or sys.exc_info())
        else:
            skip(holder, str(error))


def _is_debugged(result):
    return isinstance(result, _DebugResult)
`;

/** unittest.loader */
export const unittestLoaderSource = `"""Finding tests."""

import functools
import sys
import traceback
import types
from fnmatch import fnmatchcase

from unittest import case, suite

__unittest = True


class _FailedTest(case.TestCase):
    """A test that could not be loaded: it fails with the reason."""

    _testMethodName = None

    def __init__(self, method_name, exception):
        self._reason = exception
        super().__init__(method_name)

    def __getattr__(self, name):
        if name == self._testMethodName:
            return self._fail_with_reason
        return super().__getattribute__(name)

    def _fail_with_reason(self):
        raise self._reason


def _skipped(reason, name):
    class ModuleSkipped(case.TestCase):
        @case.skip(reason)
        def _skipped(self):
            pass

    setattr(ModuleSkipped, name, ModuleSkipped.__dict__["_skipped"])
    return ModuleSkipped(name)


class TestLoader:
    """Makes suites of classes, modules and names."""

    suiteClass, testMethodPrefix, testNamePatterns = suite.TestSuite, "test", None
    sortTestMethodsUsing = staticmethod(lambda a, b: (a > b) - (a < b))

    def __init__(self):
        self.errors = []

    def loadTestsFromTestCase(self, testCaseClass):
        if issubclass(testCaseClass, suite.TestSuite):
            raise TypeError(
                "Test cases should not be derived from TestSuite. Maybe you meant to derive from TestCase?"
            )
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, "runTest"):
            names = ["runTest"]
        return self.suiteClass(map(testCaseClass, names))

    def getTestCaseNames(self, testCaseClass):
        def is_test(name):
            if not name.startswith(self.testMethodPrefix) or not callable(getattr(testCaseClass, name)):
                return False
            full = "%s.%s.%s" % (testCaseClass.__module__, testCaseClass.__qualname__, name)
            return self.testNamePatterns is None or any(fnmatchcase(full, pattern) for pattern in self.testNamePatterns)

        names = [name for name in dir(testCaseClass) if is_test(name)]
        compare = self.sortTestMethodsUsing
        return sorted(names, key=functools.cmp_to_key(compare)) if compare else names

    def loadTestsFromModule(self, module, *args, pattern=None, **kws):
        members = [getattr(module, name) for name in dir(module)]
        tests = self.suiteClass([self.loadTestsFromTestCase(member) for member in members if _is_case(member)])
        # The protocol of a module that puts its tests together by itself.
        own = getattr(module, "load_tests", None)
        if own is None:
            return tests
        try:
            return own(self, tests, pattern)
        except Exception as error:
            return self._failed(module.__name__, error, "Failed to call load_tests:\\n%s" % traceback.format_exc())

    def _failed(self, name, exception, message):
        self.errors.append(message)
        return self.suiteClass((_FailedTest(name, exception),))

    def loadTestsFromName(self, name, module=None):
        parts = name.split(".")
        error = None
        if module is None:
            module, remaining, error = self._import_longest(parts)
            if module is None:
                return error
            parts = remaining
        path = [module]
        for part in parts:
            try:
                found = getattr(path[-1], part)
            except AttributeError as missing:
                if error is not None and getattr(path[-1], "__path__", None) is not None:
                    return error
                return self._failed(part, missing, "Failed to access attribute:\\n%s" % traceback.format_exc())
            path.append(found)
        return self._tests_of(path[-1], path[-2] if parts else None, parts)

    def _import_longest(self, parts):
        """(module, attributes that are left, test that tells why not more could be imported)"""
        error = None
        for length in range(len(parts), 0, -1):
            name = ".".join(parts[:length])
            try:
                __import__(name)
            except ImportError as exception:
                message = "Failed to import test module: %s\\n%s" % (parts[length - 1], traceback.format_exc())
                error = self._failed(parts[length - 1], ImportError(message), message)
            else:
                return sys.modules[name], parts[length:], error
        return None, parts, error

    def _tests_of(self, obj, parent, parts):
        if _is_case(obj):
            return self.loadTestsFromTestCase(obj)
        kind = type(obj)
        if issubclass(kind, types.ModuleType):
            return self.loadTestsFromModule(obj)
        if issubclass(kind, suite.TestSuite):
            return obj
        if issubclass(kind, types.FunctionType) and _is_case(parent):
            name = parts[-1]
            instance = parent(name)
            if not isinstance(getattr(instance, name), types.FunctionType):
                return self.suiteClass([instance])
        if not callable(obj):
            raise TypeError("don't know how to make test from: %s" % obj)
        made = obj()
        if isinstance(made, case.TestCase):
            return self.suiteClass([made])
        if not isinstance(made, suite.TestSuite):
            raise TypeError("calling %s returned %s, not a test" % (obj, made))
        return made

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])


def _is_case(obj):
    return isinstance(obj, type) and issubclass(obj, case.TestCase)


defaultTestLoader = TestLoader()
`;
