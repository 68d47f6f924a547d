/** The library module _datetime_values, in Python. */
export const datetimeValuesSource = `"""Points in time: date, time and datetime."""

import time as _time

from datetime import _cannot_compare, _check_date, _check_time, _check_zone, _checked_offset, _clock_text
from datetime import _days_of, _delta, _formatted, _from_ordinal, _months, _offset_text, _ordinal, _per_day
from datetime import _per_second, _shown_class, _weekdays, timedelta, timezone, tzinfo

from _types import in_c as _in_c


def _needed(year, month, day):
    for place, (name, value) in enumerate((("year", year), ("month", month), ("day", day)), 1):
        if value is None:
            raise TypeError("function missing required argument '%s' (pos %d)" % (name, place))


def _clock_state(value):
    return bytes((value._hour, value._minute, value._second)) + value._microsecond.to_bytes(3, "big")


def _clock_of(state):
    return state[0], state[1], state[2], int.from_bytes(state[3:], "big")


class date:
    """A day."""

    __module__ = "datetime"
    __slots__ = "_year", "_month", "_day"

    def __new__(cls, year=None, month=None, day=None):
        if isinstance(year, bytes) and len(year) == 4 and month is None:
            year, month, day = year[0] << 8 | year[1], year[2], year[3]
        made = object.__new__(cls)
        _needed(year, month, day)
        made._year, made._month, made._day = _check_date(year, month, day)
        return made

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, timestamp, /):
        return cls(*_time.localtime(timestamp)[:3])

    @classmethod
    def fromordinal(cls, ordinal, /):
        if ordinal < 1:
            raise ValueError("ordinal must be >= 1")
        if ordinal > 3652059:
            raise ValueError("year is out of range")
        return cls(*_from_ordinal(ordinal))

    @classmethod
    def fromisoformat(cls, date_string, /):
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            return cls(*_read_date(date_string))
        except ValueError as error:
            if str(error):
                raise
        raise ValueError("Invalid isoformat string: %r" % date_string)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        if not 1 <= year <= 9999:
            raise ValueError("Year is out of range: %d" % year)
        first = _ordinal(year, 1, 1)
        # The first week is the one with a Thursday.
        monday = first - (first - 1) % 7
        if (first - 1) % 7 > 3:
            monday += 7
        long_year = (first - 1) % 7 == 3 or (first - 1) % 7 == 2 and _days_of(year, 2) == 29
        if not (1 <= week <= 52 or week == 53 and long_year):
            raise ValueError("Invalid week: %d" % week)
        if not 1 <= day <= 7:
            raise ValueError("Invalid day: %d (range is [1, 7])" % day)
        return cls(*_from_ordinal(monday + (week - 1) * 7 + day - 1))

    @property
    def year(self):
        return self._year

    @property
    def month(self):
        return self._month

    @property
    def day(self):
        return self._day

    def toordinal(self):
        return _ordinal(self._year, self._month, self._day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.weekday() + 1

    def isocalendar(self):
        thursday = self.toordinal() - self.weekday() + 3
        year = _from_ordinal(thursday)[0]
        return IsoCalendarDate((year, (thursday - _ordinal(year, 1, 1)) // 7 + 1, self.isoweekday()))

    def isoformat(self):
        return "%04d-%02d-%02d" % (self._year, self._month, self._day)

    def ctime(self):
        return self._ctime(0, 0, 0)

    def _ctime(self, hour, minute, second):
        names = _weekdays[self.weekday()], _months[self._month]
        return "%s %s %2d %02d:%02d:%02d %04d" % (*names, self._day, hour, minute, second, self._year)

    def timetuple(self):
        return self._timetuple(0, 0, 0, -1)

    def _timetuple(self, hour, minute, second, dst):
        day = self.toordinal() - _ordinal(self._year, 1, 1) + 1
        fields = self._year, self._month, self._day, hour, minute, second, self.weekday(), day, dst
        return _time.struct_time(fields)

    def strftime(self, format, /):
        return _formatted(self, format, self.timetuple())

    def __format__(self, format, /):
        if not isinstance(format, str):
            raise TypeError("must be str, not " + type(format).__name__)
        return self.strftime(format) if format else str(self)

    def replace(self, year=None, month=None, day=None):
        given = (self._year, self._month, self._day)
        return type(self)(*[old if new is None else new for old, new in zip(given, (year, month, day))])

    def __repr__(self):
        return "%s(%d, %d, %d)" % (_shown_class(self), self._year, self._month, self._day)

    def __str__(self):
        return self.isoformat()

    def _key(self):
        return self._year, self._month, self._day

    def _other_key(self, other):
        """The other's key, or None for what is no plain date."""
        return other._key() if isinstance(other, date) and not isinstance(other, datetime) else None

    def __eq__(self, other):
        key = self._other_key(other)
        return NotImplemented if key is None else self._key() == key

    def _ordered(self, other, test):
        key = self._other_key(other)
        if key is not None:
            return test(self._key(), key)
        if isinstance(other, date):
            raise _cannot_compare(self, other)
        return NotImplemented

    def __lt__(self, other):
        return self._ordered(other, lambda a, b: a < b)

    def __le__(self, other):
        return self._ordered(other, lambda a, b: a <= b)

    def __gt__(self, other):
        return self._ordered(other, lambda a, b: a > b)

    def __ge__(self, other):
        return self._ordered(other, lambda a, b: a >= b)

    def __hash__(self):
        return hash(self._key())

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self._moved(other.days)

    __radd__ = __add__

    def _moved(self, days):
        ordinal = self.toordinal() + days
        if not 1 <= ordinal <= 3652059:
            raise OverflowError("date value out of range")
        return type(self).fromordinal(ordinal)

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self._moved(-other.days)
        if isinstance(other, date) and not isinstance(other, datetime):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def _state(self):
        return bytes((self._year >> 8, self._year & 255, self._month, self._day))

    def __reduce__(self):
        return self.__class__, (self._state(),)


class IsoCalendarDate(tuple):
    """Year, week and weekday."""

    __module__ = "datetime"
    __slots__ = ()

    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return "datetime.IsoCalendarDate(year=%d, week=%d, weekday=%d)" % self

    def __reduce__(self):
        return tuple, (tuple(self),)


class time:
    """A time of day."""

    __module__ = "datetime"
    __slots__ = "_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold"

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if isinstance(hour, bytes) and len(hour) == 6:
            tzinfo = minute or None
            hour, minute, second, microsecond = _clock_of(hour)
        made = object.__new__(cls)
        made._hour, made._minute, made._second, made._microsecond = _check_time(hour, minute, second, microsecond, fold)
        _check_zone(tzinfo)
        made._tzinfo, made._fold = tzinfo, fold
        return made

    @classmethod
    def fromisoformat(cls, time_string, /):
        if not isinstance(time_string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            return cls(*_read_time(time_string.removeprefix("T")))
        except ValueError as error:
            if str(error):
                raise
        raise ValueError("Invalid isoformat string: %r" % time_string)

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    def utcoffset(self):
        return None if self._tzinfo is None else _checked_offset("utcoffset", self._tzinfo.utcoffset(None))

    def dst(self):
        return None if self._tzinfo is None else _checked_offset("dst", self._tzinfo.dst(None))

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def isoformat(self, timespec="auto"):
        text = _clock_text(self._hour, self._minute, self._second, self._microsecond, timespec)
        offset = self.utcoffset()
        return text if offset is None else text + _offset_text(offset)

    __str__ = isoformat

    def strftime(self, format, /):
        return _formatted(self, format, (1900, 1, 1, self._hour, self._minute, self._second, 0, 1, -1))

    __format__ = date.__format__

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        old = self._hour, self._minute, self._second, self._microsecond
        fields = [a if b is None else b for a, b in zip(old, (hour, minute, second, microsecond))]
        zone = self._tzinfo if tzinfo is True else tzinfo
        return type(self)(*fields, zone, fold=self._fold if fold is None else fold)

    def __repr__(self):
        return "%s(%s)" % (_shown_class(self), ", ".join(_clock_fields(self, 2)))

    def _key(self):
        offset = self.utcoffset()
        clock = ((self._hour * 60 + self._minute) * 60 + self._second) * _per_second + self._microsecond
        return offset is None, clock if offset is None else clock - offset._total()

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, time) else NotImplemented

    def _ordered(self, other, test):
        if not isinstance(other, time):
            return NotImplemented
        mine, theirs = self._key(), other._key()
        if mine[0] != theirs[0]:
            raise TypeError("can't compare offset-naive and offset-aware times")
        return test(mine, theirs)

    __lt__, __le__, __gt__, __ge__ = date.__lt__, date.__le__, date.__gt__, date.__ge__

    def __hash__(self):
        return hash(self._key())

    def __reduce__(self):
        state = _clock_state(self)
        return self.__class__, (state,) if self._tzinfo is None else (state, self._tzinfo)


def _clock_fields(value, least):
    fields = [value._hour, value._minute, value._second, value._microsecond]
    while len(fields) > least and not fields[-1]:
        fields.pop()
    shown = list(map(str, fields))
    if value._tzinfo is not None:
        shown.append("tzinfo=%r" % (value._tzinfo,))
    if value._fold:
        shown.append("fold=1")
    return shown


class datetime(date):
    """A day and a time."""

    __module__ = "datetime"
    __slots__ = "_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold"

    def __new__(
        cls, year=None, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0
    ):
        if isinstance(year, bytes) and len(year) == 10:
            state, tzinfo = year, month
            year, month, day = state[0] << 8 | state[1], state[2], state[3]
            hour, minute, second, microsecond = _clock_of(state[4:])
        made = object.__new__(cls)
        _needed(year, month, day)
        made._year, made._month, made._day = _check_date(year, month, day)
        made._hour, made._minute, made._second, made._microsecond = _check_time(hour, minute, second, microsecond, fold)
        _check_zone(tzinfo)
        made._tzinfo, made._fold = tzinfo, fold
        return made

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.utcfromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        _check_zone(tz)
        if tz is not None:
            return tz.fromutc(_from_seconds(cls, timestamp, _time.gmtime).replace(tzinfo=tz))
        return _from_seconds(cls, timestamp, _time.localtime)

    @classmethod
    def utcfromtimestamp(cls, timestamp, /):
        return _from_seconds(cls, timestamp, _time.gmtime)

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        zone = time.tzinfo if tzinfo is True else tzinfo
        clock = time.hour, time.minute, time.second, time.microsecond
        return cls(date.year, date.month, date.day, *clock, zone, fold=time.fold)

    @classmethod
    def fromisoformat(cls, date_string, /):
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        length = 10 if date_string[4:5] == "-" and date_string[5:6] != "W" else 8
        try:
            day, clock = _read_date(date_string[:length]), date_string[length + 1 :]
            if clock or len(date_string) == length:
                return cls(*day, *(_read_time(clock) if clock else ()))
        except ValueError as error:
            if str(error):
                raise
        raise ValueError("Invalid isoformat string: %r" % date_string)

    @classmethod
    def strptime(cls, date_string, format, /):
        from _strptime import parsed

        year, month, day, hour, minute, second, micro, offset, name = parsed(date_string, format)
        zone = None
        if offset is not None:
            zone = timezone(_delta(offset * _per_second), name) if name else timezone(_delta(offset * _per_second))
        return cls(year, month, day, hour, minute, second, micro, zone)

    def date(self):
        return date(self._year, self._month, self._day)

    def time(self):
        return time(self._hour, self._minute, self._second, self._microsecond, fold=self._fold)

    def timetz(self):
        return self.time().replace(tzinfo=self._tzinfo)

    def timetuple(self):
        shift = self.dst()
        return self._timetuple(self._hour, self._minute, self._second, -1 if shift is None else int(bool(shift)))

    def utctimetuple(self):
        offset = self.utcoffset()
        moved = self - offset if offset else self
        return moved._timetuple(moved._hour, moved._minute, moved._second, 0)

    def timestamp(self):
        if self._tzinfo is not None:
            return (self - datetime(1970, 1, 1, tzinfo=timezone.utc)).total_seconds()
        return _time.mktime(self.timetuple()) + self._microsecond / 1e6

    def ctime(self):
        return self._ctime(self._hour, self._minute, self._second)

    def isoformat(self, sep="T", timespec="auto"):
        text = date.isoformat(self) + sep
        text += _clock_text(self._hour, self._minute, self._second, self._microsecond, timespec)
        offset = self.utcoffset()
        return text if offset is None else text + _offset_text(offset)

    def __str__(self):
        return self.isoformat(" ")

    def __repr__(self):
        fields = ["%d" % self._year, "%d" % self._month, "%d" % self._day]
        return "%s(%s)" % (_shown_class(self), ", ".join(fields + _clock_fields(self, 2)))

    def utcoffset(self):
        return None if self._tzinfo is None else _checked_offset("utcoffset", self._tzinfo.utcoffset(self))

    def dst(self):
        return None if self._tzinfo is None else _checked_offset("dst", self._tzinfo.dst(self))

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def replace(
        self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True,
        *, fold=None
    ):
        old = self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond
        new = year, month, day, hour, minute, second, microsecond
        fields = [a if b is None else b for a, b in zip(old, new)]
        zone = self._tzinfo if tzinfo is True else tzinfo
        return type(self)(*fields, zone, fold=self._fold if fold is None else fold)

    def astimezone(self, tz=None):
        if tz is None:
            tz = timezone(_delta(-_time.timezone * _per_second))
        elif not isinstance(tz, tzinfo_class):
            raise TypeError("tz argument must be an instance of tzinfo")
        if tz is self._tzinfo:
            return self
        offset = self.utcoffset()
        if offset is None:
            offset = _delta(-_time.timezone * _per_second)
        return tz.fromutc((self - offset).replace(tzinfo=tz))

    def _total(self):
        clock = (self._hour * 60 + self._minute) * 60 + self._second
        return (self.toordinal() * _per_day + clock) * _per_second + self._microsecond

    def _key(self):
        offset = None if self._tzinfo is None else self.utcoffset()
        return offset is None, self._total() if offset is None else self._total() - offset._total()

    def _other_key(self, other):
        return other._key() if isinstance(other, datetime) else None

    def _ordered(self, other, test):
        if isinstance(other, datetime):
            mine, theirs = self._key(), other._key()
            if mine[0] != theirs[0]:
                raise TypeError("can't compare offset-naive and offset-aware datetimes")
            return test(mine, theirs)
        if isinstance(other, date):
            raise _cannot_compare(self, other)
        return NotImplemented

    def __eq__(self, other):
        key = self._other_key(other)
        return NotImplemented if key is None else self._key() == key

    def __hash__(self):
        return hash(self._key())

    def _after(self, total):
        days, rest = divmod(total, _per_day * _per_second)
        if not 1 <= days <= 3652059:
            raise OverflowError("date value out of range")
        seconds, micro = divmod(rest, _per_second)
        minutes, second = divmod(seconds, 60)
        return type(self)(*_from_ordinal(days), minutes // 60, minutes % 60, second, micro, self._tzinfo)

    def __add__(self, other):
        return self._after(self._total() + other._total()) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self._after(self._total() - other._total())
        if not isinstance(other, datetime):
            return NotImplemented
        mine, theirs = self.utcoffset(), other.utcoffset()
        if (mine is None) != (theirs is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        if mine is None or self._tzinfo is other._tzinfo:
            return _delta(self._total() - other._total())
        return _delta(self._key()[1] - other._key()[1])

    def __reduce__(self):
        state = self._state() + _clock_state(self)
        return self.__class__, (state,) if self._tzinfo is None else (state, self._tzinfo)


tzinfo_class = tzinfo


def _from_seconds(cls, timestamp, split):
    whole = int(timestamp // 1)
    micro = round((timestamp - whole) * 1e6)
    if micro >= _per_second:
        whole, micro = whole + 1, micro - _per_second
    fields = split(whole)
    return cls(*fields[:5], min(fields[5], 59), micro)


def _number(text):
    if not (text.isascii() and text.isdigit()):
        raise ValueError
    return int(text)


def _read_date(text):
    if len(text) == 8 and text.isdigit():
        return _number(text[:4]), _number(text[4:6]), _number(text[6:])
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        raise ValueError
    return _number(text[:4]), _number(text[5:7]), _number(text[8:])


def _read_clock(text):
    clock, point, fraction = text.replace(",", ".").partition(".")
    parts = clock.split(":") if ":" in clock else [clock[k : k + 2] for k in range(0, len(clock), 2)]
    if not 1 <= len(parts) <= 3 or any(len(part) != 2 for part in parts) or point and (len(parts) < 3 or not fraction):
        raise ValueError
    numbers = [_number(part) for part in parts] + [0] * (3 - len(parts))
    return numbers + [_number(fraction[:6].ljust(6, "0")) if point else 0]


def _read_time(text):
    """The arguments of time() for an ISO text."""
    zone = None
    if text.endswith("Z"):
        text, zone = text[:-1], timezone.utc
    else:
        at = max(text.find("+"), text.find("-"))
        if at >= 0:
            hour, minute, second, micro = _read_clock(text[at + 1 :])
            offset = timedelta(hours=hour, minutes=minute, seconds=second, microseconds=micro)
            zone = timezone(-offset if text[at] == "-" else offset)
            text = text[:at]
    return (*_read_clock(text), zone)


date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(1)
time.min, time.max, time.resolution = time(), time(23, 59, 59, 999999), timedelta(microseconds=1)
datetime.min, datetime.max = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)
for _class in (date, IsoCalendarDate, time, datetime):
    _in_c(_class)
`;
