"""Runs the tests of one module of CPython's and writes a line for each: mark, outcome, name, reason."""

import sys
import time
import unittest

# A second of the virtual clock is always the same work. Where threads sleep for a microsecond each time, or take turns every 10, it is
# a hundred thousand switches: minutes.
SHORTEST = 1e-3
_sleep = time.sleep
time.sleep = lambda seconds: _sleep(max(seconds, SHORTEST) if seconds else seconds)
if hasattr(sys, "setswitchinterval"):
    _set_interval = sys.setswitchinterval
    sys.setswitchinterval = lambda interval: _set_interval(max(interval, SHORTEST))

MARK = "\x1e"


def last_line(text):
    lines = [line for line in text.strip().splitlines() if line.strip()]
    if lines and lines[-1].strip("-") == "" and len(lines) > 1:
        return "doctest: " + doctest_reason(lines)
    for line in reversed(lines):
        if line[:1].strip() and not line[0] in "+-?^":
            return line
    return ""


def doctest_reason(lines):
    for index, line in enumerate(lines):
        if line.startswith("Got") or line.startswith("Exception raised") or line.startswith("Expected nothing"):
            return " ".join(part.strip() for part in lines[max(0, index - 6) : index + 3])[:300]
    return lines[0]


class Report(unittest.TestResult):
    def write(self, outcome, test, reason="", details=""):
        fields = [outcome, test.id(), reason, details]
        sys.__stdout__.write(MARK + "\x1f".join(fields) + MARK + "\n")

    def addSuccess(self, test):
        super().addSuccess(test)
        self.write("passed", test)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.write("skipped", test, reason)

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self.write("passed", test)

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self.write("failed", test, "unexpected success")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        details = self.failures[-1][1]
        self.write("failed", test, last_line(details), details)

    def addError(self, test, err):
        super().addError(test, err)
        details = self.errors[-1][1]
        self.write("failed", test, last_line(details), details)

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            details = (self.failures or self.errors)[-1][1]
            self.write("failed", test, last_line(details), details)


loader = unittest.TestLoader()
if len(sys.argv) > 2:
    loader.testNamePatterns = ["*%s*" % pattern for pattern in sys.argv[2:]]
name = "test." + sys.argv[1]
__import__(name)
loader.loadTestsFromModule(sys.modules[name]).run(Report())
