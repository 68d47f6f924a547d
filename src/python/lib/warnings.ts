/** The library module warnings, in Python. */
export const warningsSource = String.raw`"""Warnings: shown on stderr, filtered, turned into errors or caught."""

import posix
import sys

# Streams that die unclosed look here for it, while the program ends as well.
posix._warnings = sys.modules[__name__]

__all__ = [
    "warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings", "simplefilter", "resetwarnings",
    "catch_warnings",
]

_onceregistry = {}
# (action, start of the message, category, module, line); the first that fits decides.
filters = [
    ("default", None, DeprecationWarning, "__main__", 0),
    ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0),
    ("ignore", None, ImportWarning, None, 0),
    ("ignore", None, ResourceWarning, None, 0),
]
_defaultaction = "default"
_ACTIONS = ("error", "ignore", "always", "default", "module", "once")


class WarningMessage:
    """What catch_warnings(record=True) collects."""

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message, self.category = message, category
        self.filename, self.lineno, self.line = filename, lineno, line
        self.file, self.source = file, source
        self._category_name = getattr(category, "__name__", None)

    def __str__(self):
        return "{message : %r, category : %r, filename : %r, lineno : %s, line : %r}" % (
            self.message, self._category_name, self.filename, self.lineno, self.line,
        )


def formatwarning(message, category, filename, lineno, line=None):
    """The text that is shown."""
    return _text_of(WarningMessage(message, category, filename, lineno, None, line))


def _text_of(msg):
    text = f"{msg.filename}:{msg.lineno}: {msg.category.__name__}: {msg.message}\n"
    line = msg.line
    if line is None:
        import linecache

        line = linecache.getline(msg.filename, msg.lineno)
    line = line.strip()
    if line:
        text += f"  {line}\n"
    if msg.source is not None:
        text += f"{msg.category.__name__}: Enable tracemalloc to get the object allocation traceback\n"
    return text


def showwarning(message, category, filename, lineno, file=None, line=None):
    """Writes a warning to a file, sys.stderr by default."""
    _write(WarningMessage(message, category, filename, lineno, file, line))


def _write(msg):
    file = sys.stderr if msg.file is None else msg.file
    if file is None:
        return
    if formatwarning is _formatwarning:
        text = _text_of(msg)
    else:
        text = formatwarning(msg.message, msg.category, msg.filename, msg.lineno, msg.line)
    try:
        file.write(text)
    except OSError:
        pass


_formatwarning = formatwarning
_showwarning = showwarning


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """Adds a filter in front of the others. The message and the module are compared from their start, not as patterns."""
    if action not in _ACTIONS:
        raise AssertionError("invalid action: %r" % (action,))
    _add_filter((action, message or None, category, module or None, lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Adds a filter for all messages of a category."""
    if action not in _ACTIONS:
        raise AssertionError("invalid action: %r" % (action,))
    _add_filter((action, None, category, None, lineno), append)


def _add_filter(item, append):
    if append:
        if item not in filters:
            filters.append(item)
        return
    if item in filters:
        filters.remove(item)
    filters.insert(0, item)


def resetwarnings():
    """Removes all filters."""
    filters[:] = []


def _caller(stacklevel):
    try:
        frame = sys._getframe(stacklevel + 1)
    except ValueError:
        return {}, "sys", 1
    return frame.f_globals, frame.f_code.co_filename, frame.f_lineno


def warn(message, category=None, stacklevel=1, source=None):
    """Issues a warning about the line that calls, or about its caller with stacklevel=2."""
    category = message.__class__ if isinstance(message, Warning) else category or UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError("category must be a Warning subclass, not '{:s}'".format(type(category).__name__))
    namespace, filename, lineno = _caller(stacklevel)
    module = namespace.get("__name__", "<string>")
    registry = namespace.setdefault("__warningregistry__", {})
    warn_explicit(message, category, filename, lineno, module, registry, source=source)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    """Issues a warning about a given line."""
    registry = {} if registry is None else registry
    made = isinstance(message, Warning)
    text = str(message) if made else message
    category = message.__class__ if made else category
    message = message if made else category(text)
    module = module or filename or "<unknown>"
    action = _defaultaction
    for kind, start, cat, where, line in filters:
        fits_text = start is None or text.lower().startswith(start.lower())
        fits_place = (where is None or module == where) and (line == 0 or line == lineno)
        if fits_text and fits_place and issubclass(category, cat):
            action = kind
            break
    if action == "ignore":
        return
    if action == "error":
        raise message
    key = {"default": (text, category, lineno), "module": (text, category, 0), "once": (text, category)}.get(action)
    if key is not None:
        seen = _onceregistry if action == "once" else registry
        if seen.get(key):
            return
        seen[key] = 1
    _show(WarningMessage(message, category, filename, lineno, source=source))


def _warn_unawaited_coroutine(coro):
    warn(f"coroutine '{coro.__qualname__}' was never awaited", RuntimeWarning, stacklevel=2, source=coro)


_recorders = []


def _show(msg):
    if _recorders:
        _recorders[-1](msg)
    elif showwarning is _showwarning:
        _write(msg)
    else:
        showwarning(msg.message, msg.category, msg.filename, msg.lineno, msg.file, msg.line)


class catch_warnings:
    """Restores the filters at the end of the block; with record=True gives a list that warnings go to."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._filter = None if action is None else (action, category, lineno, append)
        self._entered = False

    def __enter__(self):
        entered, self._entered = self._entered, True
        if entered:
            raise RuntimeError("Cannot enter %r twice" % self)
        self._filters = filters[:]
        self._showwarning = showwarning
        if self._filter is not None:
            simplefilter(*self._filter)
        if not self._record:
            return None
        log = []
        _recorders.append(log.append)
        return log

    def __exit__(self, *exc_info):
        global showwarning
        if not self._entered:
            raise RuntimeError("Cannot exit %r without entering first" % self)
        filters[:] = self._filters
        showwarning = self._showwarning
        if self._record:
            _recorders.pop()
`;
