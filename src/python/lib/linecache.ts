/** The library module linecache, in Python. */
export const linecacheSource = `"""Lines of the program's sources."""

from _sources import line as _line

cache = {}


def getline(filename, lineno, module_globals=None):
    """The line with its newline, or ''."""
    return _line(filename, lineno)


def getlines(filename, module_globals=None):
    lines = []
    while True:
        text = _line(filename, len(lines) + 1)
        if not text:
            return lines
        lines.append(text)


def checkcache(filename=None):
    """Sources do not change while a program runs."""


def clearcache():
    cache.clear()
`;
