/** What goes from loggers to handlers: records, their filters and their formatters, in Python. */
export const loggingRecordsSource = String.raw`"""Records, filters and formatters of logging."""

import io
import os
import string
import sys
import threading
import time
import traceback

CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0

_level_names = {50: "CRITICAL", 40: "ERROR", 30: "WARNING", 20: "INFO", 10: "DEBUG", 0: "NOTSET"}
_level_numbers = {name: number for number, name in _level_names.items()}
_level_numbers.update(FATAL=50, WARN=30)

BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"
_start = time.time()


def getLevelName(level):
    return _level_names.get(level) or _level_numbers.get(level) or "Level %s" % (level,)


def addLevelName(level, name):
    _level_names[level] = name
    _level_numbers[name] = level


def _number_of_level(level):
    if isinstance(level, int):
        return level
    if not isinstance(level, str):
        raise TypeError("Level not an integer or a valid string: %r" % (level,))
    if level not in _level_numbers:
        raise ValueError("Unknown level: %r" % (level,))
    return _level_numbers[level]


class LogRecord:
    """What was said, by whom, where and when."""

    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **kwargs):
        now = time.time()
        if args and len(args) == 1 and isinstance(args[0], dict) and args[0]:
            args = args[0]
        self.name = name
        self.msg = msg
        self.args = args
        self.levelname = getLevelName(level)
        self.levelno = level
        self.pathname = pathname
        self.filename = os.path.basename(pathname)
        self.module = os.path.splitext(self.filename)[0]
        self.exc_info = exc_info
        self.exc_text = None
        self.stack_info = sinfo
        self.lineno = lineno
        self.funcName = func
        self.created = now
        self.msecs = int((now - int(now)) * 1000) + 0.0
        self.relativeCreated = (now - _start) * 1000
        thread = threading.current_thread()
        self.thread = thread.ident
        self.threadName = thread.name
        self.processName = "MainProcess"
        self.process = os.getpid()

    def getMessage(self):
        text = str(self.msg)
        return text % self.args if self.args else text

    def __repr__(self):
        shown = (self.name, self.levelno, self.pathname, self.lineno, self.msg)
        return '<LogRecord: %s, %s, %s, %s, "%s">' % shown


_factory = LogRecord


def setLogRecordFactory(factory):
    global _factory
    _factory = factory


def getLogRecordFactory():
    return _factory


def makeLogRecord(attributes):
    record = _factory(None, None, "", 0, "", (), None, None)
    record.__dict__.update(attributes)
    return record


def _percent(template, values):
    return template % values


def _braces(template, values):
    return template.format(**values)


def _dollars(template, values):
    return string.Template(template).substitute(**values)


_STYLES = {
    "%": (_percent, BASIC_FORMAT, "%(message)s", "%(asctime)"),
    "{": (_braces, "{levelname}:{name}:{message}", "{message}", "{asctime"),
    "$": (_dollars, "$levelname:$name:$message", "$message", "asctime"),
}


class Formatter:
    """Makes text of a record."""

    converter = time.localtime
    default_time_format = "%Y-%m-%d %H:%M:%S"
    default_msec_format = "%s,%03d"

    def __init__(self, fmt=None, datefmt=None, style="%", validate=True, *, defaults=None):
        if style not in _STYLES:
            raise ValueError("Style must be one of: %s" % ",".join(_STYLES))
        self._apply, _, plain, self._time_field = _STYLES[style]
        self._fmt = fmt or plain
        self._defaults = defaults
        self.datefmt = datefmt

    @staticmethod
    def basic_format(style):
        if style not in _STYLES:
            raise ValueError("Style must be one of: %s" % ",".join(_STYLES))
        return _STYLES[style][1]

    def formatTime(self, record, datefmt=None):
        moment = type(self).converter(record.created)
        if datefmt:
            return time.strftime(datefmt, moment)
        text = time.strftime(self.default_time_format, moment)
        return self.default_msec_format % (text, record.msecs) if self.default_msec_format else text

    def formatException(self, exc_info):
        out = io.StringIO()
        traceback.print_exception(exc_info[0], exc_info[1], exc_info[2], None, out)
        return out.getvalue().rstrip("\n")

    def formatStack(self, stack_info):
        return stack_info

    def usesTime(self):
        return self._time_field in self._fmt

    def formatMessage(self, record):
        values = record.__dict__ if not self._defaults else {**self._defaults, **record.__dict__}
        return self._apply(self._fmt, values)

    def format(self, record):
        record.message = record.getMessage()
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        parts = [self.formatMessage(record)]
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        if record.exc_text:
            parts.append(record.exc_text)
        if record.stack_info:
            parts.append(self.formatStack(record.stack_info))
        return "\n".join(part.rstrip("\n") if k + 1 < len(parts) else part for k, part in enumerate(parts))


class BufferingFormatter:
    """Makes text of many records."""

    def __init__(self, linefmt=None):
        self.linefmt = linefmt or Formatter()

    def formatHeader(self, records):
        return ""

    def formatFooter(self, records):
        return ""

    def format(self, records):
        if not records:
            return ""
        lines = "".join(self.linefmt.format(record) for record in records)
        return self.formatHeader(records) + lines + self.formatFooter(records)


class Filter:
    """Lets the records of one logger pass, and of those below it."""

    def __init__(self, name=""):
        self.name = name
        self.nlen = len(name)

    def filter(self, record):
        return not self.name or record.name == self.name or record.name.startswith(self.name + ".")


class Filterer:
    """What has filters: loggers and handlers."""

    def __init__(self):
        self.filters = []

    def addFilter(self, filter):
        if filter not in self.filters:
            self.filters.append(filter)

    def removeFilter(self, filter):
        if filter in self.filters:
            self.filters.remove(filter)

    def filter(self, record):
        for each in self.filters:
            passes = each.filter if hasattr(each, "filter") else each
            if not passes(record):
                return False
        return True
`;
