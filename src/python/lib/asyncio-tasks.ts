/** The library module asyncio.tasks, in Python. */
export const asyncioTasksSource = `"""Waiting for tasks: sleep, gather, wait, timeouts, groups."""

from asyncio.events import CancelledError, Future, _running_loop, get_event_loop, get_running_loop, iscoroutine, isfuture

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"
TimeoutError = TimeoutError


def current_task(loop=None):
    return (get_running_loop() if loop is None else loop)._current


def all_tasks(loop=None):
    loop = get_running_loop() if loop is None else loop
    return {task for task in loop._tasks.values() if not task.done()}


def create_task(coro, *, name=None, context=None):
    """Starts a coroutine beside this one."""
    return get_running_loop().create_task(coro, name=name, context=context)


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
    from asyncio.locks import Queue

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
    """Calls the function in a thread of the loop's pool."""
    return await get_running_loop().run_in_executor(None, lambda: func(*args, **kwargs))


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
        task = get_running_loop().create_task(coro, name=name, context=context)
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
`;
