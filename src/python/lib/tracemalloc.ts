/** The library module tracemalloc, in Python. */
export const tracemallocSource = `"""Where memory was allocated: snapshots, statistics and their differences (PEP 454)."""

import fnmatch
import linecache
from functools import total_ordering
from _tracemalloc import (
    _get_object_traceback,
    _get_traces,
    clear_traces,
    get_traceback_limit,
    get_traced_memory,
    get_tracemalloc_memory,
    is_tracing,
    reset_peak,
    start,
    stop,
)


def _format_size(size, sign):
    power = 0
    while power < 4 and abs(size) >= 10 * 1024:
        size /= 1024
        power += 1
    digits = 1 if power and abs(size) < 100 else 0
    unit = ("B", "KiB", "MiB", "GiB", "TiB")[power]
    return "%s %s" % (format(size, "%s.%df" % ("+" if sign else "", digits)), unit)


@total_ordering
class Frame:
    """One frame of a traceback: a file and a line."""

    __slots__ = ("_frame",)

    filename = property(lambda self: self._frame[0])
    lineno = property(lambda self: self._frame[1])

    def __init__(self, frame):
        self._frame = frame

    def __str__(self):
        return "%s:%s" % self._frame

    def __repr__(self):
        return "<Frame filename=%r lineno=%r>" % self._frame

    def __hash__(self):
        return hash(self._frame)

    def __lt__(self, other):
        return self._frame < other._frame if isinstance(other, Frame) else NotImplemented

    def __eq__(self, other):
        return self._frame == other._frame if isinstance(other, Frame) else NotImplemented


@total_ordering
class Traceback:
    """Frames, the oldest first."""

    __slots__ = "_frames", "_total_nframe"

    total_nframe = property(lambda self: self._total_nframe)

    def __init__(self, frames, total_nframe=None):
        self._frames, self._total_nframe = tuple(frames), total_nframe

    def __lt__(self, other):
        return self._frames < other._frames if isinstance(other, Traceback) else NotImplemented

    def __eq__(self, other):
        return self._frames == other._frames if isinstance(other, Traceback) else NotImplemented

    def __hash__(self):
        return hash(self._frames)

    def __contains__(self, frame):
        wanted = frame._frame
        return wanted in self._frames

    def __len__(self):
        return len(self._frames)

    def __getitem__(self, index):
        found = self._frames[index]
        return tuple(map(Frame, found)) if isinstance(index, slice) else Frame(found)

    def __str__(self):
        return str(self[0])

    def __repr__(self):
        text = "<Traceback %r" % (tuple(self),)
        if self._total_nframe is not None:
            text += " total_nframe=%s" % self._total_nframe
        return text + ">"

    def format(self, limit=None, most_recent_first=False):
        frames = self[:]
        if limit is not None:
            frames = frames[-limit:] if limit > 0 else frames[:limit]
        if most_recent_first:
            frames = reversed(frames)
        lines = []
        for frame in frames:
            lines.append('  File "%s", line %s' % (frame.filename, frame.lineno))
            source = linecache.getline(frame.filename, frame.lineno).strip()
            if source:
                lines.append("    " + source)
        return lines


def get_object_traceback(obj):
    found = _get_object_traceback(obj)
    return None if found is None else Traceback(found)


class Trace:
    """One allocation."""

    __slots__ = ("_size", "_frames")

    def __init__(self, trace):
        self._size, self._frames = trace

    @property
    def domain(self):
        return 0

    @property
    def size(self):
        return self._size

    @property
    def traceback(self):
        return Traceback(self._frames)

    def __eq__(self, other):
        if isinstance(other, Trace):
            return (self._size, self._frames) == (other._size, other._frames)
        return NotImplemented

    def __hash__(self):
        return hash((self._size, self._frames))

    def __str__(self):
        where = self.traceback
        return "%s: %s" % (where, _format_size(self._size, False))

    def __repr__(self):
        return "<Trace domain=0 size=%s, traceback=%r>" % (_format_size(self.size, False), self.traceback)


class Statistic:
    """Sum of the allocations of one place."""

    __slots__ = "traceback", "size", "count"

    def __init__(self, traceback, size, count):
        self.traceback, self.size, self.count = traceback, size, count

    def _values(self):
        return self.traceback, self.size, self.count

    def __eq__(self, other):
        return self._values() == other._values() if isinstance(other, Statistic) else NotImplemented

    def __hash__(self):
        return hash(self._values())

    def __str__(self):
        text = "%s: size=%s, count=%i" % (self.traceback, _format_size(self.size, False), self.count)
        if self.count:
            text += ", average=%s" % _format_size(self.size / self.count, False)
        return text

    def __repr__(self):
        return "<Statistic traceback=%r size=%i count=%i>" % (self.traceback, self.size, self.count)

    def _sort_key(self):
        return self.size, self.count, self.traceback


class StatisticDiff:
    """How the allocations of one place differ between two snapshots."""

    __slots__ = "traceback", "size", "size_diff", "count", "count_diff"

    def __init__(self, traceback, size, size_diff, count, count_diff):
        self.traceback = traceback
        self.size, self.count = size, count
        self.size_diff, self.count_diff = size_diff, count_diff

    def _values(self):
        return (self.traceback, self.size, self.size_diff, self.count, self.count_diff)

    def __hash__(self):
        return hash(self._values())

    def __eq__(self, other):
        return self._values() == other._values() if isinstance(other, StatisticDiff) else NotImplemented

    def __str__(self):
        text = "%s: size=%s (%s), count=%i (%+i)" % (
            self.traceback, _format_size(self.size, False), _format_size(self.size_diff, True),
            self.count, self.count_diff,
        )
        if self.count:
            text += ", average=%s" % _format_size(self.size / self.count, False)
        return text

    def __repr__(self):
        return "<StatisticDiff traceback=%r size=%i (%+i) count=%i (%+i)>" % self._values()

    def _sort_key(self):
        return (abs(self.size_diff), self.size, abs(self.count_diff), self.count, self.traceback)


class BaseFilter:
    def __init__(self, inclusive):
        self.inclusive = inclusive


class Filter(BaseFilter):
    """Traces by file and line."""

    def __init__(self, inclusive, filename_pattern, lineno=None, all_frames=False, domain=None):
        super().__init__(inclusive)
        self.domain, self.all_frames = domain, all_frames
        self._filename_pattern, self.lineno = filename_pattern, lineno

    filename_pattern = property(lambda self: self._filename_pattern)

    def _matches_frame(self, filename, lineno):
        in_file = fnmatch.fnmatch(filename, self._filename_pattern)
        return in_file and self.lineno in (None, lineno)

    def _passes(self, frames):
        if self.domain not in (None, 0):
            return not self.inclusive
        chosen = frames if self.all_frames else frames[-1:]
        return self.inclusive == any(self._matches_frame(*frame) for frame in chosen)


class DomainFilter(BaseFilter):
    """Traces by address space; there is only number 0."""

    def __init__(self, inclusive, domain):
        super().__init__(inclusive)
        self.domain = domain

    def _passes(self, frames):
        return self.inclusive == (self.domain == 0)


class Snapshot:
    """What lived at one moment, and where it was allocated."""

    def __init__(self, traces, traceback_limit):
        self._traces = traces
        self.traces = [Trace(trace) for trace in traces]
        self.traceback_limit = traceback_limit

    def filter_traces(self, filters):
        filters = list(filters)
        including = [f for f in filters if f.inclusive]
        excluding = [f for f in filters if not f.inclusive]
        kept = [
            (size, frames) for size, frames in self._traces
            if (not including or any(f._passes(frames) for f in including))
            and all(f._passes(frames) for f in excluding)
        ]
        return Snapshot(kept, self.traceback_limit)

    def _group_by(self, key_type, cumulative):
        if key_type not in ("filename", "lineno", "traceback"):
            raise ValueError("unknown key_type: %r" % (key_type,))
        if cumulative and key_type == "traceback":
            raise ValueError("cumulative mode cannot by used with key type %r" % key_type)
        groups = {}
        for size, frames in self._traces:
            if key_type == "traceback":
                keys = [frames]
            else:
                chosen = frames if cumulative else frames[-1:]
                keys = dict.fromkeys(((name, 0) if key_type == "filename" else (name, line),) for name, line in chosen)
            for key in keys:
                entry = groups.get(key)
                if entry is None:
                    groups[key] = [size, 1]
                else:
                    entry[0] += size
                    entry[1] += 1
        return groups

    def statistics(self, key_type, cumulative=False):
        groups = self._group_by(key_type, cumulative)
        found = [Statistic(Traceback(key), size, count) for key, (size, count) in groups.items()]
        found.sort(reverse=True, key=Statistic._sort_key)
        return found

    def compare_to(self, old_snapshot, key_type, cumulative=False):
        new = self._group_by(key_type, cumulative)
        old = old_snapshot._group_by(key_type, cumulative)
        found = []
        for key, (size, count) in new.items():
            old_size, old_count = old.pop(key, (0, 0))
            found.append(StatisticDiff(Traceback(key), size, size - old_size, count, count - old_count))
        for key, (size, count) in old.items():
            found.append(StatisticDiff(Traceback(key), 0, -size, 0, -count))
        found.sort(reverse=True, key=StatisticDiff._sort_key)
        return found


def take_snapshot():
    if not is_tracing():
        raise RuntimeError(
            "the tracemalloc module must be tracing memory allocations to take a snapshot"
        )
    return Snapshot(_get_traces(), get_traceback_limit())
`;
