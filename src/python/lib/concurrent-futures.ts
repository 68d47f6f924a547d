/** The library package concurrent, in Python. */
export const concurrentSource = `"""Things that go on at the same time."""
`;

/** The library module concurrent.futures, in Python. */
export const concurrentFuturesSource = `"""Results that will be there some time, and a pool of threads that finds them."""

import itertools
import queue
import threading
import time
import weakref

__all__ = [
    "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED", "CancelledError", "TimeoutError", "InvalidStateError",
    "BrokenExecutor", "Future", "Executor", "wait", "as_completed", "ThreadPoolExecutor",
]

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"
PENDING = "PENDING"
RUNNING = "RUNNING"
CANCELLED = "CANCELLED"
FINISHED = "FINISHED"
TimeoutError = TimeoutError


class Error(Exception):
    """What futures raise of their own."""


class CancelledError(Error):
    """Somebody asked for a result that will not come."""


class InvalidStateError(Error):
    """A future was asked for what it cannot do any more, or not yet."""


class BrokenExecutor(RuntimeError):
    """The executor can do no more work."""


class Future:
    """A result that will be there some time."""

    def __init__(self):
        self._condition, self._state = threading.Condition(), PENDING
        self._result = self._exception = None
        self._done_callbacks = []

    def __repr__(self):
        with self._condition:
            shown = self._state.lower()
            if self._state == FINISHED:
                if self._exception:
                    shown += f" raised {self._exception.__class__.__name__}"
                else:
                    shown += f" returned {self._result.__class__.__name__}"
            return f"<{self.__class__.__name__} at {id(self):#x} state={shown}>"

    def cancel(self):
        with self._condition:
            if self._state in (RUNNING, FINISHED):
                return False
            if self._state == CANCELLED:
                return True
            self._state = CANCELLED
            self._condition.notify_all()
        self._call_back()
        return True

    def cancelled(self):
        return self._state == CANCELLED

    def running(self):
        return self._state == RUNNING

    def done(self):
        return self._state in (CANCELLED, FINISHED)

    def add_done_callback(self, fn):
        with self._condition:
            if not self.done():
                self._done_callbacks.append(fn)
                return
        self._call_one(fn)

    def _call_back(self):
        for callback in self._done_callbacks:
            self._call_one(callback)

    def _call_one(self, callback):
        try:
            callback(self)
        except Exception as error:
            import sys
            import traceback

            print(f"exception calling callback for {self!r}", file=sys.stderr)
            traceback.print_exception(error)

    def _await(self, timeout):
        if not self.done():
            self._condition.wait(timeout)
        if self._state == CANCELLED:
            raise CancelledError()
        if self._state != FINISHED:
            raise TimeoutError()

    def result(self, timeout=None):
        try:
            with self._condition:
                self._await(timeout)
                if self._exception is None:
                    return self._result
                try:
                    raise self._exception
                finally:
                    # The exception's traceback holds this frame.
                    self = None
        finally:
            self = None

    def exception(self, timeout=None):
        with self._condition:
            self._await(timeout)
            return self._exception

    # For executors

    def set_running_or_notify_cancel(self):
        with self._condition:
            if self._state == CANCELLED:
                return False
            if self._state != PENDING:
                raise RuntimeError("Future in unexpected state")
            self._state = RUNNING
            return True

    def _finish(self, result, exception):
        with self._condition:
            if self.done():
                raise InvalidStateError(f"{self._state}: {self!r}")
            self._result = result
            self._exception = exception
            self._state = FINISHED
            self._condition.notify_all()
        self._call_back()

    def set_result(self, result):
        self._finish(result, None)

    def set_exception(self, exception):
        self._finish(None, exception)


class DoneAndNotDoneFutures(tuple):
    """What wait() returns."""

    __slots__ = ()
    done = property(lambda self: self[0])
    not_done = property(lambda self: self[1])

    def __repr__(self):
        return f"DoneAndNotDoneFutures(done={self.done!r}, not_done={self.not_done!r})"


class _Finished:
    """Futures that have ended, in the order in which they did."""

    def __init__(self, futures):
        self.futures = queue.SimpleQueue()
        for future in futures:
            future.add_done_callback(self.futures.put)

    def next(self, end):
        try:
            return self.futures.get(timeout=None if end is None else max(0, end - time.monotonic()))
        except queue.Empty:
            return None

    def forget(self, futures):
        put = self.futures.put
        for future in futures:
            with future._condition:
                future._done_callbacks = [one for one in future._done_callbacks if one != put]


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    """Waits for some or all of the futures."""
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return condition: {return_when!r}")
    fs = set(fs)
    end = None if timeout is None else time.monotonic() + timeout
    finished = _Finished([f for f in fs if not f.done()])

    def enough():
        done = [f for f in fs if f.done()]
        if len(done) == len(fs) or (return_when == FIRST_COMPLETED and done):
            return True
        return return_when == FIRST_EXCEPTION and any(not f.cancelled() and f._exception is not None for f in done)

    while not enough():
        if finished.next(end) is None:
            break
    finished.forget(fs)
    done = {f for f in fs if f.done()}
    return DoneAndNotDoneFutures((done, fs - done))


def as_completed(fs, timeout=None):
    """The futures, as they end."""
    end = None if timeout is None else time.monotonic() + timeout
    fs = set(fs)
    total = len(fs)
    already = [f for f in fs if f.done()]
    pending = fs - set(already)
    finished = _Finished(pending)
    fs = None
    try:
        while already:
            yield already.pop()
        while pending:
            future = finished.next(end)
            if future is None:
                raise TimeoutError(f"{len(pending)} (of {total}) futures unfinished")
            pending.discard(future)
            yield future
            future = None
    finally:
        finished.forget(pending)


class Executor:
    """Calls functions, some time."""

    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        end = None if timeout is None else time.monotonic() + timeout
        futures = [self.submit(fn, *args) for args in zip(*iterables)]

        def results():
            try:
                futures.reverse()
                while futures:
                    if end is None:
                        yield _result_or_cancel(futures.pop())
                    else:
                        yield _result_or_cancel(futures.pop(), end - time.monotonic())
            finally:
                for future in futures:
                    future.cancel()

        return results()

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False


def _result_or_cancel(future, timeout=None):
    try:
        try:
            return future.result(timeout)
        finally:
            future.cancel()
    finally:
        del future


class _WorkItem:
    """A call, and the future that gets what comes of it."""

    def __init__(self, future, function, args, kwargs):
        self.future, self.function = future, function
        self.args, self.kwargs = args, kwargs

    def run(self):
        cancelled = not self.future.set_running_or_notify_cancel()
        if cancelled:
            return
        try:
            result = self.function(*self.args, **self.kwargs)
        except BaseException as error:
            self.future.set_exception(error)
            # The exception's traceback holds this frame, which holds the future, which holds the exception.
            self = None
        else:
            self.future.set_result(result)


# Worker → the queue that it works from.
_threads_queues = weakref.WeakKeyDictionary()
# Whether the main thread is over; nobody submits while this changes.
_global_shutdown_lock, _shutdown = threading.Lock(), False


def _python_exit():
    """The main thread is over: workers do what is queued, and end."""
    global _shutdown
    with _global_shutdown_lock:
        _shutdown = True
    workers = dict(_threads_queues.items())
    for work in workers.values():
        work.put(None)
    for thread in workers:
        thread.join()


threading._register_atexit(_python_exit)


class BrokenThreadPool(BrokenExecutor):
    """An initializer failed."""


def _worker(executor_reference, work_queue, initializer, initargs):
    if initializer is not None:
        try:
            initializer(*initargs)
        except BaseException as error:
            import sys
            import traceback

            print("Exception in initializer:", file=sys.stderr)
            traceback.print_exception(error)
            executor = executor_reference()
            if executor is not None:
                executor._initializer_failed()
            return
    while True:
        try:
            item = work_queue.get_nowait()
        except queue.Empty:
            _note_idle(executor_reference())
            item = work_queue.get(block=True)
        if item is not None:
            item.run()
            # What the item holds must not live until the next one comes.
            del item
            continue
        if _is_over(executor_reference()):
            # For the next worker.
            work_queue.put(None)
            return


def _note_idle(executor):
    """The worker waits from now on; it must not hold its executor meanwhile."""
    if executor is not None:
        executor._idle_semaphore.release()


def _is_over(executor):
    if executor is None:
        return True
    if _shutdown:
        executor._shutdown = True
    return executor._shutdown


class ThreadPoolExecutor(Executor):
    """Calls functions in a few threads."""

    _counter = itertools.count().__next__

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if max_workers is None:
            max_workers = 5
        if not max_workers > 0:
            raise ValueError("max_workers must be greater than 0")
        if not (initializer is None or callable(initializer)):
            raise TypeError("initializer must be a callable")
        self._max_workers, self._threads = max_workers, set()
        # What is to be done, and how many workers wait for it.
        self._work_queue, self._idle_semaphore = queue.SimpleQueue(), threading.Semaphore(0)
        self._shutdown_lock, self._shutdown, self._broken = threading.Lock(), False, False
        self._thread_name_prefix = thread_name_prefix or f"ThreadPoolExecutor-{self._counter()}"
        self._initializer, self._initargs = initializer, initargs

    def submit(self, fn, /, *args, **kwargs):
        with self._shutdown_lock, _global_shutdown_lock:
            broken = self._broken
            if broken:
                raise BrokenThreadPool(broken)
            if self._shutdown or _shutdown:
                what = "shutdown" if self._shutdown else "interpreter shutdown"
                raise RuntimeError("cannot schedule new futures after " + what)
            future = Future()
            self._work_queue.put(_WorkItem(future, fn, args, kwargs))
            self._adjust_thread_count()
            return future

    def _adjust_thread_count(self):
        if self._idle_semaphore.acquire(timeout=0):
            return

        def wake(_, work=self._work_queue):
            work.put(None)

        count = len(self._threads)
        if count < self._max_workers:
            thread = threading.Thread(
                name=f"{self._thread_name_prefix}_{count}",
                target=_worker,
                args=(weakref.ref(self, wake), self._work_queue, self._initializer, self._initargs),
            )
            thread.start()
            self._threads.add(thread)
            _threads_queues[thread] = self._work_queue

    def _initializer_failed(self):
        with self._shutdown_lock:
            self._broken = "A thread initializer failed, the thread pool is not usable anymore"
            for item in self._unstarted():
                item.future.set_exception(BrokenThreadPool(self._broken))

    def _unstarted(self):
        """Takes out what no worker has begun."""
        while True:
            try:
                item = self._work_queue.get_nowait()
            except queue.Empty:
                return
            if item is not None:
                yield item

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._shutdown_lock:
            self._shutdown = True
            for item in self._unstarted() if cancel_futures else ():
                item.future.cancel()
            self._work_queue.put(None)
        if wait:
            for thread in self._threads:
                thread.join()
`;
