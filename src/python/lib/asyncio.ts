/** The library module asyncio, in Python. */
export const asyncioSource = `"""Asynchronous programs on a deterministic event loop over the virtual clock.

Callbacks run in the order in which they became ready; when none is ready, the clock is moved on to the next timer.
There is no input and output to wait for.
"""

import heapq
import time
from types import CoroutineType as _CoroutineType

__all__ = [
    "ALL_COMPLETED", "AbstractEventLoop", "BoundedSemaphore", "CancelledError", "Condition", "Event", "FIRST_COMPLETED",
    "FIRST_EXCEPTION", "Future", "InvalidStateError", "Lock", "LifoQueue", "PriorityQueue", "Queue", "QueueEmpty",
    "QueueFull", "Runner", "Semaphore", "Task", "TaskGroup", "TimeoutError", "all_tasks", "as_completed",
    "create_task", "current_task", "ensure_future", "gather", "get_event_loop", "get_running_loop", "iscoroutine",
    "iscoroutinefunction", "isfuture", "new_event_loop", "run", "set_event_loop", "shield", "sleep", "timeout",
    "timeout_at", "to_thread", "wait", "wait_for",
]

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"
TimeoutError = TimeoutError


class CancelledError(BaseException):
    """The task or future was cancelled."""


class InvalidStateError(Exception):
    """The future is in no state for this."""


class Handle:
    """A callback that waits for its turn."""

    def __init__(self, callback, args, when=None):
        self._callback = callback
        self._args = args
        self._when = when
        self._cancelled = False

    def cancel(self):
        self._cancelled = True
        self._callback = self._args = None

    def cancelled(self):
        return self._cancelled

    def when(self):
        return self._when


class AbstractEventLoop:
    """The loop."""

    def __init__(self):
        self._ready = []
        self._timers = []
        self._order = 0
        self._closed = False
        self._running = False
        self._tasks = {}
        self._current = None
        self._task_names = 0

    # Time and callbacks

    def time(self):
        return time.monotonic()

    def call_soon(self, callback, *args, context=None):
        self._check_closed()
        handle = Handle(callback, args)
        self._ready.append(handle)
        return handle

    call_soon_threadsafe = call_soon

    def call_later(self, delay, callback, *args, context=None):
        return self.call_at(self.time() + delay, callback, *args)

    def call_at(self, when, callback, *args, context=None):
        self._check_closed()
        handle = Handle(callback, args, when)
        self._order += 1
        heapq.heappush(self._timers, (when, self._order, handle))
        return handle

    def _check_closed(self):
        if self._closed:
            raise RuntimeError("Event loop is closed")

    def _run_once(self):
        timers = self._timers
        while timers and timers[0][2]._cancelled:
            heapq.heappop(timers)
        if not self._ready:
            if not timers:
                raise RuntimeError(
                    "the event loop would wait for ever: no callback is ready and no timer is set"
                )
            time.sleep(max(0, timers[0][0] - self.time()))
        else:
            # Waiting for input, here none: other threads get their turn.
            time.sleep(0)
        now = self.time()
        while timers and timers[0][0] <= now:
            self._ready.append(heapq.heappop(timers)[2])
        batch, self._ready = self._ready, []
        # Taken one by one: a callback's references go as soon as it has run.
        batch.reverse()
        while batch:
            handle = batch.pop()
            if not handle._cancelled:
                try:
                    handle._callback(*handle._args)
                except Exception as error:
                    self.call_exception_handler({"message": "Exception in callback", "exception": error})
            handle = None

    def call_exception_handler(self, context):
        import sys
        import traceback

        print(context["message"], file=sys.stderr)
        error = context.get("exception")
        if error is not None:
            traceback.print_exception(error)

    # Running

    def run_until_complete(self, future):
        self._check_closed()
        if self._running:
            raise RuntimeError("This event loop is already running")
        if _running_loop() is not None:
            raise RuntimeError("Cannot run the event loop while another loop is running")
        future = ensure_future(future, loop=self)
        self._running = True
        _loops.append(self)
        try:
            while not future.done():
                self._run_once()
        finally:
            self._running = False
            _loops.remove(self)
        return future.result()

    def is_running(self):
        return self._running

    def is_closed(self):
        return self._closed

    def close(self):
        if self._running:
            raise RuntimeError("Cannot close a running event loop")
        self._closed = True
        self._ready.clear()
        self._timers.clear()

    async def shutdown_asyncgens(self):
        """Generators that were left are closed when they die."""

    async def shutdown_default_executor(self):
        """There are no threads to end."""

    def get_debug(self):
        return False

    def set_debug(self, enabled):
        if enabled:
            raise NotImplementedError("midden's event loop has no debug mode")

    # Making things

    def create_future(self):
        return Future(loop=self)

    def create_task(self, coro, *, name=None, context=None):
        self._check_closed()
        return Task(coro, loop=self, name=name)


_loops = []
_set_loop = None


def _running_loop():
    return _loops[-1] if _loops else None


def get_running_loop():
    """The loop that runs this."""
    loop = _running_loop()
    if loop is None:
        raise RuntimeError("no running event loop")
    return loop


def get_event_loop():
    global _set_loop
    loop = _running_loop()
    if loop is not None:
        return loop
    if _set_loop is None:
        _set_loop = new_event_loop()
    return _set_loop


def new_event_loop():
    return AbstractEventLoop()


def set_event_loop(loop):
    global _set_loop
    _set_loop = loop


class Future:
    """A result that will be there some time."""

    _asyncio_future_blocking = False

    def __init__(self, *, loop=None):
        self._loop = get_event_loop() if loop is None else loop
        self._state = "PENDING"
        self._result = None
        self._exception = None
        self._callbacks = []
        self._cancel_message = None

    def get_loop(self):
        return self._loop

    def done(self):
        return self._state != "PENDING"

    def cancelled(self):
        return self._state == "CANCELLED"

    def result(self):
        if self._state == "CANCELLED":
            raise self._cancelled_error()
        if self._state == "PENDING":
            raise InvalidStateError("Result is not ready.")
        if self._exception is not None:
            raise self._exception.with_traceback(self._exception.__traceback__)
        return self._result

    def exception(self):
        if self._state == "CANCELLED":
            raise self._cancelled_error()
        if self._state == "PENDING":
            raise InvalidStateError("Exception is not set.")
        return self._exception

    def _cancelled_error(self):
        return CancelledError() if self._cancel_message is None else CancelledError(self._cancel_message)

    def _finish(self, state):
        self._state = state
        callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            self._loop.call_soon(callback, self)

    def set_result(self, result):
        if self.done():
            raise InvalidStateError(f"{self._state}: {self!r}")
        self._result = result
        self._finish("FINISHED")

    def set_exception(self, exception):
        if self.done():
            raise InvalidStateError(f"{self._state}: {self!r}")
        if isinstance(exception, type):
            exception = exception()
        if type(exception) is StopIteration:
            raise TypeError("StopIteration interacts badly with generators and cannot be raised into a Future")
        self._exception = exception
        self._finish("FINISHED")

    def cancel(self, msg=None):
        if self.done():
            return False
        self._cancel_message = msg
        self._finish("CANCELLED")
        return True

    def add_done_callback(self, fn, *, context=None):
        if self.done():
            self._loop.call_soon(fn, self)
        else:
            self._callbacks.append(fn)

    def remove_done_callback(self, fn):
        before = len(self._callbacks)
        self._callbacks = [f for f in self._callbacks if f != fn]
        return before - len(self._callbacks)

    def __await__(self):
        if not self.done():
            yield self
        if not self.done():
            raise RuntimeError("await wasn't used with future")
        return self.result()

    __iter__ = __await__

    def __repr__(self):
        info = self._state.lower()
        if self._state == "FINISHED":
            shown = f"exception={self._exception!r}" if self._exception is not None else f"result={self._result!r}"
            info += " " + shown
        return f"<{type(self).__name__} {info}>"


class Task(Future):
    """A coroutine that the loop runs, step by step."""

    def __init__(self, coro, *, loop=None, name=None, context=None):
        super().__init__(loop=loop)
        if not iscoroutine(coro):
            raise TypeError(f"a coroutine was expected, got {coro!r}")
        if name is None:
            self._loop._task_names += 1
            name = f"Task-{self._loop._task_names}"
        self._name = str(name)
        self._coro = coro
        self._waiting_for = None
        self._must_cancel = False
        self._cancels = 0
        self._loop._tasks[id(self)] = self
        self._loop.call_soon(self._step)

    def get_name(self):
        return self._name

    def set_name(self, value):
        self._name = str(value)

    def get_coro(self):
        return self._coro

    def cancelling(self):
        return self._cancels

    def uncancel(self):
        if self._cancels > 0:
            self._cancels -= 1
        return self._cancels

    def cancel(self, msg=None):
        if self.done():
            return False
        self._cancels += 1
        self._cancel_message = msg
        if self._waiting_for is not None and self._waiting_for.cancel(msg=msg):
            return True
        self._must_cancel = True
        return True

    def set_result(self, result):
        raise RuntimeError("Task does not support set_result operation")

    def set_exception(self, exception):
        raise RuntimeError("Task does not support set_exception operation")

    def _step(self, error=None):
        if self._must_cancel:
            if not isinstance(error, CancelledError):
                error = self._cancelled_error()
            self._must_cancel = False
        self._waiting_for = None
        loop = self._loop
        outer, loop._current = loop._current, self
        try:
            waits_for = self._coro.send(None) if error is None else self._coro.throw(error)
        except StopIteration as stop:
            if self._must_cancel:
                self._must_cancel = False
                self._end(lambda: Future.cancel(self, self._cancel_message))
            else:
                value = stop.value
                self._end(lambda: Future.set_result(self, value))
        except CancelledError:
            self._end(lambda: Future.cancel(self, self._cancel_message))
        except (KeyboardInterrupt, SystemExit) as raised:
            self._end(lambda: Future.set_exception(self, raised))
            raise
        except BaseException as raised:
            self._end(lambda: Future.set_exception(self, raised))
        else:
            self._wait(waits_for)
        finally:
            loop._current = outer
            error = None

    def _end(self, finish):
        self._loop._tasks.pop(id(self), None)
        finish()

    def _wait(self, waits_for):
        if waits_for is None:
            self._loop.call_soon(self._step)
        elif isinstance(waits_for, Future):
            if waits_for is self:
                self._loop.call_soon(self._step, RuntimeError(f"Task cannot await on itself: {self!r}"))
                return
            self._waiting_for = waits_for
            waits_for.add_done_callback(self._wake)
            if self._must_cancel and waits_for.cancel(msg=self._cancel_message):
                self._must_cancel = False
        else:
            self._loop.call_soon(self._step, RuntimeError(f"Task got bad yield: {waits_for!r}"))

    def _wake(self, future):
        try:
            future.result()
        except BaseException as error:
            self._step(error)
        else:
            self._step()

    def __repr__(self):
        info = f"{self._state.lower()} name={self._name!r} coro=<{self._coro.__qualname__}()>"
        if self._state == "FINISHED":
            failed = self._exception is not None
            info += f" exception={self._exception!r}" if failed else f" result={self._result!r}"
        return f"<Task {info}>"


def iscoroutine(obj):
    return isinstance(obj, _CoroutineType)


def iscoroutinefunction(func):
    code = getattr(func, "__code__", None)
    return code is not None and bool(code.co_flags & 0x80)


def isfuture(obj):
    return isinstance(obj, Future)


def current_task(loop=None):
    return (get_running_loop() if loop is None else loop)._current


def all_tasks(loop=None):
    loop = get_running_loop() if loop is None else loop
    return {task for task in loop._tasks.values() if not task.done()}


def create_task(coro, *, name=None, context=None):
    """Starts a coroutine beside this one."""
    return get_running_loop().create_task(coro, name=name)


def ensure_future(coro_or_future, *, loop=None):
    if isfuture(coro_or_future):
        return coro_or_future
    if not iscoroutine(coro_or_future):
        if not hasattr(coro_or_future, "__await__"):
            raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
        awaitable = coro_or_future

        async def wrapper():
            return await awaitable

        coro_or_future = wrapper()
    return (get_event_loop() if loop is None else loop).create_task(coro_or_future)


class _Turn:
    """Lets the others run once."""

    def __await__(self):
        yield


async def sleep(delay, result=None):
    """Suspends for a time; 0 lets the others run once."""
    if delay <= 0:
        await _Turn()
        return result
    loop = get_running_loop()
    future = loop.create_future()

    def wake():
        if not future.done():
            future.set_result(result)

    handle = loop.call_later(delay, wake)
    try:
        return await future
    finally:
        handle.cancel()


class _Gathering(Future):
    def __init__(self, children, loop):
        super().__init__(loop=loop)
        self._children = children
        self._cancel_requested = False

    def cancel(self, msg=None):
        if self.done():
            return False
        cancelled = False
        for child in self._children:
            if child.cancel(msg=msg):
                cancelled = True
        if cancelled:
            self._cancel_requested = True
        return cancelled


def gather(*coros_or_futures, return_exceptions=False):
    """The results of several, in their order."""
    loop = get_event_loop() if _running_loop() is None else _running_loop()
    if not coros_or_futures:
        outer = loop.create_future()
        outer.set_result([])
        return outer
    known = {}
    for arg in coros_or_futures:
        if id(arg) not in known:
            known[id(arg)] = ensure_future(arg, loop=loop)
    futures = [known[id(arg)] for arg in coros_or_futures]
    children = list(known.values())
    outer = _Gathering(children, loop)
    waiting = len(children)

    def done(future):
        nonlocal waiting
        waiting -= 1
        if outer.done():
            return
        if not return_exceptions:
            if future.cancelled():
                outer.set_exception(future._cancelled_error())
                return
            if future.exception() is not None:
                outer.set_exception(future.exception())
                return
        if waiting:
            return
        if outer._cancel_requested:
            outer.set_exception(CancelledError())
            return
        results = []
        for child in futures:
            if child.cancelled():
                results.append(CancelledError())
            else:
                error = child.exception()
                results.append(child._result if error is None else error)
        outer.set_result(results)

    for child in children:
        child.add_done_callback(done)
    return outer


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    """Waits for futures: (those that are done, those that are not)."""
    futures = set(fs)
    if not futures:
        raise ValueError("Set of Tasks/Futures is empty.")
    if any(iscoroutine(f) for f in futures):
        raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    loop = get_running_loop()
    waiter = loop.create_future()

    def enough():
        done = [f for f in futures if f.done()]
        if return_when == FIRST_COMPLETED and done or len(done) == len(futures):
            return True
        failed = any(not f.cancelled() and f.exception() is not None for f in done)
        return return_when == FIRST_EXCEPTION and failed

    def wake(future=None):
        if not waiter.done() and (future is None or enough()):
            waiter.set_result(None)

    handle = None if timeout is None else loop.call_later(timeout, wake)
    for future in futures:
        future.add_done_callback(wake)
    try:
        if not enough():
            await waiter
    finally:
        if handle is not None:
            handle.cancel()
        for future in futures:
            future.remove_done_callback(wake)
    done = {f for f in futures if f.done()}
    return done, futures - done


async def wait_for(fut, timeout):
    """Waits for one, not longer than the timeout: then it is cancelled, and TimeoutError raised."""
    if timeout is None:
        return await fut
    future = ensure_future(fut)
    if timeout <= 0 and future.done():
        return future.result()
    try:
        done, pending = await wait([future], timeout=max(timeout, 0))
    except CancelledError:
        future.cancel()
        await wait([future])
        raise
    if done:
        return future.result()
    future.cancel()
    await wait([future])
    try:
        return future.result()
    except CancelledError as error:
        raise TimeoutError from error


def as_completed(fs, *, timeout=None):
    """Awaitables for the results in the order in which they are there."""
    loop = get_event_loop()
    futures = [ensure_future(f, loop=loop) for f in fs]
    finished = Queue()
    for future in futures:
        future.add_done_callback(finished.put_nowait)

    async def following():
        future = await wait_for(finished.get(), timeout)
        return future.result()

    for _ in futures:
        yield following()


def shield(arg):
    """Keeps cancellation away from what is awaited."""
    inner = ensure_future(arg)
    if inner.done():
        return inner
    outer = inner.get_loop().create_future()

    def done(inner):
        if outer.done():
            return
        if inner.cancelled():
            outer.cancel()
        elif inner.exception() is not None:
            outer.set_exception(inner.exception())
        else:
            outer.set_result(inner.result())

    inner.add_done_callback(done)
    return outer


async def to_thread(func, /, *args, **kwargs):
    """Calls the function, here and now: there are no threads that run beside each other."""
    await sleep(0)
    return func(*args, **kwargs)


class Timeout:
    """Cancels the block's task when its time is over, and makes that a TimeoutError."""

    def __init__(self, when):
        self._when = when
        self._handle = None
        self._expired = False
        self._task = None

    def when(self):
        return self._when

    def expired(self):
        return self._expired

    def reschedule(self, when):
        if self._handle is not None:
            self._handle.cancel()
        self._when = when
        loop = get_running_loop()
        self._handle = None if when is None else loop.call_at(when, self._expire)

    def _expire(self):
        self._expired = True
        self._task.cancel()

    async def __aenter__(self):
        self._task = current_task()
        if self._task is None:
            raise RuntimeError("Timeout should be used inside a task")
        self._cancelling = self._task.cancelling()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        if self._handle is not None:
            self._handle.cancel()
        if self._expired and self._task.uncancel() <= self._cancelling and exc_type is CancelledError:
            raise TimeoutError from exc_val
        return None


def timeout(delay):
    return Timeout(None if delay is None else get_running_loop().time() + delay)


def timeout_at(when):
    return Timeout(when)


class TaskGroup:
    """Tasks that end together: if one fails, the others are cancelled."""

    def __init__(self):
        self._tasks = set()
        self._errors = []
        self._aborting = False
        self._entered = False
        self._exiting = False

    async def __aenter__(self):
        if self._entered:
            raise RuntimeError("TaskGroup has already been entered")
        self._entered = True
        self._parent = current_task()
        self._parent_cancelled = False
        return self

    def create_task(self, coro, *, name=None, context=None):
        if not self._entered:
            raise RuntimeError("TaskGroup has not been entered")
        if self._exiting and not self._tasks:
            raise RuntimeError("TaskGroup is finished")
        task = get_running_loop().create_task(coro, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def _abort(self):
        self._aborting = True
        for task in self._tasks:
            task.cancel()

    def _done(self, task):
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            self._errors.append(task.exception())
            if not self._aborting:
                self._abort()
                if not self._exiting:
                    self._parent_cancelled = True
                    self._parent.cancel()

    async def __aexit__(self, et, exc, tb):
        self._exiting = True
        cancelled = exc if et is CancelledError else None
        if self._parent_cancelled and self._parent.uncancel() == 0:
            cancelled = None
        if et is not None and not self._aborting:
            self._abort()
        while self._tasks:
            try:
                await wait(self._tasks)
            except CancelledError as error:
                if not self._aborting:
                    cancelled = error
                    self._abort()
            # The callbacks of the last tasks take their turn.
            await sleep(0)
        if cancelled is not None and not self._errors:
            raise cancelled
        if et is not None and not issubclass(et, CancelledError):
            self._errors.append(exc)
        if self._errors:
            raise BaseExceptionGroup("unhandled errors in a TaskGroup", self._errors)


# What tasks share


class _Waiters:
    """Futures that wait their turn, first come first served."""

    def __init__(self):
        self._waiters = []

    async def _wait(self):
        future = get_running_loop().create_future()
        self._waiters.append(future)
        try:
            await future
        finally:
            if future in self._waiters:
                self._waiters.remove(future)

    def _wake_next(self):
        for future in self._waiters:
            if not future.done():
                future.set_result(True)
                return


class _AsyncLocking:
    async def __aenter__(self):
        await self.acquire()
        return None

    async def __aexit__(self, exc_type, exc, tb):
        self.release()


class Lock(_Waiters, _AsyncLocking):
    def __init__(self):
        super().__init__()
        self._locked = False

    def locked(self):
        return self._locked

    async def acquire(self):
        while self._locked or any(not w.done() for w in self._waiters):
            await self._wait()
            if not self._locked:
                break
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError("Lock is not acquired.")
        self._locked = False
        self._wake_next()


class Event(_Waiters):
    def __init__(self):
        super().__init__()
        self._value = False

    def is_set(self):
        return self._value

    def set(self):
        if not self._value:
            self._value = True
            for future in self._waiters:
                if not future.done():
                    future.set_result(True)

    def clear(self):
        self._value = False

    async def wait(self):
        if not self._value:
            await self._wait()
        return True


class Semaphore(_Waiters, _AsyncLocking):
    def __init__(self, value=1):
        super().__init__()
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        self._value = value

    def locked(self):
        return self._value == 0

    async def acquire(self):
        while self._value == 0:
            await self._wait()
        self._value -= 1
        return True

    def release(self):
        self._value += 1
        self._wake_next()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._bound = value

    def release(self):
        if self._value >= self._bound:
            raise ValueError("BoundedSemaphore released too many times")
        super().release()


class Condition(_Waiters, _AsyncLocking):
    def __init__(self, lock=None):
        super().__init__()
        self._lock = Lock() if lock is None else lock
        self.locked = self._lock.locked
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    async def wait(self):
        if not self.locked():
            raise RuntimeError("cannot wait on un-acquired lock")
        self.release()
        try:
            await self._wait()
            return True
        finally:
            await self.acquire()

    async def wait_for(self, predicate):
        result = predicate()
        while not result:
            await self.wait()
            result = predicate()
        return result

    def notify(self, n=1):
        if not self.locked():
            raise RuntimeError("cannot notify on un-acquired lock")
        for future in [w for w in self._waiters if not w.done()][:n]:
            future.set_result(False)

    def notify_all(self):
        self.notify(len(self._waiters))


class QueueEmpty(Exception):
    pass


class QueueFull(Exception):
    pass


class Queue:
    """First in, first out."""

    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._items = []
        self._getters = _Waiters()
        self._putters = _Waiters()
        self._unfinished = 0
        self._finished = Event()
        self._finished.set()

    maxsize = property(lambda self: self._maxsize)

    def _put(self, item):
        self._items.append(item)

    def _get(self):
        return self._items.pop(0)

    def qsize(self):
        return len(self._items)

    def empty(self):
        return not self._items

    def full(self):
        return 0 < self._maxsize <= len(self._items)

    async def put(self, item):
        while self.full():
            await self._putters._wait()
        self.put_nowait(item)

    def put_nowait(self, item):
        if self.full():
            raise QueueFull
        self._put(item)
        self._unfinished += 1
        self._finished.clear()
        self._getters._wake_next()

    async def get(self):
        while self.empty():
            await self._getters._wait()
        return self.get_nowait()

    def get_nowait(self):
        if self.empty():
            raise QueueEmpty
        item = self._get()
        self._putters._wake_next()
        return item

    def task_done(self):
        if self._unfinished <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished -= 1
        if self._unfinished == 0:
            self._finished.set()

    async def join(self):
        if self._unfinished > 0:
            await self._finished.wait()


class PriorityQueue(Queue):
    """The smallest first."""

    def _put(self, item):
        heapq.heappush(self._items, item)

    def _get(self):
        return heapq.heappop(self._items)


class LifoQueue(Queue):
    """The last in first."""

    def _get(self):
        return self._items.pop()


class Runner:
    """Runs coroutines on a loop of its own."""

    def __init__(self, *, debug=None, loop_factory=None):
        self._loop = None
        self._factory = new_event_loop if loop_factory is None else loop_factory

    def __enter__(self):
        self.get_loop()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.close()

    def get_loop(self):
        if self._loop is None:
            self._loop = self._factory()
        return self._loop

    def run(self, coro, *, context=None):
        if not iscoroutine(coro):
            raise ValueError("a coroutine was expected, got {!r}".format(coro))
        if _running_loop() is not None:
            raise RuntimeError("Runner.run() cannot be called from a running event loop")
        return self.get_loop().run_until_complete(coro)

    def close(self):
        loop = self._loop
        if loop is None:
            return
        left = all_tasks(loop)
        for task in left:
            task.cancel()
        if left:
            loop.run_until_complete(_gather_on(loop, left))
        loop.close()
        self._loop = None


def _gather_on(loop, tasks):
    async def finish():
        await gather(*tasks, return_exceptions=True)

    return loop.create_task(finish())


def run(main, *, debug=None):
    """Runs a coroutine to its end on a new loop."""
    if _running_loop() is not None:
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    with Runner(debug=debug) as runner:
        return runner.run(main)
`;
