/** The library module string, in Python. */
export const stringSource = String.raw`"""Character classes, Template and Formatter."""

__all__ = [
    "ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits",
    "printable", "punctuation", "whitespace", "Formatter", "Template",
]

octdigits, digits = "01234567", "0123456789"
hexdigits = digits + "abcdefABCDEF"
ascii_lowercase = "".join(map(chr, range(ord("a"), ord("z") + 1)))
ascii_uppercase = ascii_lowercase.upper()
ascii_letters, whitespace = ascii_lowercase + ascii_uppercase, " \t\n\r\v\f"
punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_" + chr(96) + "{|}~"
printable = "".join((digits, ascii_letters, punctuation, whitespace))


def capwords(s, sep=None):
    """Capitalises every word."""
    return (sep or " ").join(word.capitalize() for word in s.split(sep))


class Template:
    """Text with $name and {name} in braces behind a dollar sign."""

    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _parts(self):
        """(text, name or None, position): literal text, or the text of a placeholder with its name; name '' is an error."""
        text = self.template
        at = 0
        while at < len(text):
            start = text.find(self.delimiter, at)
            if start < 0:
                yield text[at:], None, at
                return
            if start > at:
                yield text[at:start], None, at
            after = start + len(self.delimiter)
            if text.startswith(self.delimiter, after):
                yield self.delimiter, None, start
                at = after + len(self.delimiter)
                continue
            braced = text[after : after + 1] == "{"
            begin = after + braced
            end = begin
            while end < len(text) and text[end].isascii() and (text[end].isalnum() or text[end] == "_"):
                end += 1
            name = text[begin:end]
            closed = not braced or text[end : end + 1] == "}"
            if not name or name[0].isdigit() or not closed:
                yield self.delimiter, "", start
                at = after
                continue
            at = end + braced
            yield text[start:at], name, start

    def _invalid(self, position):
        lines = self.template[:position].splitlines(keepends=True)
        if not lines:
            column, line = 1, 1
        else:
            column = position - len("".join(lines[:-1])) + 1
            line = len(lines)
        raise ValueError("Invalid placeholder in string: line %d, col %d" % (line, column))

    def substitute(self, mapping={}, /, **kws):
        result = []
        for text, name, position in self._parts():
            if name == "":
                self._invalid(position)
            if name is None:
                result.append(text)
            else:
                result.append(str(kws[name] if name in kws else mapping[name]))
        return "".join(result)

    def safe_substitute(self, mapping={}, /, **kws):
        result = []
        for text, name, position in self._parts():
            if not name:
                result.append(text)
            elif name in kws:
                result.append(str(kws[name]))
            else:
                try:
                    result.append(str(mapping[name]))
                except KeyError:
                    result.append(text)
        return "".join(result)

    def get_identifiers(self):
        return list(dict.fromkeys(name for text, name, position in self._parts() if name))

    def is_valid(self):
        return all(name != "" for text, name, position in self._parts())


class Formatter:
    """str.format as an object."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)
`;
