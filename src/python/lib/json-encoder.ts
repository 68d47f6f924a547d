/** The library module json.encoder, in Python. */
export const jsonEncoderSource = `"""Writing JSON: a generator of pieces of text."""

import re as _re

__all__ = ["JSONEncoder"]

_short = {"\\\\": "\\\\\\\\", '"': '\\\\"', "\\b": "\\\\b", "\\f": "\\\\f", "\\n": "\\\\n", "\\r": "\\\\r", "\\t": "\\\\t"}
_must = _re.compile(r'["\\\\\\x00-\\x1f]')
_beyond = _re.compile(r'["\\\\]|[^ -~]')


def _escaped(found):
    letter = found.group()
    known = _short.get(letter)
    if known is not None:
        return known
    code = ord(letter)
    if code > 0xFFFF:
        code -= 0x10000
        return "\\\\u%04x\\\\u%04x" % (0xD800 | code >> 10, 0xDC00 | code & 0x3FF)
    return "\\\\u%04x" % code


def encode_basestring(s):
    return '"' + _must.sub(_escaped, s) + '"'


def encode_basestring_ascii(s):
    return '"' + _beyond.sub(_escaped, s) + '"'


class JSONEncoder:
    """Turns objects into texts; default() says what to write for the ones that JSON has no form for."""

    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError("Object of type %s is not JSON serializable" % type(o).__name__)

    def encode(self, o):
        if isinstance(o, str):
            return self._text(o)
        return "".join(self.iterencode(o, True))

    def iterencode(self, o, _one_shot=False):
        indent = self.indent
        if indent is not None and not isinstance(indent, str):
            indent = " " * indent
        return self._pieces(o, indent, 0, {} if self.check_circular else None)

    def _text(self, o):
        return encode_basestring_ascii(o) if self.ensure_ascii else encode_basestring(o)

    def _float(self, o):
        if o != o:
            text = "NaN"
        elif o - o == 0:
            return float.__repr__(o)
        else:
            text = "Infinity" if o > 0 else "-Infinity"
        if not self.allow_nan:
            raise ValueError("Out of range float values are not JSON compliant")
        return text

    def _atom(self, o):
        """The text of what has no parts, or None."""
        if isinstance(o, str):
            return self._text(o)
        if o is None:
            return "null"
        if o is True:
            return "true"
        if o is False:
            return "false"
        if isinstance(o, int):
            return int.__repr__(o)
        if isinstance(o, float):
            return self._float(o)
        return None

    def _pieces(self, o, indent, level, open_ones):
        atom = self._atom(o)
        if atom is not None:
            yield atom
            return
        mark = id(o)
        if open_ones is not None:
            if mark in open_ones:
                raise ValueError("Circular reference detected")
            open_ones[mark] = o
        if isinstance(o, (list, tuple)):
            yield from self._items(o, indent, level, open_ones)
        elif isinstance(o, dict):
            yield from self._members(o, indent, level, open_ones)
        else:
            yield from self._pieces(self.default(o), indent, level, open_ones)
        if open_ones is not None:
            del open_ones[mark]

    def _breaks(self, indent, level):
        """What stands between brackets and first item, between items, and before the closing bracket."""
        if indent is None:
            return "", self.item_separator, ""
        inner = "\\n" + indent * (level + 1)
        return inner, self.item_separator + inner, "\\n" + indent * level

    def _items(self, values, indent, level, open_ones):
        if not values:
            yield "[]"
            return
        before, between, after = self._breaks(indent, level)
        lead = "[" + before
        for value in values:
            yield lead
            lead = between
            yield from self._pieces(value, indent, level + 1, open_ones)
        yield after + "]"

    def _key(self, key):
        if isinstance(key, str):
            return key
        if isinstance(key, float) or key is None or isinstance(key, int):
            return self._atom(key)
        if self.skipkeys:
            return None
        raise TypeError("keys must be str, int, float, bool or None, not " + type(key).__name__)

    def _members(self, mapping, indent, level, open_ones):
        if not mapping:
            yield "{}"
            return
        before, between, after = self._breaks(indent, level)
        lead = "{" + before
        wrote = False
        pairs = mapping.items()
        for key, value in sorted(pairs) if self.sort_keys else pairs:
            name = self._key(key)
            if name is None:
                continue
            yield lead + self._text(name) + self.key_separator
            lead, wrote = between, True
            yield from self._pieces(value, indent, level + 1, open_ones)
        yield (after if wrote else lead + after) + "}"
`;
