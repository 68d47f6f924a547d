/** The library module json.decoder, in Python. */
export const jsonDecoderSource = `"""Reading JSON: one function per kind of value, each from a position in the text to a value and the next position."""

import re as _re

__all__ = ["JSONDecoder", "JSONDecodeError"]

NaN = float("nan")
PosInf = float("inf")
NegInf = float("-inf")

_blank = _re.compile(r"[ \\t\\n\\r]*")
_plain = _re.compile(r'[^"\\\\\\x00-\\x1f]*')
_lenient = _re.compile(r'[^"\\\\]*')
_number = _re.compile(r"(-?(?:0|[1-9][0-9]*))(\\.[0-9]+)?([eE][-+]?[0-9]+)?")
_escapes = {'"': '"', "\\\\": "\\\\", "/": "/", "b": "\\b", "f": "\\f", "n": "\\n", "r": "\\r", "t": "\\t"}
_hexadecimal = "0123456789abcdefABCDEF"
_words = {"null": None, "true": True, "false": False}
_constants = {"NaN": NaN, "Infinity": PosInf, "-Infinity": NegInf}


class JSONDecodeError(ValueError):
    """Says where the text stopped being JSON."""

    def __init__(self, msg, doc, pos):
        self.lineno = 1 + doc.count("\\n", 0, pos)
        self.colno = pos - doc.rfind("\\n", 0, pos)
        super().__init__("%s: line %d column %d (char %d)" % (msg, self.lineno, self.colno, pos))
        self.msg, self.doc, self.pos = msg, doc, pos

    def __reduce__(self):
        return type(self), (self.msg, self.doc, self.pos)


class _Missing(Exception):
    """No value begins here."""


def _hex4(text, pos):
    digits = text[pos + 1 : pos + 5]
    # A closing quote at least has to follow.
    if len(text) > pos + 5 and not digits.strip(_hexadecimal):
        return int(digits, 16)
    raise JSONDecodeError("Invalid \\\\uXXXX escape", text, pos)


def scanstring(text, end, strict=True):
    """The string whose first character is at end, and the position behind its closing quote."""
    begin = end - 1
    parts = []
    chunk = _plain if strict else _lenient
    while True:
        found = chunk.match(text, end)
        if found.end() > end:
            parts.append(found.group())
            end = found.end()
        if end >= len(text):
            raise JSONDecodeError("Unterminated string starting at", text, begin)
        stop = text[end]
        if stop == '"':
            return "".join(parts), end + 1
        if stop != "\\\\":
            raise JSONDecodeError("Invalid control character at", text, end)
        end += 1
        if end >= len(text):
            raise JSONDecodeError("Unterminated string starting at", text, begin)
        letter = text[end]
        if letter != "u":
            if letter not in _escapes:
                raise JSONDecodeError("Invalid \\\\escape", text, end - 1)
            parts.append(_escapes[letter])
            end += 1
            continue
        unit = _hex4(text, end)
        end += 5
        if 0xD800 <= unit < 0xDC00 and text.startswith("\\\\u", end) and end + 6 < len(text):
            low = _hex4(text, end + 1)
            if 0xDC00 <= low < 0xE000:
                unit = 0x10000 + (unit - 0xD800 << 10) + (low - 0xDC00)
                end += 6
        parts.append(chr(unit))


class JSONDecoder:
    """Turns texts into objects; hooks say which objects."""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True, object_pairs_hook=None):
        self.object_hook = object_hook
        self.object_pairs_hook = object_pairs_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or _constants.__getitem__
        self.strict = strict

    def decode(self, s):
        value, end = self.raw_decode(s, _blank.match(s, 0).end())
        end = _blank.match(s, end).end()
        if end < len(s):
            raise JSONDecodeError("Extra data", s, end)
        return value

    def raw_decode(self, s, idx=0):
        try:
            return self._value(s, idx, {})
        except _Missing as missing:
            raise JSONDecodeError("Expecting value", s, missing.args[0]) from None

    def _value(self, text, at, keys):
        first = text[at : at + 1]
        if first == '"':
            return scanstring(text, at + 1, self.strict)
        if first == "{":
            return self._object(text, at + 1, keys)
        if first == "[":
            return self._array(text, at + 1, keys)
        for word, value in _words.items():
            if text.startswith(word, at):
                return value, at + len(word)
        found = _number.match(text, at)
        if found is not None:
            whole, fraction, exponent = found.groups()
            if fraction or exponent:
                return self.parse_float(whole + (fraction or "") + (exponent or "")), found.end()
            return self.parse_int(whole), found.end()
        for word in _constants:
            if text.startswith(word, at):
                return self.parse_constant(word), at + len(word)
        raise _Missing(at)

    def _array(self, text, at, keys):
        values = []
        at = _blank.match(text, at).end()
        if text[at : at + 1] == "]":
            return values, at + 1
        while True:
            value, at = self._value(text, at, keys)
            values.append(value)
            at = _blank.match(text, at).end()
            mark = text[at : at + 1]
            if mark == "]":
                return values, at + 1
            if mark != ",":
                raise JSONDecodeError("Expecting ',' delimiter", text, at)
            at = _blank.match(text, at + 1).end()

    def _object(self, text, at, keys):
        pairs = []
        at = _blank.match(text, at).end()
        if text[at : at + 1] == "}":
            at += 1
        else:
            at = self._members(text, at, pairs, keys)
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs), at
        made = dict(pairs)
        if self.object_hook is not None:
            made = self.object_hook(made)
        return made, at

    def _members(self, text, at, pairs, keys):
        while True:
            if text[at : at + 1] != '"':
                raise JSONDecodeError("Expecting property name enclosed in double quotes", text, at)
            key, at = scanstring(text, at + 1, self.strict)
            # One object per name, however often it comes.
            key = keys.setdefault(key, key)
            at = _blank.match(text, at).end()
            if text[at : at + 1] != ":":
                raise JSONDecodeError("Expecting ':' delimiter", text, at)
            value, at = self._value(text, _blank.match(text, at + 1).end(), keys)
            pairs.append((key, value))
            at = _blank.match(text, at).end()
            mark = text[at : at + 1]
            if mark == "}":
                return at + 1
            if mark != ",":
                raise JSONDecodeError("Expecting ',' delimiter", text, at)
            at = _blank.match(text, at + 1).end()
`;
