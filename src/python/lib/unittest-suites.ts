/** unittest.suite: tests in groups, with the fixtures of classes and modules. */
export const unittestSuiteSource = `"""Groups of tests."""

import sys

from unittest import case
from unittest.util import strclass

__unittest = True


class BaseTestSuite:
    """Tests to be run one after the other."""

    _cleanup = True

    def __init__(self, tests=()):
        self._tests = []
        self._removed_tests = 0
        self.addTests(tests)

    def __repr__(self):
        return "<%s tests=%s>" % (strclass(self.__class__), list(self))

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return list(self) == list(other)

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        return self._removed_tests + sum(test.countTestCases() for test in self if test)

    def addTest(self, test):
        if not callable(test):
            raise TypeError("%r is not callable" % (test,))
        if isinstance(test, type) and issubclass(test, (case.TestCase, TestSuite)):
            raise TypeError("TestCases and TestSuites must be instantiated before passing them to addTest()")
        self._tests.append(test)

    def addTests(self, tests):
        if isinstance(tests, str):
            raise TypeError("tests must be an iterable of tests, not a string")
        for test in tests:
            self.addTest(test)

    def run(self, result):
        for index, test in enumerate(self):
            if result.shouldStop:
                break
            test(result)
            if self._cleanup:
                self._removeTestAtIndex(index)
        return result

    def _removeTestAtIndex(self, index):
        """A test that has run is let go of."""
        try:
            test = self._tests[index]
        except TypeError:
            return
        if hasattr(test, "countTestCases"):
            self._removed_tests += test.countTestCases()
        self._tests[index] = None

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        for test in self:
            test.debug()


class _ErrorHolder:
    """Stands for a fixture that failed where a result wants a test."""

    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def __repr__(self):
        return "<ErrorHolder description=%r>" % (self.description,)

    def __str__(self):
        return self.description

    def __call__(self, result):
        """Nothing to run."""

    def run(self, result):
        """Nothing to run."""

    def countTestCases(self):
        return 0


class _DebugResult:
    """Stands for a result while suites are debugged."""

    _previousTestClass = None
    _moduleSetUpFailed = False
    shouldStop = False


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
        for index, test in enumerate(self):
            if result.shouldStop:
                break
            if not _is_suite(test) and not self._enter_fixtures(test, result):
                continue
            if not debug:
                test(result)
            else:
                test.debug()
            if self._cleanup:
                self._removeTestAtIndex(index)
        if top_level:
            self._tearDownPreviousClass(None, result)
            self._handleModuleTearDown(result)
            result._testRunEntered = False
        return result

    def debug(self):
        self.run(_DebugResult(), True)

    def _enter_fixtures(self, test, result):
        """Ends the previous class and module, begins those of \`test\`; whether it can run."""
        self._tearDownPreviousClass(test, result)
        self._handleModuleFixture(test, result)
        self._handleClassSetUp(test, result)
        result._previousTestClass = test.__class__
        return not (getattr(test.__class__, "_classSetupFailed", False) or getattr(result, "_moduleSetUpFailed", False))

    def _handleClassSetUp(self, test, result):
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
        setUpClass = getattr(current, "setUpClass", None)
        if setUpClass is None:
            return
        failed = False
        try:
            setUpClass()
        except Exception as error:
            if isinstance(result, _DebugResult):
                raise
            failed = current._classSetupFailed = True
            self._report(result, error, "setUpClass", strclass(current))
        if failed:
            current.doClassCleanups()
            for exc_info in current.tearDown_exceptions:
                self._report(result, exc_info[1], "setUpClass", strclass(current), exc_info)

    def _tearDownPreviousClass(self, test, result):
        previous = getattr(result, "_previousTestClass", None)
        if previous is None or test.__class__ == previous:
            return
        if getattr(previous, "_classSetupFailed", False) or getattr(result, "_moduleSetUpFailed", False):
            return
        if getattr(previous, "__unittest_skip__", False):
            return
        tearDownClass = getattr(previous, "tearDownClass", None)
        doClassCleanups = getattr(previous, "doClassCleanups", None)
        if tearDownClass is None and doClassCleanups is None:
            return
        if tearDownClass is not None:
            try:
                tearDownClass()
            except Exception as error:
                if isinstance(result, _DebugResult):
                    raise
                self._report(result, error, "tearDownClass", strclass(previous))
        if doClassCleanups is not None:
            doClassCleanups()
            for exc_info in previous.tearDown_exceptions:
                if isinstance(result, _DebugResult):
                    raise exc_info[1]
                self._report(result, exc_info[1], "tearDownClass", strclass(previous), exc_info)

    def _handleModuleFixture(self, test, result):
        previous = getattr(result, "_previousTestClass", None)
        current = test.__class__.__module__
        if previous is not None and previous.__module__ == current:
            return
        self._handleModuleTearDown(result)
        result._moduleSetUpFailed = False
        module = sys.modules.get(current)
        setUpModule = getattr(module, "setUpModule", None)
        if setUpModule is None:
            return
        try:
            setUpModule()
        except Exception as error:
            if isinstance(result, _DebugResult):
                raise
            result._moduleSetUpFailed = True
            self._report(result, error, "setUpModule", current)
        if result._moduleSetUpFailed:
            self._module_cleanups(result, "setUpModule", current)

    def _handleModuleTearDown(self, result):
        previous = getattr(result, "_previousTestClass", None)
        if previous is None or getattr(result, "_moduleSetUpFailed", False):
            return
        module = sys.modules.get(previous.__module__)
        if module is None:
            return
        tearDownModule = getattr(module, "tearDownModule", None)
        if tearDownModule is not None:
            try:
                tearDownModule()
            except Exception as error:
                if isinstance(result, _DebugResult):
                    raise
                self._report(result, error, "tearDownModule", previous.__module__)
        self._module_cleanups(result, "tearDownModule", previous.__module__)

    def _module_cleanups(self, result, method, module):
        try:
            case.doModuleCleanups()
        except Exception as error:
            if isinstance(result, _DebugResult):
                raise
            self._report(result, error, method, module)

    def _report(self, result, error, method, parent, info=None):
        holder = _ErrorHolder("%s (%s)" % (method, parent))
        addSkip = getattr(result, "addSkip", None)
        if addSkip is not None and isinstance(error, case.SkipTest):
            addSkip(holder, str(error))
        else:
            result.addError(holder, info or sys.exc_info())
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
        self._exception = exception
        super().__init__(method_name)

    def __getattr__(self, name):
        if name != self._testMethodName:
            return super().__getattribute__(name)

        def testFailure():
            raise self._exception

        return testFailure


def _skipped(reason, name):
    class ModuleSkipped(case.TestCase):
        @case.skip(reason)
        def _skipped(self):
            pass

    setattr(ModuleSkipped, name, ModuleSkipped.__dict__["_skipped"])
    return ModuleSkipped(name)


class TestLoader:
    """Makes suites of classes, modules and names."""

    testMethodPrefix = "test"
    sortTestMethodsUsing = staticmethod(lambda a, b: (a > b) - (a < b))
    testNamePatterns = None
    suiteClass = suite.TestSuite

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
        if self.sortTestMethodsUsing:
            names.sort(key=functools.cmp_to_key(self.sortTestMethodsUsing))
        return names

    def loadTestsFromModule(self, module, *args, pattern=None, **kws):
        tests = []
        for name in dir(module):
            obj = getattr(module, name)
            if isinstance(obj, type) and issubclass(obj, case.TestCase):
                tests.append(self.loadTestsFromTestCase(obj))
        tests = self.suiteClass(tests)
        load_tests = getattr(module, "load_tests", None)
        if load_tests is None:
            return tests
        try:
            return load_tests(self, tests, pattern)
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
        obj = module
        parent = None
        for part in parts:
            try:
                parent, obj = obj, getattr(obj, part)
            except AttributeError as missing:
                if getattr(obj, "__path__", None) is not None and error is not None:
                    return error
                return self._failed(part, missing, "Failed to access attribute:\\n%s" % traceback.format_exc())
        return self._tests_of(obj, parent, parts)

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
        if isinstance(obj, types.ModuleType):
            return self.loadTestsFromModule(obj)
        if isinstance(obj, type) and issubclass(obj, case.TestCase):
            return self.loadTestsFromTestCase(obj)
        if isinstance(obj, types.FunctionType) and isinstance(parent, type) and issubclass(parent, case.TestCase):
            name = parts[-1]
            instance = parent(name)
            if not isinstance(getattr(instance, name), types.FunctionType):
                return self.suiteClass([instance])
        elif isinstance(obj, suite.TestSuite):
            return obj
        if callable(obj):
            test = obj()
            if isinstance(test, suite.TestSuite):
                return test
            if isinstance(test, case.TestCase):
                return self.suiteClass([test])
            raise TypeError("calling %s returned %s, not a test" % (obj, test))
        raise TypeError("don't know how to make test from: %s" % obj)

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])


defaultTestLoader = TestLoader()
`;
