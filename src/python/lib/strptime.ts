/** The library module _strptime, in Python. */
export const strptimeSource = `"""Reading dates by a format."""

import re as _re

_month_names = "january february march april may june july august september october november december".split()
_day_names = "monday tuesday wednesday thursday friday saturday sunday".split()


def _any_of(names):
    return "|".join(sorted(names, key=len, reverse=True))


_patterns = {
    "Y": r"(?P<Y>\\d{4})", "y": r"(?P<y>\\d{2})", "m": r"(?P<m>1[0-2]|0[1-9]|[1-9])",
    "d": r"(?P<d>3[01]|[12]\\d|0[1-9]|[1-9]| [1-9])", "H": r"(?P<H>2[0-3]|[01]\\d|\\d)", "I": r"(?P<I>1[0-2]|0[1-9]|[1-9])",
    "M": r"(?P<M>[0-5]\\d|\\d)", "S": r"(?P<S>6[01]|[0-5]\\d|\\d)", "f": r"(?P<f>\\d{1,6})",
    "j": r"(?P<j>36[0-6]|3[0-5]\\d|[12]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9])", "p": "(?P<p>am|pm)",
    "z": r"(?P<z>[+-]\\d\\d:?[0-5]\\d(?::?[0-5]\\d(?:\\.\\d{1,6})?)?|Z)", "Z": "(?P<Z>utc|gmt)",
    "B": "(?P<B>%s)" % _any_of(_month_names), "b": "(?P<b>%s)" % _any_of(name[:3] for name in _month_names),
    "A": "(?P<A>%s)" % _any_of(_day_names), "a": "(?P<a>%s)" % _any_of(name[:3] for name in _day_names),
    "w": "(?P<w>[0-6])", "%": "%",
}
_wholes = {"c": "%a %b %d %H:%M:%S %Y", "x": "%m/%d/%y", "X": "%H:%M:%S", "D": "%m/%d/%y", "T": "%H:%M:%S", "R": "%H:%M", "F": "%Y-%m-%d"}


def _pattern(format):
    out = []
    at = 0
    for code in ("c", "x", "X"):
        format = format.replace("%" + code, _wholes[code])
    while at < len(format):
        letter = format[at]
        at += 1
        if letter.isspace():
            if not out or out[-1] != r"\\s+":
                out.append(r"\\s+")
        elif letter != "%":
            out.append(_re.escape(letter))
        elif at == len(format):
            raise ValueError("stray %% in format '%s'" % format)
        else:
            code = format[at]
            at += 1
            if code not in _patterns:
                raise ValueError("'%s' is a bad directive in format '%s'" % (code, format))
            out.append(_patterns[code])
    return "".join(out)


def _offset(text):
    """Seconds east of UTC."""
    if text == "Z":
        return 0
    digits = text[1:].replace(":", "")
    seconds = int(digits[:2]) * 3600 + int(digits[2:4]) * 60 + int(digits[4:6] or 0)
    return -seconds if text[0] == "-" else seconds


def parsed(text, format):
    """year, month, day, hour, minute, second, microsecond, offset from UTC and name of the zone."""
    found = _re.match(_pattern(format), text, _re.IGNORECASE)
    if found is None:
        raise ValueError("time data %r does not match format %r" % (text, format))
    if found.end() != len(text):
        raise ValueError("unconverted data remains: %s" % text[found.end() :])
    fields = found.groupdict()
    number = lambda code, default: int(fields[code]) if fields.get(code) else default
    year = number("Y", 1900)
    if fields.get("y"):
        year = number("y", 0)
        year += 1900 if year > 68 else 2000
    month = number("m", 1)
    for code in "Bb":
        if fields.get(code):
            month = [name[: len(fields[code])] for name in _month_names].index(fields[code].lower()) + 1
    hour = number("H", 0)
    if fields.get("I"):
        hour = number("I", 0) % 12 + (12 if (fields.get("p") or "").lower() == "pm" else 0)
    micro = int(fields["f"].ljust(6, "0")) if fields.get("f") else 0
    day = number("d", 1)
    if fields.get("j"):
        from datetime import date

        made = date.fromordinal(date(year, 1, 1).toordinal() + number("j", 1) - 1)
        month, day = made.month, made.day
    zone = fields.get("z")
    name = fields.get("Z")
    return year, month, day, hour, number("M", 0), number("S", 0), micro, _offset(zone) if zone else None, name
`;
