/** The library module sched, in Python. */
export const schedSource = `"""What is to be done later, in order."""

import heapq as _heapq
import threading as _threading
import time as _time
from collections import namedtuple as _namedtuple
from itertools import count as _count

__all__ = ["scheduler"]

Event = _namedtuple("Event", "time, priority, sequence, action, argument, kwargs")


class scheduler:
    """Calls functions when their time has come."""

    def __init__(self, timefunc=_time.monotonic, delayfunc=_time.sleep):
        self._queue = []
        self._lock = _threading.RLock()
        self.timefunc, self.delayfunc = timefunc, delayfunc
        self._sequence = _count()

    def enterabs(self, time, priority, action, argument=(), kwargs=None):
        with self._lock:
            event = Event(time, priority, next(self._sequence), action, argument, {} if kwargs is None else kwargs)
            _heapq.heappush(self._queue, event)
        return event

    def enter(self, delay, priority, action, argument=(), kwargs=None):
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)

    def cancel(self, event):
        with self._lock:
            self._queue.remove(event)
            _heapq.heapify(self._queue)

    def empty(self):
        return not self._queue

    def run(self, blocking=True):
        while self._queue:
            wait = self._queue[0].time - self.timefunc()
            if wait > 0:
                if not blocking:
                    return wait
                self.delayfunc(wait)
                continue
            with self._lock:
                event = _heapq.heappop(self._queue)
            event.action(*event.argument, **event.kwargs)
            event = None
            self.delayfunc(0)

    @property
    def queue(self):
        return sorted(self._queue)
`;
