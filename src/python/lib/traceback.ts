/** The library module traceback, in Python. */
export const tracebackSource = String.raw`"""Exceptions and stacks as text."""

import linecache
import sys

__all__ = [
    "extract_stack", "extract_tb", "format_exception", "format_exception_only", "format_list", "format_stack",
    "format_tb", "print_exc", "format_exc", "print_exception", "print_last", "print_stack", "print_tb",
    "clear_frames", "FrameSummary", "StackSummary", "TracebackException", "walk_stack", "walk_tb", "print_list",
]

_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"
_REPEATS_SHOWN = 3
_UNSET = object()


class FrameSummary:
    """One line of a traceback."""

    __slots__ = ("filename", "lineno", "name", "_line", "locals")

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, **positions):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self._line = line
        self.locals = {k: repr(v) for k, v in locals.items()} if locals else None

    @property
    def line(self):
        if self._line is None:
            self._line = linecache.getline(self.filename, self.lineno)
        return self._line.strip()

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __getitem__(self, position):
        return (self.filename, self.lineno, self.name, self.line)[position]

    def __len__(self):
        return 4

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return tuple(self)[:3] == tuple(other)[:3] and self.locals == other.locals
        if isinstance(other, tuple):
            return tuple(self) == other
        return NotImplemented

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


class StackSummary(list):
    """The lines of a traceback."""

    @classmethod
    def extract(cls, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        frames = list(frame_gen)
        if limit is not None:
            frames = frames[:limit] if limit >= 0 else frames[limit:]
        return cls(
            FrameSummary(f.f_code.co_filename, line, f.f_code.co_name, locals=f.f_locals if capture_locals else None)
            for f, line in frames
        )

    @classmethod
    def from_list(cls, a_list):
        return cls(
            item if isinstance(item, FrameSummary) else FrameSummary(item[0], item[1], item[2], line=item[3])
            for item in a_list
        )

    def format_frame_summary(self, frame):
        text = f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}\n'
        if frame.line:
            text += f"    {frame.line}\n"
        for name, value in sorted((frame.locals or {}).items()):
            text += f"    {name} = {value}\n"
        return text

    def format(self):
        result = []
        previous = None
        repeats = 0
        for frame in self:
            place = (frame.filename, frame.lineno, frame.name)
            if place != previous:
                self._note_repeats(result, repeats)
                previous = place
                repeats = 0
            repeats += 1
            if repeats <= _REPEATS_SHOWN:
                result.append(self.format_frame_summary(frame))
        self._note_repeats(result, repeats)
        return result

    @staticmethod
    def _note_repeats(result, repeats):
        if repeats > _REPEATS_SHOWN:
            more = repeats - _REPEATS_SHOWN
            result.append(f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n")


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def walk_stack(f):
    if f is None:
        f = sys._getframe().f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


class TracebackException:
    """An exception with everything needed to print it, without the exception itself."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False, compact=False, max_group_width=15, max_group_depth=10, _seen=None):
        _seen = set() if _seen is None else _seen
        _seen.add(id(exc_value))
        self.exc_type = exc_type
        self.stack = StackSummary.extract(walk_tb(exc_traceback), limit=limit, capture_locals=capture_locals)
        self.__notes__ = getattr(exc_value, "__notes__", None)
        try:
            self._str = str(exc_value)
        except Exception:
            self._str = "<exception str() failed>"
        self.__suppress_context__ = bool(exc_value is not None and exc_value.__suppress_context__)
        self.__cause__ = self._linked(exc_value, "__cause__", _seen, limit)
        self.__context__ = self._linked(exc_value, "__context__", _seen, limit)
        group = isinstance(exc_value, BaseExceptionGroup)
        self.exceptions = None
        if group:
            self.exceptions = [TracebackException.from_exception(e, limit=limit) for e in exc_value.exceptions]

    @staticmethod
    def _linked(exc_value, name, seen, limit):
        other = None if exc_value is None else getattr(exc_value, name)
        if other is None or id(other) in seen:
            return None
        return TracebackException(type(other), other, other.__traceback__, limit=limit, _seen=seen)

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def __str__(self):
        return self._str

    def format_exception_only(self):
        if self.exc_type is None:
            yield "NoneType: None\n"
            return
        name = self.exc_type.__qualname__
        module = self.exc_type.__module__
        if module not in ("__main__", "builtins"):
            name = f"{module}.{name}"
        yield f"{name}: {self._str}\n" if self._str else f"{name}\n"
        for note in self.__notes__ or ():
            yield from (line + "\n" for line in str(note).split("\n"))

    def format(self, *, chain=True):
        if chain:
            if self.__cause__ is not None:
                yield from self.__cause__.format(chain=chain)
                yield _CAUSE
            elif self.__context__ is not None and not self.__suppress_context__:
                yield from self.__context__.format(chain=chain)
                yield _CONTEXT
        if self.exceptions is not None:
            yield from self._format_group()
            return
        if self.stack:
            yield "Traceback (most recent call last):\n"
            yield from self.stack.format()
        yield from self.format_exception_only()

    def _format_group(self, prefix="  "):
        lines = ["Exception Group Traceback (most recent call last):\n"] if self.stack else []
        lines += self.stack.format()
        lines += self.format_exception_only()
        for position, line in enumerate("".join(lines).splitlines(keepends=True)):
            yield ("  + " if position == 0 else "  | ") + line
        for number, member in enumerate(self.exceptions, 1):
            yield f"  {'+-' if number == 1 else '+'}+---------------- {number} ----------------\n"
            for line in "".join(member.format()).splitlines(keepends=True):
                yield "    | " + line
        yield "    +------------------------------------\n"

    def print(self, *, file=None, chain=True):
        for line in self.format(chain=chain):
            print(line, file=sys.stderr if file is None else file, end="")


def _value_of(exc, value):
    return exc if value is _UNSET else value


def format_exception(exc, /, value=_UNSET, tb=_UNSET, limit=None, chain=True):
    """Lines as print_exception prints them."""
    value = _value_of(exc, value)
    tb = getattr(value, "__traceback__", None) if tb is _UNSET else tb
    return list(TracebackException(type(value) if value is not None else None, value, tb, limit=limit).format(chain=chain))


def format_exception_only(exc, /, value=_UNSET):
    """The last lines only: type and message."""
    value = _value_of(exc, value)
    return list(TracebackException(type(value) if value is not None else None, value, None).format_exception_only())


def print_exception(exc, /, value=_UNSET, tb=_UNSET, limit=None, file=None, chain=True):
    """Prints an exception with its traceback, causes first."""
    for line in format_exception(exc, value, tb, limit, chain):
        print(line, file=sys.stderr if file is None else file, end="")


def format_exc(limit=None, chain=True):
    """The exception being handled, as a string."""
    return "".join(format_exception(sys.exc_info()[1], limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    """Prints the exception being handled."""
    print_exception(sys.exc_info()[1], limit=limit, file=file, chain=chain)


def print_last(limit=None, file=None, chain=True):
    if not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit, file, chain)


def extract_tb(tb, limit=None):
    """The lines of a traceback."""
    return StackSummary.extract(walk_tb(tb), limit=limit)


def extract_stack(f=None, limit=None):
    """The lines of the present stack, outermost first."""
    if f is None:
        f = sys._getframe().f_back
    stack = StackSummary.extract(walk_stack(f), limit=limit)
    stack.reverse()
    return stack


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    for line in format_list(extracted_list):
        print(line, file=sys.stderr if file is None else file, end="")


def format_tb(tb, limit=None):
    return extract_tb(tb, limit=limit).format()


def print_tb(tb, limit=None, file=None):
    print_list(extract_tb(tb, limit=limit), file=file)


def format_stack(f=None, limit=None):
    if f is None:
        f = sys._getframe().f_back
    return format_list(extract_stack(f, limit=limit))


def print_stack(f=None, limit=None, file=None):
    if f is None:
        f = sys._getframe().f_back
    print_list(extract_stack(f, limit=limit), file=file)


def clear_frames(tb):
    """Clears the local variables of the frames of a traceback."""
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass
        tb = tb.tb_next
`;
