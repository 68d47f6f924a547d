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
_filters_version = 0
# (action, pattern of the message, category, module or pattern, line); the first that fits decides.
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
    """Adds a filter in front of the others. Message and module are patterns."""
    if action not in _ACTIONS:
        raise AssertionError("invalid action: %r" % (action,))
    if message or module:
        import re
    text = re.compile(message, re.I) if message else None
    where = re.compile(module) if module else None
    _add_filter((action, text, category, where, lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Adds a filter for all messages of a category."""
    if action not in _ACTIONS:
        raise AssertionError("invalid action: %r" % (action,))
    _add_filter((action, None, category, None, lineno), append)


def _add_filter(item, append):
    if append:
        if item not in filters:
            filters.append(item)
    else:
        if item in filters:
            filters.remove(item)
        filters.insert(0, item)
    _filters_mutated()


def resetwarnings():
    """Removes all filters."""
    filters[:] = []
    _filters_mutated()


def _filters_mutated():
    """What has been warned of before may be so again."""
    global _filters_version
    _filters_version += 1


def _caller(stacklevel):
    try:
        frame = sys._getframe(stacklevel + 1)
    except ValueError:
        return sys.__dict__, "sys", 1
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
    made = isinstance(message, Warning)
    text = str(message) if made else message
    category = message.__class__ if made else category
    message = message if made else category(text)
    module = module or filename or "<unknown>"
    key = (text, category, lineno)
    if registry is not None and _seen(registry, key):
        return
    action = _action_for(text, category, module, lineno)
    if action == "error":
        raise message
    if action == "ignore":
        return
    if action != "always":
        if registry is not None:
            registry[key] = True
        if action == "once" or action == "module":
            places = _onceregistry if action == "once" or registry is None else registry
            if _seen(places, (text, category)):
                return
            places[text, category] = True
    _show(WarningMessage(message, category, filename, lineno, source=source))


def _action_for(text, category, module, lineno):
    for action, start, cat, where, line in filters:
        if line != 0 and line != lineno or not issubclass(category, cat):
            continue
        if _fits(start, text) and _fits(where, module):
            return action
    return _defaultaction


def _fits(wanted, found):
    return wanted is None or (found == wanted if isinstance(wanted, str) else wanted.match(found) is not None)


def _seen(registry, key):
    """Whether a place has warned of this under the filters of now: other ones make it forget."""
    if sys.version_info[0] > 2 and registry.get("version") != _filters_version:
        registry.clear()
        registry["version"] = _filters_version
    return registry.get(key, False)


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
        global filters
        entered, self._entered = self._entered, True
        if entered:
            raise RuntimeError("Cannot enter %r twice" % self)
        self._filters = filters
        filters = filters[:]
        _filters_mutated()
        self._showwarning = showwarning
        if self._filter is not None:
            simplefilter(*self._filter)
        if not self._record:
            return None
        log = []
        _recorders.append(log.append)
        return log

    def __exit__(self, *exc_info):
        global filters, showwarning
        if not self._entered:
            raise RuntimeError("Cannot exit %r without entering first" % self)
        filters = self._filters
        _filters_mutated()
        showwarning = self._showwarning
        if self._record:
            _recorders.pop()
`;
