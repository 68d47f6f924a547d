/** The library module datetime, in Python. */
export const datetimeSource = `"""Dates and times, on the calendar that has always been Gregorian."""

import time as _time
from operator import index as _index

from _types import in_c as _in_c

__all__ = ["date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC"]

MINYEAR, MAXYEAR = 1, 9999
_days_before = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_months = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_weekdays = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_per_second, _per_day = 1000000, 86400


def _leap(year):
    return not year % 4 and (year % 100 != 0 or not year % 400)


def _days_of(year, month):
    if month == 2:
        return 29 if _leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _ordinal(year, month, day):
    """Days since the one before the first of January of year 1."""
    past = year - 1
    inside = _days_before[month] + day + (month > 2 and _leap(year))
    return past * 365 + past // 4 - past // 100 + past // 400 + inside


def _from_ordinal(number):
    number -= 1
    # Whole spans of 400, 100, 4 and 1 years; the last of each kind is a day longer.
    spans, number = divmod(number, 146097)
    centuries = min(number // 36524, 3)
    number -= centuries * 36524
    fours, number = divmod(number, 1461)
    ones = min(number // 365, 3)
    number -= ones * 365
    year = spans * 400 + centuries * 100 + fours * 4 + ones + 1
    month = 1
    while number >= _days_of(year, month):
        number -= _days_of(year, month)
        month += 1
    return year, month, number + 1


def _whole(value):
    if isinstance(value, float):
        raise TypeError("'float' object cannot be interpreted as an integer")
    return _index(value)


def _check_date(year, month, day):
    year, month, day = _whole(year), _whole(month), _whole(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError("year %d is out of range" % year)
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _days_of(year, month):
        raise ValueError("day is out of range for month")
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold):
    hour, minute, second, microsecond = _whole(hour), _whole(minute), _whole(second), _whole(microsecond)
    if not 0 <= hour < 24:
        raise ValueError("hour must be in 0..23")
    if not 0 <= minute < 60:
        raise ValueError("minute must be in 0..59")
    if not 0 <= second < 60:
        raise ValueError("second must be in 0..59")
    if not 0 <= microsecond < _per_second:
        raise ValueError("microsecond must be in 0..999999")
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1")
    return hour, minute, second, microsecond


def _check_zone(zone):
    if zone is not None and not isinstance(zone, tzinfo):
        raise TypeError("tzinfo argument must be None or of a tzinfo subclass, not type '%s'" % type(zone).__name__)


def _cannot_compare(one, other):
    return TypeError("can't compare %s to %s" % (_full_name(one), _full_name(other)))


def _full_name(value):
    cls = type(value)
    if cls.__module__ == "datetime" and cls in (date, datetime, time, timedelta, timezone):
        return "datetime." + cls.__name__
    return cls.__name__


def _offset_text(delta, colon=":"):
    """+HH:MM[:SS[.ffffff]]"""
    sign, delta = ("-", -delta) if delta.days < 0 else ("+", delta)
    minutes, seconds = divmod(delta.seconds, 60)
    text = "%s%02d%s%02d" % (sign, minutes // 60, colon, minutes % 60)
    if seconds or delta.microseconds:
        text += "%s%02d" % (colon, seconds)
        if delta.microseconds:
            text += ".%06d" % delta.microseconds
    return text


def _checked_offset(name, offset):
    if offset is None:
        return None
    if not isinstance(offset, timedelta):
        raise TypeError("tzinfo.%s() must return None or a timedelta, not '%s'" % (name, type(offset).__name__))
    if not -timedelta(1) < offset < timedelta(1):
        raise ValueError(
            "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24)."
        )
    return offset


_times = ("auto", "hours", "minutes", "seconds", "milliseconds", "microseconds")


def _clock_text(hour, minute, second, microsecond, timespec):
    if timespec not in _times:
        raise ValueError("Unknown timespec value")
    if timespec == "auto":
        timespec = "microseconds" if microsecond else "seconds"
    parts = ("%02d" % hour, ":%02d" % minute, ":%02d" % second)
    text = "".join(parts[: min(_times.index(timespec), 3)])
    if timespec == "milliseconds":
        text += ".%03d" % (microsecond // 1000)
    elif timespec == "microseconds":
        text += ".%06d" % microsecond
    return text


def _formatted(value, format, timetuple):
    """strftime, with what only these classes know of filled in before."""
    out = []
    at = 0
    while at < len(format):
        letter = format[at]
        at += 1
        if letter != "%" or at == len(format):
            out.append(letter)
            continue
        code = format[at]
        at += 1
        if code == "f":
            out.append("%06d" % getattr(value, "microsecond", 0))
        elif code == "z":
            offset = value.utcoffset() if hasattr(value, "utcoffset") else None
            out.append("" if offset is None else _offset_text(offset, ""))
        elif code == "Z":
            name = value.tzname() if hasattr(value, "tzname") else None
            out.append("" if name is None else name.replace("%", "%%"))
        else:
            out.append("%" + code)
    return _time.strftime("".join(out), timetuple)


class timedelta:
    """A span of time: days, seconds and microseconds."""

    __slots__ = "_days", "_seconds", "_microseconds"

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        total = 0
        rest = 0.0
        given = (
            ("days", days, 86400000000), ("seconds", seconds, 1000000), ("microseconds", microseconds, 1),
            ("milliseconds", milliseconds, 1000), ("minutes", minutes, 60000000), ("hours", hours, 3600000000),
            ("weeks", weeks, 604800000000),
        )
        for name, amount, unit in given:
            if isinstance(amount, int):
                total += amount * unit
            elif isinstance(amount, float):
                whole = int(amount)
                total += whole * unit
                part = (amount - whole) * unit
                total += int(part)
                rest += part - int(part)
            else:
                raise TypeError(
                    "unsupported type for timedelta %s component: %s" % (name, type(amount).__name__)
                )
        return _delta(total + _rounded(total, rest), cls)

    @property
    def days(self):
        return self._days

    @property
    def seconds(self):
        return self._seconds

    @property
    def microseconds(self):
        return self._microseconds

    def _total(self):
        return (self._days * _per_day + self._seconds) * _per_second + self._microseconds

    def total_seconds(self):
        return self._total() / _per_second

    def __repr__(self):
        parts = []
        for name, value in (("days", self._days), ("seconds", self._seconds), ("microseconds", self._microseconds)):
            if value:
                parts.append("%s=%d" % (name, value))
        return "%s(%s)" % (_shown_class(self), ", ".join(parts) or "0")

    def __str__(self):
        minutes, seconds = divmod(self._seconds, 60)
        text = "%d:%02d:%02d" % (minutes // 60, minutes % 60, seconds)
        if self._microseconds:
            text += ".%06d" % self._microseconds
        if self._days:
            text = "%d day%s, %s" % (self._days, "" if abs(self._days) == 1 else "s", text)
        return text

    def __add__(self, other):
        return _delta(self._total() + other._total()) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return _delta(self._total() - other._total()) if isinstance(other, timedelta) else NotImplemented

    def __rsub__(self, other):
        return _delta(other._total() - self._total()) if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return _delta(-self._total())

    def __pos__(self):
        return _delta(self._total())

    def __abs__(self):
        return _delta(abs(self._total()))

    def __mul__(self, other):
        if isinstance(other, int):
            return _delta(self._total() * other)
        if isinstance(other, float):
            return _delta(_quotient(self._total() * other.as_integer_ratio()[0], other.as_integer_ratio()[1]))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._total() // other._total()
        return _delta(self._total() // other) if isinstance(other, int) else NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._total() / other._total()
        if isinstance(other, int):
            return _delta(_quotient(self._total(), other))
        if isinstance(other, float):
            top, bottom = other.as_integer_ratio()
            return _delta(_quotient(self._total() * bottom, top))
        return NotImplemented

    def __mod__(self, other):
        return _delta(self._total() % other._total()) if isinstance(other, timedelta) else NotImplemented

    def __divmod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        whole, rest = divmod(self._total(), other._total())
        return whole, _delta(rest)

    def __eq__(self, other):
        return self._total() == other._total() if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._total() < other._total() if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._total() <= other._total() if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._total() > other._total() if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._total() >= other._total() if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash((self._days, self._seconds, self._microseconds))

    def __bool__(self):
        return self._total() != 0

    def __reduce__(self):
        return self.__class__, (self._days, self._seconds, self._microseconds)


def _shown_class(value):
    cls = type(value)
    return cls.__module__ + "." + cls.__qualname__ if cls.__module__ == "datetime" else cls.__qualname__


def _rounded(total, rest):
    """Half a microsecond goes to the even side of the whole."""
    floor = int(rest // 1)
    part = rest - floor
    return floor + (part > 0.5 or part == 0.5 and (total + floor) % 2)


def _quotient(top, bottom):
    if bottom < 0:
        top, bottom = -top, -bottom
    whole, rest = divmod(top, bottom)
    if 2 * rest > bottom or 2 * rest == bottom and whole % 2:
        whole += 1
    return whole


def _delta(total, cls=None):
    made = object.__new__(timedelta if cls is None else cls)
    seconds, made._microseconds = divmod(total, _per_second)
    made._days, made._seconds = divmod(seconds, _per_day)
    if abs(made._days) > 999999999:
        raise OverflowError("days=%d; must have magnitude <= 999999999" % made._days)
    return made


timedelta.min = _delta(-999999999 * _per_day * _per_second)
timedelta.max = _delta(1000000000 * _per_day * _per_second - 1)
timedelta.resolution = _delta(1)


class tzinfo:
    """What a time zone has to answer."""

    __slots__ = ()

    def tzname(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def utcoffset(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt):
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        offset, shift = dt.utcoffset(), dt.dst()
        if offset is None:
            raise ValueError("fromutc: non-None utcoffset() result required")
        if shift is None:
            raise ValueError("fromutc: non-None dst() result required")
        standard = offset - shift
        if standard:
            dt += standard
            shift = dt.dst()
            if shift is None:
                raise ValueError("fromutc: tz.dst() gave inconsistent results; cannot convert")
        return dt + shift

    def __reduce__(self):
        arguments = getattr(self, "__getinitargs__", tuple)()
        return self.__class__, arguments, getattr(self, "__dict__", None) or None


class timezone(tzinfo):
    """A fixed distance from UTC."""

    __slots__ = "_offset", "_name"

    def __new__(cls, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError(
                "timezone() argument 1 must be datetime.timedelta, not %s" % type(offset).__name__
            )
        if name is not None and not isinstance(name, str):
            raise TypeError("timezone() argument 2 must be str, not %s" % type(name).__name__)
        if name is None and not offset:
            return cls.utc
        if not -timedelta(1) < offset < timedelta(1):
            raise ValueError(
                "offset must be a timedelta strictly between -timedelta(hours=24) and "
                "timedelta(hours=24), not %r." % (offset,)
            )
        return _zone(cls, offset, name)

    def __getinitargs__(self):
        return (self._offset,) if self._name is None else (self._offset, self._name)

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        return "%s(%s)" % (_shown_class(self), ", ".join(map(repr, self.__getinitargs__())))

    def __str__(self):
        return self.tzname(None)

    def _only_for(self, name, dt):
        if dt is not None and not isinstance(dt, datetime):
            raise TypeError("%s(dt) argument must be a datetime instance or None, not %s" % (name, type(dt).__name__))

    def utcoffset(self, dt):
        self._only_for("utcoffset", dt)
        return self._offset

    def tzname(self, dt):
        self._only_for("tzname", dt)
        if self._name is not None:
            return self._name
        return "UTC" + _offset_text(self._offset) if self._offset else "UTC"

    def dst(self, dt):
        self._only_for("dst", dt)
        return None

    def fromutc(self, dt):
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime instance")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        return dt + self._offset


def _zone(cls, offset, name=None):
    made = object.__new__(cls)
    made._offset, made._name = offset, name
    return made


timezone.utc = UTC = _zone(timezone, timedelta(0))
timezone.min = _zone(timezone, -timedelta(hours=23, minutes=59))
timezone.max = _zone(timezone, timedelta(hours=23, minutes=59))

from _datetime_values import date, datetime, time

for _class in (timedelta, tzinfo, timezone):
    _in_c(_class)
del _class
`;
