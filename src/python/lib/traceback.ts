/** The library module traceback, in Python. */
export const tracebackSource = String.raw`"""Exceptions and stacks as text."""

import _sources
import linecache
import sys
from collections.abc import Sequence

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

    __slots__ = ("filename", "lineno", "end_lineno", "colno", "end_colno", "name", "_line", "locals")

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None, colno=None, end_colno=None):
        self.filename, self.name = filename, name
        self.lineno, self.end_lineno = lineno, end_lineno
        self.colno, self.end_colno = colno, end_colno
        self.locals = {local: repr(locals[local]) for local in locals} if locals else None
        self._line = line
        if lookup_line:
            self._looked_up()

    def _looked_up(self):
        """The line of the source as it is; None where there cannot be any."""
        if self._line is None and self.lineno is not None:
            self._line = linecache.getline(self.filename, self.lineno)
        return self._line

    @property
    def line(self):
        whole = self._looked_up()
        return whole if whole is None else whole.strip()

    def _carets(self):
        if self.colno is None or self.end_colno is None:
            return None
        return _sources.carets(self._line.rstrip(), self.lineno, self.end_lineno, self.colno, self.end_colno)

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
        places = ((f, (line, None, None, None)) for f, line in frame_gen)
        return cls._extract(places, limit, lookup_lines, capture_locals)

    @classmethod
    def _extract(cls, places, limit, lookup_lines=True, capture_locals=False):
        if limit is None:
            default = getattr(sys, "tracebacklimit", None)
            limit = default if default is None else max(default, 0)
        places = list(places)
        if limit is not None:
            places = places[:limit] if limit >= 0 else places[limit:]
        return cls(
            FrameSummary(
                f.f_code.co_filename, line, f.f_code.co_name, lookup_line=lookup_lines,
                locals=f.f_locals if capture_locals else None, end_lineno=end, colno=column, end_colno=end_column,
            )
            for f, (line, end, column, end_column) in places
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
            carets = frame._carets()
            if carets is not None:
                text += f"    {carets}\n"
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


def _places_of(tb):
    while tb is not None:
        _, end, column, end_column = (None if n < 0 else n for n in _sources.positions(tb.tb_frame.f_code, tb.tb_lasti))
        yield tb.tb_frame, (tb.tb_lineno, end, column, end_column)
        tb = tb.tb_next


def walk_stack(f):
    if f is None:
        f = sys._getframe().f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def _shown(value, what, show=str):
    try:
        return show(value)
    except Exception:
        return f"<{what} {show.__name__}() failed>"


class _Layout:
    """Where groups stand: how deep, and whether the last member still lacks its bottom line."""

    def __init__(self):
        self.depth = 0
        self.open = False

    def indent(self):
        return " " * (2 * self.depth)

    def lines(self, texts, margin="|"):
        prefix = f"{self.indent()}{margin} " if self.depth else ""
        for text in texts:
            yield "".join(prefix + line for line in text.splitlines(True))


class TracebackException:
    """An exception with everything needed to print it, without the exception itself."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False, compact=False, max_group_width=15, max_group_depth=10, _seen=None):
        seen = set() if _seen is None else _seen
        seen.add(id(exc_value))
        options = dict(limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals,
                       max_group_width=max_group_width, max_group_depth=max_group_depth)
        self.max_group_width, self.max_group_depth = max_group_width, max_group_depth
        self.exc_type = exc_type
        self.stack = StackSummary._extract(_places_of(exc_traceback), limit, lookup_lines, capture_locals)
        self.__notes__ = getattr(exc_value, "__notes__", None)
        self._str = _shown(exc_value, "exception")
        self._note_syntax(exc_value)
        self.__suppress_context__ = exc_value.__suppress_context__ if exc_value is not None else False
        self.__cause__ = self._linked(exc_value, "__cause__", seen, options)
        self.__context__ = None
        if not (compact and (self.__cause__ is not None or self.__suppress_context__)):
            self.__context__ = self._linked(exc_value, "__context__", seen, options)
        self.exceptions = None
        if isinstance(exc_value, BaseExceptionGroup):
            self.exceptions = [
                TracebackException(type(e), e, e.__traceback__, _seen=seen, **options) for e in exc_value.exceptions
            ]

    def _note_syntax(self, exc_value):
        if not (self.exc_type and issubclass(self.exc_type, SyntaxError)):
            return
        self.filename = exc_value.filename
        self.lineno = None if exc_value.lineno is None else str(exc_value.lineno)
        self.end_lineno = None if exc_value.end_lineno is None else str(exc_value.end_lineno)
        self.msg, self.text = exc_value.msg, exc_value.text
        self.offset, self.end_offset = exc_value.offset, exc_value.end_offset

    @staticmethod
    def _linked(exc_value, name, seen, options):
        other = None if exc_value is None else getattr(exc_value, name)
        if other is None or id(other) in seen:
            return None
        return TracebackException(type(other), other, other.__traceback__, _seen=seen, **options)

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def __str__(self):
        return self._str

    def __eq__(self, other):
        alike = isinstance(other, TracebackException)
        return vars(self) == vars(other) if alike else NotImplemented

    def format_exception_only(self):
        if self.exc_type is None:
            yield "NoneType: None\n"
            return
        name = self.exc_type.__qualname__
        module = self.exc_type.__module__
        if module not in ("__main__", "builtins"):
            name = f"{module if isinstance(module, str) else '<unknown>'}.{name}"
        if issubclass(self.exc_type, SyntaxError):
            yield from self._syntax_lines(name)
        else:
            yield self._last_line(name)
        if isinstance(self.__notes__, Sequence):
            for note in self.__notes__:
                yield from (line + "\n" for line in _shown(note, "note").split("\n"))
        elif self.__notes__ is not None:
            yield _shown(self.__notes__, "__notes__", repr)

    def _last_line(self, name):
        return f"{name}: {self._str}\n" if self._str else f"{name}\n"

    def _syntax_lines(self, name):
        suffix = ""
        if self.lineno is not None:
            yield f'  File "{self.filename or "<string>"}", line {self.lineno}\n'
        elif self.filename is not None:
            suffix = f" ({self.filename})"
        if self.text is not None:
            whole = self.text.rstrip("\n")
            shown = whole.lstrip(" \n\f")
            yield f"    {shown}\n"
            if self.offset is not None:
                yield from self._syntax_carets(shown, len(whole) - len(shown))
        yield f"{name}: {self.msg or '<no detail available>'}{suffix}\n"

    def _syntax_carets(self, shown, removed):
        end = self.offset if self.end_offset in (None, 0) else self.end_offset
        if end == self.offset or end == -1:
            end = self.offset + 1
        column = self.offset - 1 - removed
        if column >= 0:
            blanks = "".join(c if c.isspace() else " " for c in shown[:column])
            yield f"    {blanks}{'^' * (end - 1 - removed - column)}\n"

    def format(self, *, chain=True, _layout=None):
        layout = _Layout() if _layout is None else _layout
        links = [(None, self)]
        while chain:
            last = links[-1][1]
            if last.__cause__ is not None:
                links.append((_CAUSE, last.__cause__))
            elif last.__context__ is not None and not last.__suppress_context__:
                links.append((_CONTEXT, last.__context__))
            else:
                break
        # A link carries the message that goes behind it.
        for message, link in reversed(links):
            if link.exceptions is None:
                if link.stack:
                    yield from layout.lines(["Traceback (most recent call last):\n"])
                    yield from layout.lines(link.stack.format())
                yield from layout.lines(link.format_exception_only())
            elif layout.depth > self.max_group_depth:
                yield from layout.lines([f"... (max_group_depth is {self.max_group_depth})\n"])
            else:
                yield from link._group_lines(layout, chain)
            if message is not None:
                yield from layout.lines([message])

    def _group_lines(self, layout, chain):
        outermost = layout.depth == 0
        if outermost:
            layout.depth = 1
        if self.stack:
            yield from layout.lines(["Exception Group Traceback (most recent call last):\n"], "+" if outermost else "|")
            yield from layout.lines(self.stack.format())
        yield from layout.lines(self.format_exception_only())
        count = len(self.exceptions)
        shown = min(count, self.max_group_width + 1)
        layout.open = False
        for position in range(shown):
            last = position == shown - 1
            if last:
                layout.open = True
            elided = position >= self.max_group_width
            title = "..." if elided else position + 1
            yield f"{layout.indent()}{'  ' if position else '+-'}+---------------- {title} ----------------\n"
            layout.depth += 1
            if elided:
                more = count - self.max_group_width
                yield from layout.lines([f"and {more} more exception{'s' if more > 1 else ''}\n"])
            else:
                yield from self.exceptions[position].format(chain=chain, _layout=layout)
            if last and layout.open:
                yield f"{layout.indent()}+------------------------------------\n"
                layout.open = False
            layout.depth -= 1
        if outermost:
            layout.depth = 0

    def print(self, *, file=None, chain=True):
        for text in self.format(chain=chain):
            print(text, file=sys.stderr if file is None else file, end="")


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
    kept = hasattr(sys, "last_type")
    if not kept:
        raise ValueError("no last exception")
    print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit, file, chain)


def extract_tb(tb, limit=None):
    """The lines of a traceback."""
    return StackSummary._extract(_places_of(tb), limit)


def extract_stack(f=None, limit=None):
    """The lines of the present stack, outermost first."""
    innermost = sys._getframe(1) if f is None else f
    summary = StackSummary.extract(walk_stack(innermost), limit=limit)
    summary.reverse()
    return summary


def format_list(extracted_list):
    summary = StackSummary.from_list(extracted_list)
    return summary.format()


def print_list(extracted_list, file=None):
    for line in format_list(extracted_list):
        print(line, file=sys.stderr if file is None else file, end="")


def format_tb(tb, limit=None):
    summary = extract_tb(tb, limit)
    return summary.format()


def print_tb(tb, limit=None, file=None):
    print_list(extract_tb(tb, limit), file)


def format_stack(f=None, limit=None):
    innermost = sys._getframe(1) if f is None else f
    return format_list(extract_stack(innermost, limit))


def print_stack(f=None, limit=None, file=None):
    innermost = sys._getframe(1) if f is None else f
    print_list(extract_stack(innermost, limit), file)


def clear_frames(tb):
    """Clears the local variables of the frames of a traceback."""
    while tb is not None:
        frame, tb = tb.tb_frame, tb.tb_next
        try:
            frame.clear()
        except RuntimeError:
            # It is still running.
            continue
`;
