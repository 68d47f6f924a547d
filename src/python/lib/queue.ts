/** The library module queue, in Python. */
export const queueSource = `"""Queues that threads share."""

import time as _time
from _threads import _wait_filled
from _types import in_c3 as _in_c3
from collections import deque as _deque
from heapq import heappop as _take_smallest
from heapq import heappush as _put_sorted
from threading import Condition, Lock

__all__ = ["Empty", "Full", "Queue", "LifoQueue", "PriorityQueue", "SimpleQueue"]

_NEGATIVE = "'timeout' must be a non-negative number"


class Empty(Exception):
    "Exception raised by Queue.get(block=0)/get_nowait()."


class Full(Exception):
    "Exception raised by Queue.put(block=0)/put_nowait()."


class Queue:
    """First in, first out; put() waits while there are maxsize items."""

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._init(maxsize)
        self.mutex = mutex = Lock()
        # One lock, and three things to wait for.
        self.not_empty, self.not_full, self.all_tasks_done = [Condition(mutex) for _ in range(3)]
        self.unfinished_tasks = 0

    # What subclasses replace.

    def _init(self, maxsize):
        self.queue = _deque()

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()

    def _qsize(self):
        return len(self.queue)

    # Items.

    def get(self, block=True, timeout=None):
        with self.not_empty:
            _wait_while(self._has_nothing, self.not_empty, block, timeout, Empty)
            taken = self._get()
            self.not_full.notify()
        return taken

    def put(self, item, block=True, timeout=None):
        with self.not_full:
            if self.maxsize > 0:
                _wait_while(self._has_no_room, self.not_full, block, timeout, Full)
            self._put(item)
            self.not_empty.notify()
            self.unfinished_tasks += 1

    def get_nowait(self):
        return self.get(False)

    def put_nowait(self, item):
        return self.put(item, False)

    # How full it is.

    def _has_nothing(self):
        return self._qsize() == 0

    def _has_no_room(self):
        return 0 < self.maxsize <= self._qsize()

    def qsize(self):
        with self.mutex:
            size = self._qsize()
        return size

    def empty(self):
        with self.mutex:
            return self._has_nothing()

    def full(self):
        with self.mutex:
            return self._has_no_room()

    # What was taken out and is being worked on.

    def task_done(self):
        with self.mutex:
            if self.unfinished_tasks <= 0:
                raise ValueError("task_done() called too many times")
            self.unfinished_tasks -= 1
            if not self.unfinished_tasks:
                self.all_tasks_done.notify_all()

    def join(self):
        with self.mutex:
            while self.unfinished_tasks > 0:
                self.all_tasks_done.wait()

    def __class_getitem__(cls, item):
        import types

        return types.GenericAlias(cls, item)


def _wait_while(busy, condition, block, timeout, failure):
    if not block:
        if busy():
            raise failure
    elif timeout is None:
        while busy():
            condition.wait()
    elif timeout < 0:
        raise ValueError(_NEGATIVE)
    else:
        latest = _time.monotonic() + timeout
        while busy():
            left = latest - _time.monotonic()
            if left <= 0:
                raise failure
            condition.wait(left)


class LifoQueue(Queue):
    """The last in first."""

    def _init(self, maxsize):
        self.queue = []

    def _get(self):
        return self.queue.pop()


class PriorityQueue(Queue):
    """The smallest first."""

    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        _put_sorted(self.queue, item)

    def _get(self):
        return _take_smallest(self.queue)


@_in_c3
class SimpleQueue:
    """First in, first out, without bounds; put() can be called anywhere, in finalizers too."""

    __module__ = "_queue"
    __slots__ = ("_queue", "__weakref__")

    def __init__(self):
        self._queue = _deque()

    def qsize(self):
        return len(self._queue)

    def empty(self):
        return not self._queue

    def get(self, block=True, timeout=None):
        if block and timeout is not None and timeout < 0:
            raise ValueError(_NEGATIVE)
        while True:
            # Another thread may be faster.
            if block and not self._queue and not _wait_filled(self._queue, timeout):
                raise Empty
            try:
                return self._queue.popleft()
            except IndexError:
                if not block:
                    raise Empty from None

    def get_nowait(self):
        return self.get(False)

    def put(self, item, block=True, timeout=None):
        self._queue.append(item)

    def put_nowait(self, item):
        self.put(item)
`;
