/** unittest.result: what happened. */
export const unittestResultSource = `"""What happened to tests."""

import io
import sys
import traceback
from functools import wraps

__unittest = True

_CAPTURED = ("stdout", "stderr")


def failfast(method):
    @wraps(method)
    def inner(self, *args, **kw):
        if getattr(self, "failfast", False):
            self.stop()
        return method(self, *args, **kw)

    return inner


class TestResult:
    """Collects what happens to tests."""

    _previousTestClass = None
    _testRunEntered = False
    _moduleSetUpFailed = False

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failfast = False
        self.failures = []
        self.errors = []
        self.testsRun = 0
        self.skipped = []
        self.expectedFailures = []
        self.unexpectedSuccesses = []
        self.shouldStop = False
        self.buffer = False
        self.tb_locals = False
        self._buffers = None
        self._originals = sys.stdout, sys.stderr
        self._mirrorOutput = False

    def printErrors(self):
        """Called by a runner at the end."""

    def startTest(self, test):
        self.testsRun += 1
        self._mirrorOutput = False
        self._setupStdout()

    def startTestRun(self):
        """Called once before the tests."""

    def stopTest(self, test):
        self._restoreStdout()
        self._mirrorOutput = False

    def stopTestRun(self):
        """Called once after the tests."""

    def _setupStdout(self):
        if self.buffer:
            if self._buffers is None:
                self._buffers = io.StringIO(), io.StringIO()
            sys.stdout, sys.stderr = self._buffers

    def _restoreStdout(self):
        if not self.buffer:
            return
        if self._mirrorOutput:
            for name, buffer, original in zip(_CAPTURED, self._buffers, self._originals):
                output = buffer.getvalue()
                if output:
                    original.write(self._captured(name, output))
        sys.stdout, sys.stderr = self._originals
        for buffer in self._buffers:
            buffer.seek(0)
            buffer.truncate()

    def _captured(self, name, output):
        if not output.endswith("\\n"):
            output += "\\n"
        return "\\n%s:\\n%s" % (name.capitalize(), output)

    @failfast
    def addError(self, test, err):
        self.errors.append((test, self._exc_info_to_string(err, test)))
        self._mirrorOutput = True

    @failfast
    def addFailure(self, test, err):
        self.failures.append((test, self._exc_info_to_string(err, test)))
        self._mirrorOutput = True

    def addSubTest(self, test, subtest, err):
        if err is None:
            return
        if getattr(self, "failfast", False):
            self.stop()
        failed = issubclass(err[0], test.failureException)
        entries = self.failures if failed else self.errors
        entries.append((subtest, self._exc_info_to_string(err, test)))
        self._mirrorOutput = True

    def addSuccess(self, test):
        """Nothing to note."""

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, self._exc_info_to_string(err, test)))

    @failfast
    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)

    def wasSuccessful(self):
        return not self.failures and not self.errors and not getattr(self, "unexpectedSuccesses", None)

    def stop(self):
        self.shouldStop = True

    def _exc_info_to_string(self, err, test):
        exctype, value, tb = err
        tb = self._clean_tracebacks(exctype, value, tb, test)
        shown = traceback.TracebackException(exctype, value, tb, capture_locals=self.tb_locals, compact=True)
        lines = list(shown.format())
        if self.buffer and self._buffers is not None:
            for name, buffer in zip(_CAPTURED, self._buffers):
                output = buffer.getvalue()
                if output:
                    lines.append(self._captured(name, output))
        return "".join(lines)

    def _clean_tracebacks(self, exctype, value, tb, test):
        """The traceback of the exception without unittest's frames; those of its causes and contexts are cleaned as well."""
        result = None
        first = True
        todo = [(exctype, value, tb)]
        seen = {id(value)}
        while todo:
            exctype, value, tb = todo.pop()
            while tb and self._is_relevant_tb_level(tb):
                tb = tb.tb_next
            if exctype is test.failureException:
                self._remove_unittest_tb_frames(tb)
            if first:
                result = tb
                first = False
            else:
                value.__traceback__ = tb
            if value is not None:
                for other in (value.__cause__, value.__context__):
                    if other is not None and id(other) not in seen:
                        todo.append((type(other), other, other.__traceback__))
                        seen.add(id(other))
        return result

    def _is_relevant_tb_level(self, tb):
        return "__unittest" in tb.tb_frame.f_globals

    def _remove_unittest_tb_frames(self, tb):
        """Cuts the traceback where unittest's own frames begin."""
        last = None
        while tb and not self._is_relevant_tb_level(tb):
            last = tb
            tb = tb.tb_next
        if last is not None:
            last.tb_next = None

    def __repr__(self):
        cls = self.__class__
        return "<%s.%s run=%i errors=%i failures=%i>" % (
            cls.__module__, cls.__qualname__, self.testsRun, len(self.errors), len(self.failures),
        )
`;

/** unittest.runner */
export const unittestRunnerSource = `"""Running tests and showing what happens as text."""

import sys
import time
import warnings

from unittest import result
from unittest.case import _SubTest

__unittest = True


class _WritelnDecorator:
    """A stream with writeln()."""

    def __init__(self, stream):
        self.stream = stream

    def __getattr__(self, attr):
        if attr in ("stream", "__getstate__"):
            raise AttributeError(attr)
        return getattr(self.stream, attr)

    def writeln(self, arg=None):
        if arg:
            self.write(arg)
        self.write("\\n")


class TextTestResult(result.TestResult):
    """Writes a character, or with verbosity 2 a line, for each test."""

    separator1 = "=" * 70
    separator2 = "-" * 70

    def __init__(self, stream, descriptions, verbosity):
        super().__init__(stream, descriptions, verbosity)
        self.stream = stream
        self.showAll = verbosity > 1
        self.dots = verbosity == 1
        self.descriptions = descriptions
        self._newline = True

    def getDescription(self, test):
        first_line = test.shortDescription()
        return "\\n".join((str(test), first_line)) if self.descriptions and first_line else str(test)

    def startTest(self, test):
        super().startTest(test)
        if self.showAll:
            self.stream.write(self.getDescription(test))
            self.stream.write(" ... ")
            self.stream.flush()
            self._newline = False

    def _write_status(self, test, status):
        is_subtest = isinstance(test, _SubTest)
        if is_subtest or self._newline:
            if not self._newline:
                self.stream.writeln()
            if is_subtest:
                self.stream.write("  ")
            self.stream.write(self.getDescription(test))
            self.stream.write(" ... ")
        self.stream.writeln(status)
        self.stream.flush()
        self._newline = True

    def _show(self, test, status, mark):
        if self.showAll:
            self._write_status(test, status)
        elif self.dots:
            self.stream.write(mark)
            self.stream.flush()

    def addSubTest(self, test, subtest, err):
        if err is not None:
            failed = issubclass(err[0], subtest.failureException)
            self._show(subtest, "FAIL" if failed else "ERROR", "F" if failed else "E")
        super().addSubTest(test, subtest, err)

    def addSuccess(self, test):
        super().addSuccess(test)
        self._show(test, "ok", ".")

    def addError(self, test, err):
        super().addError(test, err)
        self._show(test, "ERROR", "E")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._show(test, "FAIL", "F")

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._show(test, "skipped {0!r}".format(reason), "s")

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self._show_whole(test, "expected failure", "x")

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._show_whole(test, "unexpected success", "u")

    def _show_whole(self, test, status, mark):
        if self.showAll:
            self.stream.writeln(status)
        elif self.dots:
            self.stream.write(mark)
        self.stream.flush()

    def printErrors(self):
        if self.dots or self.showAll:
            self.stream.writeln()
            self.stream.flush()
        self.printErrorList("ERROR", self.errors)
        self.printErrorList("FAIL", self.failures)
        unexpected = getattr(self, "unexpectedSuccesses", ())
        if unexpected:
            self.stream.writeln(self.separator1)
            for test in unexpected:
                self.stream.writeln("UNEXPECTED SUCCESS: %s" % self.getDescription(test))
            self.stream.flush()

    def printErrorList(self, flavour, errors):
        for test, err in errors:
            self.stream.writeln(self.separator1)
            self.stream.writeln("%s: %s" % (flavour, self.getDescription(test)))
            self.stream.writeln(self.separator2)
            self.stream.writeln("%s" % err)
            self.stream.flush()


class TextTestRunner:
    """Runs tests and writes what happens to a stream, sys.stderr unless told otherwise."""

    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None,
                 warnings=None, *, tb_locals=False):
        self.stream = _WritelnDecorator(sys.stderr if stream is None else stream)
        self.descriptions = descriptions
        self.verbosity = verbosity
        self.failfast = failfast
        self.buffer = buffer
        self.tb_locals = tb_locals
        self.warnings = warnings
        if resultclass is not None:
            self.resultclass = resultclass

    def _makeResult(self):
        return self.resultclass(self.stream, self.descriptions, self.verbosity)

    def run(self, test):
        result = self._makeResult()
        result.failfast = self.failfast
        result.buffer = self.buffer
        result.tb_locals = self.tb_locals
        with warnings.catch_warnings():
            if self.warnings:
                warnings.simplefilter(self.warnings)
            began = time.perf_counter()
            start = getattr(result, "startTestRun", None)
            if start is not None:
                start()
            try:
                test(result)
            finally:
                stop = getattr(result, "stopTestRun", None)
                if stop is not None:
                    stop()
            taken = time.perf_counter() - began
        result.printErrors()
        self._summarise(result, taken)
        return result

    def _summarise(self, result, taken):
        stream = self.stream
        if hasattr(result, "separator2"):
            stream.writeln(result.separator2)
        run = result.testsRun
        stream.writeln("Ran %d test%s in %.3fs" % (run, run != 1 and "s" or "", taken))
        stream.writeln()
        infos = []
        if result.wasSuccessful():
            stream.write("OK")
        else:
            stream.write("FAILED")
            for name in ("failures", "errors"):
                if getattr(result, name):
                    infos.append("%s=%d" % (name, len(getattr(result, name))))
        for name, label in (
            ("skipped", "skipped"), ("expectedFailures", "expected failures"),
            ("unexpectedSuccesses", "unexpected successes"),
        ):
            if getattr(result, name, None):
                infos.append("%s=%d" % (label, len(getattr(result, name))))
        if infos:
            stream.writeln(" (%s)" % (", ".join(infos),))
        else:
            stream.write("\\n")
        stream.flush()
`;

/** unittest.main */
export const unittestMainSource = `"""A module of tests as a program."""

import sys

from unittest import loader, runner

__unittest = True


class TestProgram:
    """Loads the tests of a module, or those named in argv, runs them and exits."""

    def __init__(self, module="__main__", defaultTest=None, argv=None, testRunner=None,
                 testLoader=loader.defaultTestLoader, exit=True, verbosity=1, failfast=None, catchbreak=None,
                 buffer=None, warnings=None, *, tb_locals=False):
        if isinstance(module, str):
            __import__(module)
            self.module = sys.modules[module]
        else:
            self.module = module
        self.exit = exit
        self.verbosity = verbosity
        self.failfast = bool(failfast)
        self.buffer = bool(buffer)
        self.tb_locals = tb_locals
        self.warnings = "default" if warnings is None and not sys.warnoptions else warnings
        self.defaultTest = defaultTest
        self.testRunner = testRunner
        self.testLoader = testLoader
        self.testNamePatterns = None
        self.testNames = None
        self.parseArgs(sys.argv if argv is None else argv)
        self.runTests()

    def parseArgs(self, argv):
        names = []
        patterns = []
        options = iter(argv[1:])
        for option in options:
            if option in ("-v", "--verbose"):
                self.verbosity = 2
            elif option in ("-q", "--quiet"):
                self.verbosity = 0
            elif option in ("-f", "--failfast"):
                self.failfast = True
            elif option in ("-b", "--buffer"):
                self.buffer = True
            elif option == "--locals":
                self.tb_locals = True
            elif option == "-k":
                pattern = next(options)
                patterns.append(pattern if "*" in pattern else "*%s*" % pattern)
            elif option.startswith("-"):
                raise SystemExit("%s: unrecognized arguments: %s" % (argv[0], option))
            else:
                names.append(option)
        if patterns:
            self.testNamePatterns = patterns
        if names:
            self.testNames = names
        elif self.defaultTest is not None:
            self.testNames = [self.defaultTest] if isinstance(self.defaultTest, str) else list(self.defaultTest)
        self.createTests()

    def createTests(self):
        if self.testNamePatterns:
            self.testLoader.testNamePatterns = self.testNamePatterns
        if self.testNames is None:
            self.test = self.testLoader.loadTestsFromModule(self.module)
        else:
            self.test = self.testLoader.loadTestsFromNames(self.testNames, self.module)

    def runTests(self):
        run = self.testRunner
        if run is None:
            run = runner.TextTestRunner
        if isinstance(run, type):
            run = run(
                verbosity=self.verbosity, failfast=self.failfast, buffer=self.buffer, warnings=self.warnings,
                tb_locals=self.tb_locals,
            )
        self.result = run.run(self.test)
        if self.exit:
            sys.exit(not self.result.wasSuccessful())


main = TestProgram
`;
