/** The library module re, in Python. */
export const reSource = String.raw`"""Regular expressions."""

try:
    from enum import IntFlag
except ImportError:
    IntFlag = int  # Python 2: flags are plain numbers
from _regex import compile as _compile_pattern, match as _match_pattern
from _types import in_c as _in_c

__all__ = [
    "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge",
    "escape", "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII",
    "IGNORECASE", "LOCALE", "MULTILINE", "DOTALL", "VERBOSE", "UNICODE", "NOFLAG", "RegexFlag",
]


class RegexFlag(IntFlag):
    NOFLAG = 0
    IGNORECASE = I = 2
    LOCALE = L = 4
    MULTILINE = M = 8
    DOTALL = S = 16
    UNICODE = U = 32
    VERBOSE = X = 64
    ASCII = A = 256

    def __repr__(self):
        if IntFlag is int:
            return int.__repr__(self)
        names = [
            "re." + flag.name
            for flag in (
                RegexFlag.ASCII, RegexFlag.IGNORECASE, RegexFlag.LOCALE, RegexFlag.UNICODE, RegexFlag.MULTILINE,
                RegexFlag.DOTALL, RegexFlag.VERBOSE,
            )
            if int(self) & int(flag)
        ]
        return "|".join(names) or "re.NOFLAG"

    __str__ = object.__str__


NOFLAG = RegexFlag.NOFLAG
IGNORECASE = I = RegexFlag.IGNORECASE
LOCALE = L = RegexFlag.LOCALE
MULTILINE = M = RegexFlag.MULTILINE
DOTALL = S = RegexFlag.DOTALL
UNICODE = U = RegexFlag.UNICODE
VERBOSE = X = RegexFlag.VERBOSE
ASCII = A = RegexFlag.ASCII

_SEARCH, _MATCH, _FULL = range(3)


class error(Exception):
    """A text that is no pattern."""

    __module__ = "re"

    def __init__(self, msg, pattern=None, pos=None):
        self.msg, self.pattern, self.pos = msg, pattern, pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            newline = "\n" if isinstance(pattern, str) else b"\n"
            before, _, here = pattern[:pos].rpartition(newline)
            self.lineno, self.colno = pattern.count(newline, 0, pos) + 1, len(here) + 1
            msg += " at position %d" % pos
            if newline in pattern:
                msg += " (line %d, column %d)" % (self.lineno, self.colno)
        super().__init__(msg)


class Match:
    """Where a pattern was found."""

    __slots__ = ("re", "string", "pos", "endpos", "_spans")
    __iter__ = None

    def _group(self, index):
        start = self._spans[2 * index]
        return None if start < 0 else self.string[start : self._spans[2 * index + 1]]

    def _index(self, group):
        if isinstance(group, int):
            index = group
        elif hasattr(group, "__index__"):
            index = group.__index__()
        else:
            index = self.re.groupindex.get(group, -1)
        if not 0 <= index <= self.re.groups:
            raise IndexError("no such group")
        return index

    def group(self, *groups):
        if not groups:
            return self._group(0)
        if len(groups) == 1:
            return self._group(self._index(groups[0]))
        return tuple([self._group(self._index(group)) for group in groups])

    def __getitem__(self, group):
        return self._group(self._index(group))

    def groups(self, default=None):
        found = [self._group(index) for index in range(1, self.re.groups + 1)]
        return tuple([default if text is None else text for text in found])

    def groupdict(self, default=None):
        found = {name: self._group(index) for name, index in self.re.groupindex.items()}
        return {name: default if text is None else text for name, text in found.items()}

    def start(self, group=0):
        return self._spans[2 * self._index(group)]

    def end(self, group=0):
        return self._spans[2 * self._index(group) + 1]

    def span(self, group=0):
        index = self._index(group)
        return self._spans[2 * index], self._spans[2 * index + 1]

    @property
    def regs(self):
        return tuple([self.span(index) for index in range(self.re.groups + 1)])

    @property
    def lastindex(self):
        """The last group to close: of those that end last, the outermost."""
        last = None
        for index in range(1, self.re.groups + 1):
            if self.start(index) >= 0 and (last is None or self.end(index) > self.end(last)):
                last = index
        return last

    @property
    def lastgroup(self):
        last = self.lastindex
        for name, index in self.re.groupindex.items():
            if index == last:
                return name
        return None

    def expand(self, template):
        return _expand(_template(self.re, template), self)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __repr__(self):
        return "<re.Match object; span=%r, match=%r>" % (self.span(), self._group(0))


_in_c(Match)


class Pattern:
    """A compiled pattern."""

    __slots__ = ("pattern", "flags", "groups", "groupindex", "_number", "__weakref__")

    def _find(self, string, pos, endpos, mode):
        wants = str if isinstance(self.pattern, str) else bytes
        if isinstance(string, bytearray) and wants is bytes:
            string = bytes(string)
        if not isinstance(string, wants):
            if isinstance(string, (str, bytes, bytearray)):
                raise TypeError(
                    "cannot use a string pattern on a bytes-like object"
                    if wants is str
                    else "cannot use a bytes pattern on a string-like object"
                )
            raise TypeError("expected string or bytes-like object, got '%s'" % type(string).__name__)
        length = len(string)
        endpos = length if endpos is None else max(0, min(endpos, length))
        pos = max(0, pos)
        if pos > endpos:
            return None
        spans = _match_pattern(self._number, string, pos, endpos, mode)
        if spans is None:
            return None
        found = Match()
        found.re = self
        found.string = string
        found.pos = pos
        found.endpos = endpos
        found._spans = spans
        return found

    def search(self, string, pos=0, endpos=None):
        return self._find(string, pos, endpos, _SEARCH)

    def match(self, string, pos=0, endpos=None):
        return self._find(string, pos, endpos, _MATCH)

    def fullmatch(self, string, pos=0, endpos=None):
        return self._find(string, pos, endpos, _FULL)

    def finditer(self, string, pos=0, endpos=None):
        return self._all(string, pos, endpos)

    def _all(self, string, pos=0, endpos=None):
        """Every match, from left to right."""
        while True:
            found = self._find(string, pos, endpos, _SEARCH)
            if found is None:
                return
            yield found
            start, end = found.span()
            # After an empty match Python tries for one that is not empty at the same place; here the search goes on behind it.
            pos = end + 1 if start == end else end

    def findall(self, string, pos=0, endpos=None):
        found = []
        for match in self._all(string, pos, endpos):
            if self.groups == 0:
                found.append(match._group(0))
            else:
                texts = match.groups(string[:0])
                found.append(texts[0] if self.groups == 1 else texts)
        return found

    def split(self, string, maxsplit=0):
        parts = []
        last = 0
        for match in self._all(string):
            parts.append(string[last : match.start()])
            parts.extend(match.groups())
            last = match.end()
            if maxsplit and len(parts) // (self.groups + 1) >= maxsplit:
                break
        parts.append(string[last:])
        return parts

    def subn(self, repl, string, count=0):
        if callable(repl):
            replace = repl
        else:
            template = _template(self, repl)
            if all(isinstance(part, (str, bytes)) for part in template):
                text = repl[:0].join(template)
                replace = lambda match: text
            else:
                replace = lambda match: _expand(template, match)
        parts = []
        last = number = 0
        for match in self._all(string):
            parts.append(string[last : match.start()])
            text = replace(match)
            if text is not None and text:
                parts.append(text)
            last = match.end()
            number += 1
            if number == count:
                break
        parts.append(string[last:])
        return string[:0].join(parts), number

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return (self.pattern, self.flags) == (other.pattern, other.flags)

    def __hash__(self):
        return hash((self.pattern, self.flags))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return compile, (self.pattern, int(self.flags))

    def __repr__(self):
        flags = int(self.flags)
        if isinstance(self.pattern, str):
            flags &= ~32
        shown = repr(RegexFlag(flags)) if flags else ""
        return "re.compile(%.200r%s)" % (self.pattern, shown and ", " + shown)


_in_c(Pattern)

_cache = {}
_CACHE_SIZE = 512


def compile(pattern, flags=0):
    """The pattern object of a text."""
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    flags = int(flags)
    key = type(pattern), pattern, flags
    known = _cache.get(key)
    if known is not None:
        return known
    if not isinstance(pattern, (str, bytes)):
        raise TypeError("first argument must be string or compiled pattern")
    try:
        number, flags, groups, names, indexes = _compile_pattern(pattern, flags)
    except ValueError as refused:
        message, position = refused.args
        raise error(message, pattern, position) from None
    made = Pattern()
    made.pattern = pattern
    made.flags = flags
    made.groups = groups
    made.groupindex = dict(zip(names, indexes))
    made._number = number
    if len(_cache) >= _CACHE_SIZE:
        del _cache[next(iter(_cache))]
    _cache[key] = made
    return made


def _template(pattern, template):
    """The literal texts and group numbers of a replacement."""
    is_str = isinstance(template, str)
    text = template if is_str else template.decode("latin-1")
    parts = []
    literal = ""
    at = 0
    length = len(text)
    while at < length:
        character = text[at]
        if character != "\\":
            literal += character
            at += 1
            continue
        if at + 1 >= length:
            raise error("bad escape (end of pattern)", template, at)
        letter = text[at + 1]
        start = at
        at += 2
        group = None
        if letter == "g":
            if at >= length or text[at] != "<":
                raise error("missing <", template, at)
            end = text.find(">", at)
            if end < 0:
                raise error("missing >, unterminated name", template, at + 1)
            name = text[at + 1 : end]
            if not name:
                raise error("missing group name", template, at + 1)
            if name.isdecimal():
                group = int(name)
                if group > pattern.groups:
                    raise error("invalid group reference %d" % group, template, at + 1)
            elif not name.isidentifier():
                raise error("bad character in group name %r" % name, template, at + 1)
            elif name not in pattern.groupindex:
                raise IndexError("unknown group name %r" % name)
            else:
                group = pattern.groupindex[name]
            at = end + 1
        elif letter == "0" or letter in "123" and text[at : at + 2].isdigit() and _is_octal(text[at - 1 : at + 2]):
            digits = letter
            while at < length and len(digits) < 3 and text[at] in "01234567":
                digits += text[at]
                at += 1
            literal += chr(int(digits, 8))
            continue
        elif letter.isdigit():
            digits = letter
            if at < length and text[at].isdigit():
                digits += text[at]
                at += 1
            group = int(digits)
            if group > pattern.groups:
                raise error("invalid group reference %d" % group, template, start + 1)
        elif letter in _ESCAPES:
            literal += _ESCAPES[letter]
            continue
        elif letter.isascii() and letter.isalpha():
            raise error("bad escape \\%s" % letter, template, start)
        else:
            literal += "\\" + letter
            continue
        if literal:
            parts.append(literal if is_str else literal.encode("latin-1"))
            literal = ""
        parts.append(group)
    if literal:
        parts.append(literal if is_str else literal.encode("latin-1"))
    return parts


_ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\"}


def _is_octal(digits):
    return len(digits) == 3 and all(digit in "01234567" for digit in digits)


def _expand(template, match):
    empty = match.string[:0]
    parts = []
    for part in template:
        parts.append((match._group(part) or empty) if isinstance(part, int) else part)
    return empty.join(parts)


def match(pattern, string, flags=0):
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    return compile(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    return compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    return compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return compile(pattern, flags).finditer(string)


def purge():
    _cache.clear()


_SPECIAL = {ord(character): "\\" + character for character in "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    if isinstance(pattern, str):
        return pattern.translate(_SPECIAL)
    return str(pattern, "latin1").translate(_SPECIAL).encode("latin1")
`;
