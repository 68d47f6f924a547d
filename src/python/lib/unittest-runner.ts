/** unittest.result: what happened. */
export const unittestResultSource = `"""What happened to tests."""

import io
import sys
import traceback
from functools import wraps

__unittest = True

_CAPTURED = ("stdout", "stderr")


def failfast(method):
    """Makes a method of a result that notes a failure end the run where that is wanted."""

    @wraps(method)
    def noting(self, *args, **kw):
        self._stop_at_failure()
        return method(self, *args, **kw)

    return noting


class TestResult:
    """Collects what happens to tests."""

    # What suites keep here.
    _moduleSetUpFailed = _testRunEntered = False
    _previousTestClass = None

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        # What a runner decides.
        self.failfast = self.buffer = self.tb_locals = False
        # What happened.
        self.testsRun, self.shouldStop = 0, False
        for kind in ("errors", "failures", "skipped", "expectedFailures", "unexpectedSuccesses"):
            setattr(self, kind, [])
        # Captured output is shown where a test failed.
        self._mirrorOutput, self._buffers = False, None
        self._originals = sys.stdout, sys.stderr

    def __repr__(self):
        cls = self.__class__
        return "<%s.%s run=%i errors=%i failures=%i>" % (
            cls.__module__, cls.__qualname__, self.testsRun, len(self.errors), len(self.failures),
        )

    def _stop_at_failure(self):
        if getattr(self, "failfast", False):
            self.stop()

    def stop(self):
        self.shouldStop = True

    def wasSuccessful(self):
        return not self.failures and not self.errors and not getattr(self, "unexpectedSuccesses", None)

    # Around the tests

    def startTestRun(self):
        """Called once before the tests."""

    def startTest(self, test):
        self.testsRun += 1
        self._captures(False)
        self._setupStdout()

    def stopTest(self, test):
        self._restoreStdout()
        self._captures(False)

    def stopTestRun(self):
        """Called once after the tests."""

    def printErrors(self):
        """Called by a runner at the end."""

    # Captured output

    def _captures(self, shown):
        self._mirrorOutput = shown

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
        end = "" if output.endswith("\\n") else "\\n"
        return "\\n%s:\\n%s%s" % (name.capitalize(), output, end)

    # What happened

    def _note(self, entries, test, err, test_of_error=None):
        text = self._exc_info_to_string(err, test if test_of_error is None else test_of_error)
        entries.append((test, text))

    def addSuccess(self, test):
        """Nothing to note."""

    def addSkip(self, test, reason):
        entry = test, reason
        self.skipped.append(entry)

    @failfast
    def addFailure(self, test, err):
        self._note(self.failures, test, err)
        self._captures(True)

    @failfast
    def addError(self, test, err):
        self._note(self.errors, test, err)
        self._captures(True)

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self._stop_at_failure()
            failed = issubclass(err[0], test.failureException)
            self._note(self.failures if failed else self.errors, subtest, err, test)
            self._captures(True)

    def addExpectedFailure(self, test, err):
        self._note(self.expectedFailures, test, err)

    @failfast
    def addUnexpectedSuccess(self, test):
        passed = self.unexpectedSuccesses
        passed.append(test)

    def _exc_info_to_string(self, err, test):
        exctype, value, tb = err
        shown = traceback.TracebackException(
            exctype, value, self._clean_tracebacks(exctype, value, tb, test),
            capture_locals=self.tb_locals, compact=True,
        )
        lines = [*shown.format()]
        if self.buffer and self._buffers is not None:
            for name, buffer in zip(_CAPTURED, self._buffers):
                output = buffer.getvalue()
                if output:
                    lines.append(self._captured(name, output))
        return "".join(lines)

    def _clean_tracebacks(self, exctype, value, tb, test):
        """The traceback of the exception without unittest's frames; those of its causes and contexts are cleaned as well."""
        cleaned = self._without_unittest(tb, exctype is test.failureException)
        known = {id(value)}
        todo = [value]
        while todo:
            error = todo.pop()
            if error is None:
                continue
            if error is not value:
                own = type(error) is test.failureException
                error.__traceback__ = self._without_unittest(error.__traceback__, own)
            for other in (error.__cause__, error.__context__):
                if other is not None and id(other) not in known:
                    known.add(id(other))
                    todo.append(other)
        return cleaned

    def _without_unittest(self, tb, failed):
        """The traceback from the first frame that is not unittest's; of a failed assertion, without those of the assertion too."""
        while tb is not None and self._is_relevant_tb_level(tb):
            tb = tb.tb_next
        level = tb if failed else None
        while level is not None:
            if level.tb_next is not None and self._is_relevant_tb_level(level.tb_next):
                level.tb_next = None
            level = level.tb_next
        return tb

    def _is_relevant_tb_level(self, tb):
        names = tb.tb_frame.f_globals
        return "__unittest" in names
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

    def writeln(self, arg=None):
        for text in (arg, "\\n"):
            if text:
                self.write(text)

    def __getattr__(self, attr):
        # The stream is not there yet in a copy that is being made.
        if attr not in ("__getstate__", "stream"):
            return getattr(self.stream, attr)
        raise AttributeError(attr)


class TextTestResult(result.TestResult):
    """Writes a character, or with verbosity 2 a line, for each test."""

    separator1 = "=" * 70
    separator2 = "-" * 70

    def __init__(self, stream, descriptions, verbosity):
        super().__init__(stream, descriptions, verbosity)
        self.dots, self.showAll = verbosity == 1, verbosity > 1
        self.stream, self.descriptions = stream, descriptions
        # Whether nothing stands on the last line.
        self._newline = True

    def getDescription(self, test):
        first_line = test.shortDescription()
        return "\\n".join((str(test), first_line)) if self.descriptions and first_line else str(test)

    def startTest(self, test):
        super().startTest(test)
        if self.showAll:
            self._begin_line(test)
            self.stream.flush()
            self._newline = False

    def _begin_line(self, test, indent=""):
        for text in (indent, self.getDescription(test), " ... "):
            if text:
                self.stream.write(text)

    def _write_status(self, test, status):
        write_line = self.stream.writeln
        if isinstance(test, _SubTest):
            if not self._newline:
                write_line()
            self._begin_line(test, "  ")
        elif self._newline:
            self._begin_line(test)
        write_line(status)
        self._newline = True
        self.stream.flush()

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
        stream = self.stream
        if self.showAll:
            stream.writeln(status)
        elif self.dots:
            stream.write(mark)
        stream.flush()

    def _lines(self, *texts):
        for text in texts:
            self.stream.writeln(text)
        self.stream.flush()

    def printErrors(self):
        if self.showAll or self.dots:
            self._lines("")
        for flavour, errors in (("ERROR", self.errors), ("FAIL", self.failures)):
            self.printErrorList(flavour, errors)
        unexpected = getattr(self, "unexpectedSuccesses", ())
        if unexpected:
            names = ["UNEXPECTED SUCCESS: %s" % self.getDescription(test) for test in unexpected]
            self._lines(self.separator1, *names)

    def printErrorList(self, flavour, errors):
        for test, err in errors:
            title = "%s: %s" % (flavour, self.getDescription(test))
            self._lines(self.separator1, title, self.separator2, "%s" % err)


class TextTestRunner:
    """Runs tests and writes what happens to a stream, sys.stderr unless told otherwise."""

    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None,
                 warnings=None, *, tb_locals=False):
        self.stream = _WritelnDecorator(sys.stderr if stream is None else stream)
        self.verbosity, self.descriptions = verbosity, descriptions
        self.failfast, self.buffer, self.tb_locals = failfast, buffer, tb_locals
        self.warnings = warnings
        self.resultclass = self.resultclass if resultclass is None else resultclass

    def _makeResult(self):
        made = self.resultclass(self.stream, self.descriptions, self.verbosity)
        return made

    def run(self, test):
        result = self._makeResult()
        for option in ("failfast", "buffer", "tb_locals"):
            setattr(result, option, getattr(self, option))
        before = time.perf_counter()
        with warnings.catch_warnings():
            action = self.warnings
            if action:
                warnings.simplefilter(action)
            self._run_between(test, result)
        taken = time.perf_counter() - before
        result.printErrors()
        self._summarise(result, taken)
        return result

    def _run_between(self, test, result):
        """Runs the tests between the result's startTestRun and stopTestRun, if it has them."""
        begin = getattr(result, "startTestRun", None)
        if begin is not None:
            begin()
        try:
            test(result)
        finally:
            end = getattr(result, "stopTestRun", None)
            if end is not None:
                end()

    def _summarise(self, result, taken):
        stream = self.stream
        rule = getattr(result, "separator2", None)
        if rule is not None:
            stream.writeln(rule)
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
        named = isinstance(module, str)
        if named:
            __import__(module)
        self.module = sys.modules[module] if named else module
        self.exit, self.verbosity, self.tb_locals = exit, verbosity, tb_locals
        self.failfast, self.buffer = bool(failfast), bool(buffer)
        self.warnings = "default" if warnings is None and not sys.warnoptions else warnings
        self.testRunner, self.testLoader = testRunner, testLoader
        self.defaultTest, self.testNames, self.testNamePatterns = defaultTest, None, None
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
        load, patterns, names = self.testLoader, self.testNamePatterns, self.testNames
        if patterns:
            load.testNamePatterns = patterns
        if names is None:
            self.test = load.loadTestsFromModule(self.module)
        else:
            self.test = load.loadTestsFromNames(names, self.module)

    def runTests(self):
        run = self.testRunner
        if run is None:
            run = runner.TextTestRunner
        if isinstance(run, type):
            run = run(
                verbosity=self.verbosity, failfast=self.failfast, buffer=self.buffer, warnings=self.warnings,
                tb_locals=self.tb_locals,
            )
        self.result = result = run.run(self.test)
        if self.exit:
            sys.exit(not result.wasSuccessful())


main = TestProgram
`;
