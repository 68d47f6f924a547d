/** The library module pprint, in Python. */
export const pprintSource = String.raw`"""Nested values, one item a line where they do not fit."""

import sys

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    """Writes the text and a newline to a stream, sys.stdout by default."""
    stream = sys.stdout if stream is None else stream
    stream.write(pformat(object, indent, width, depth, compact=compact, sort_dicts=sort_dicts) + "\n")


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    """The text."""
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts).pformat(object)


def saferepr(object):
    return PrettyPrinter(width=10**9).pformat(object)


def isrecursive(object):
    return "<Recursion on " in saferepr(object)


def isreadable(object):
    return not isrecursive(object)


def _sort_key(key):
    return (str(type(key)), id(key))


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
        self._indent = indent
        self._width = width
        self._depth = depth
        self._stream = stream
        self._compact = compact
        self._sort_dicts = sort_dicts

    def pprint(self, object):
        stream = sys.stdout if self._stream is None else self._stream
        stream.write(self.pformat(object) + "\n")

    def pformat(self, object):
        return self._text(object, 0, 0, 0, [])

    def _ordered(self, items):
        if not self._sort_dicts:
            return list(items)
        try:
            return sorted(items)
        except TypeError:
            return sorted(items, key=lambda item: _sort_key(item[0]))

    def _flat(self, object, level, around):
        """All on one line."""
        cls = type(object)
        kind = getattr(cls, "__repr__", None)
        brackets = {list.__repr__: "[]", tuple.__repr__: "()", dict.__repr__: "{}"}.get(kind)
        if brackets is None or not object:
            return repr(object)
        if id(object) in around:
            return f"<Recursion on {cls.__name__} with id={id(object)}>"
        if self._depth is not None and level >= self._depth:
            return brackets[0] + "..." + brackets[1]
        around = around + [id(object)]
        if kind is dict.__repr__:
            parts = [
                f"{self._flat(k, level + 1, around)}: {self._flat(v, level + 1, around)}"
                for k, v in self._ordered(object.items())
            ]
        else:
            parts = [self._flat(item, level + 1, around) for item in object]
        comma = "," if brackets == "()" and len(parts) == 1 else ""
        return brackets[0] + ", ".join(parts) + comma + brackets[1]

    def _text(self, object, column, allowance, level, around):
        flat = self._flat(object, level, around)
        if len(flat) <= self._width - column - allowance or not object:
            return flat
        cls = type(object)
        kind = getattr(cls, "__repr__", None)
        if id(object) in around or self._depth is not None and level >= self._depth:
            return flat
        around = around + [id(object)]
        if kind is dict.__repr__:
            return self._broken_dict(object, column, allowance, level, around)
        for base, opening, closing in ((list, "[", "]"), (tuple, "(", ")"), (set, "{", "}"), (frozenset, "frozenset({", "})")):
            if kind is base.__repr__:
                items = object
                if base in (set, frozenset):
                    try:
                        items = sorted(object)
                    except TypeError:
                        items = sorted(object, key=_sort_key)
                if kind is tuple.__repr__ and len(object) == 1:
                    closing = ",)"
                return self._broken(list(items), opening, closing, column, allowance, level, around)
        if kind is str.__repr__:
            return self._broken_str(object, column, allowance, level)
        return flat

    def _broken(self, items, opening, closing, column, allowance, level, around):
        column += len(opening) + self._indent - 1
        lead = " " * (self._indent - 1)
        separator = ",\n" + " " * column
        if not self._compact:
            last = len(items) - 1
            parts = [
                self._text(item, column, allowance + len(closing) if k == last else 1, level + 1, around)
                for k, item in enumerate(items)
            ]
            return opening + lead + separator.join(parts) + closing
        lines = [""]
        for k, item in enumerate(items):
            room = allowance + len(closing) if k == len(items) - 1 else 1
            text = self._text(item, column, room, level + 1, around)
            joined = lines[-1] + ", " + text if lines[-1] else text
            if lines[-1] and len(joined) > self._width - column - room:
                lines.append(text)
            else:
                lines[-1] = joined
        return opening + lead + separator.join(lines) + closing

    def _broken_dict(self, object, column, allowance, level, around):
        column += self._indent
        items = self._ordered(object.items())
        parts = []
        for k, (key, value) in enumerate(items):
            shown = self._flat(key, level + 1, around)
            room = allowance + 1 if k == len(items) - 1 else 1
            parts.append(f"{shown}: " + self._text(value, column + len(shown) + 2, room, level + 1, around))
        return "{" + " " * (self._indent - 1) + (",\n" + " " * column).join(parts) + "}"

    def _broken_str(self, object, column, allowance, level):
        room = self._width - column - (1 if level == 0 else 0)
        lines = object.splitlines(True)
        chunks = []
        for number, line in enumerate(lines):
            shown = repr(line)
            last = number == len(lines) - 1
            if len(shown) <= room - (allowance if last else 0):
                chunks.append(shown)
                continue
            current = ""
            words = line.replace(" ", " \n").split("\n")
            words = [word for word in words if word]
            for position, word in enumerate(words):
                limit = room - (allowance if last and position == len(words) - 1 else 0)
                if current and len(repr(current + word)) > limit:
                    chunks.append(repr(current))
                    current = word
                else:
                    current += word
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            return chunks[0]
        text = ("\n" + " " * (column + (1 if level == 0 else 0))).join(chunks)
        return f"({text})" if level == 0 else text
`;
