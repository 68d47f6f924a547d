"""datetime: what its values print, compare, add up to and refuse."""
import datetime as dt
from datetime import date, datetime, time, timedelta, timezone, tzinfo


def t(f):
    try:
        result = f()
        print("ok", repr(result), result)
    except Exception as e:
        print(type(e).__name__, e)


class Zone(tzinfo):
    def utcoffset(self, dt):
        return timedelta(hours=2)

    def dst(self, dt):
        return timedelta(hours=1)

    def tzname(self, dt):
        return "Zone"

    def __repr__(self):
        return "Zone()"


zone = timezone(timedelta(hours=-3, minutes=-30), "Here")
deltas = [timedelta(), timedelta(1, 2, 3), timedelta(-1, 5), timedelta(hours=1.5), timedelta(microseconds=-1),
          timedelta(weeks=2, milliseconds=7), timedelta.max, timedelta.min, timedelta.resolution]
dates = [date(1, 1, 1), date(2000, 2, 29), date(2023, 12, 31), date(2024, 1, 1), date.max]
times = [time(), time(1, 2, 3), time(23, 59, 59, 999999), time(12, tzinfo=timezone.utc), time(12, tzinfo=zone), time(5, fold=1)]
moments = [datetime(1, 1, 1), datetime(2000, 2, 29, 12, 30), datetime(2024, 3, 10, 1, 2, 3, 4), datetime.max,
           datetime(2020, 1, 1, tzinfo=timezone.utc), datetime(2020, 1, 1, 5, tzinfo=zone), datetime(2020, 6, 1, tzinfo=Zone())]
for value in deltas + dates + times + moments:
    print(value, repr(value), type(value).__name__)
for a in deltas[:6]:
    print(a.total_seconds(), a.days, a.seconds, a.microseconds, bool(a))
    for g in (lambda: -a, lambda: abs(a), lambda: a * 2.5, lambda: a / 7, lambda: a // 3, lambda: divmod(a, timedelta(hours=7)),
              lambda: a / timedelta(minutes=7), lambda: a + 1, lambda: a < 1, lambda: a == 1, lambda: a // 0):
        t(g)
for a in dates + moments:
    for b in (deltas[1], deltas[2], dates[2], moments[2], moments[4], 5):
        t(lambda: a + b)
        t(lambda: a - b)
        t(lambda: a < b)
        t(lambda: a == b)
for a in dates + moments:
    for g in (a.isocalendar, a.weekday, a.isoweekday, a.isoformat, a.ctime, a.toordinal, a.__reduce__, lambda: tuple(a.timetuple()),
              lambda: a.strftime("%Y-%m-%d %a %j %%"), lambda: a.replace(day=1), lambda: a.replace(month=13), lambda: f"{a:%d.%m.}|{a}"):
        t(g)
for a in times + moments:
    for g in (lambda: a.isoformat("minutes") if isinstance(a, time) else a.isoformat(" ", "milliseconds"), a.utcoffset, a.tzname, a.dst,
              lambda: a.strftime("%H:%M:%S.%f %z %Z"), lambda: a.replace(hour=7, tzinfo=None), lambda: a.nope):
        t(g)
for a in moments[1:]:
    for g in (a.date, a.time, a.timetz, lambda: a.astimezone(timezone.utc) if a.tzinfo else None, lambda: a.astimezone(zone) if a.tzinfo else None):
        t(g)
for text in ("2020-01-02", "2020-01-02T03:04", "2020-01-02 03:04:05.123", "2020-01-02T03:04:05+01:30", "20200102", "2020-13-01", "x", "2020-01-02T03:04:05Z"):
    t(lambda: datetime.fromisoformat(text))
    t(lambda: date.fromisoformat(text))
for text, form in (("2020-01-02", "%Y-%m-%d"), ("2020-01-02 x", "%Y-%m-%d"), ("5 Mar 1999 01:02 PM", "%d %b %Y %I:%M %p"), ("2020", "%Y-%m"),
                   ("2020-01-01 +0200", "%Y-%m-%d %z"), ("a", "%Q"), ("March 7, 21", "%B %d, %y"), ("2020 060", "%Y %j")):
    t(lambda: datetime.strptime(text, form))
for g in (lambda: date(2020, 2, 30), lambda: date(0, 1, 1), lambda: date(2020), lambda: time(24), lambda: datetime(2020, 1, 1, 1.5), lambda: timezone(3),
          lambda: timezone(timedelta(1)), lambda: timedelta("x"), lambda: date.fromordinal(0), lambda: date.fromisocalendar(2020, 53, 7),
          lambda: datetime.fromtimestamp(1.5, timezone.utc), lambda: datetime.utcfromtimestamp(-1.25), lambda: datetime.combine(dates[1], times[3]),
          lambda: setattr(datetime, "x", 1), lambda: {date(1, 1, 1): 1}[date(1, 1, 1)],
          lambda: hash(timedelta(1)) == hash(timedelta(hours=24)), lambda: sorted(dates[::-1]) == dates, lambda: dt.MAXYEAR, lambda: dt.UTC is timezone.utc):
    t(g)
