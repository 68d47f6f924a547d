/** The library module asyncio.events, in Python. */
export const asyncioEventsSource = `"""The event loop, futures and tasks."""

import heapq
import sys
import time
import warnings
import weakref
from _thread import _count, get_ident
from _threads import _wait_filled
from collections import deque
from collections.abc import Coroutine as _Coroutine
from types import CoroutineType as _CoroutineType


class CancelledError(BaseException):
    """The task or future was cancelled."""


class InvalidStateError(Exception):
    """The future is in no state for this."""


def _copied_context():
    """Of this thread's context; None as long as nobody uses any."""
    contexts = sys.modules.get("_contextvars")
    return None if contexts is None else contexts.copy_context()


class Handle:
    """A callback that waits for its turn."""

    def __init__(self, callback, args, context, when=None):
        if context is None:
            # Those of a task run in its context.
            context = getattr(getattr(callback, "__self__", None), "_context", None) or _copied_context()
        self._context = context
        self._callback = callback
        self._args = args
        self._when = when
        self._cancelled = False

    def cancel(self):
        self._cancelled = True
        self._callback = self._args = None

    def _run(self):
        if self._context is None:
            self._callback(*self._args)
        else:
            self._context.run(self._callback, *self._args)

    def cancelled(self):
        return self._cancelled

    def when(self):
        return self._when


class AbstractEventLoop:
    """The loop."""

    def __init__(self):
        self._ready = deque()
        self._asyncgens = weakref.WeakSet()
        self._asyncgens_shutdown = False
        self._executor = None
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
        handle = Handle(callback, args, context)
        self._ready.append(handle)
        return handle

    call_soon_threadsafe = call_soon

    def call_later(self, delay, callback, *args, context=None):
        return self.call_at(self.time() + delay, callback, *args, context=context)

    def call_at(self, when, callback, *args, context=None):
        self._check_closed()
        handle = Handle(callback, args, context, when)
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
            if timers:
                # Another thread may call call_soon_threadsafe.
                _wait_filled(self._ready, max(0, timers[0][0] - self.time()))
            elif _count():
                _wait_filled(self._ready, None)
            else:
                raise RuntimeError(
                    "the event loop would wait for ever: no callback is ready and no timer is set"
                )
        else:
            # Waiting for input, here none: other threads get their turn.
            time.sleep(0)
        now = self.time()
        while timers and timers[0][0] <= now:
            self._ready.append(heapq.heappop(timers)[2])
        for _ in range(len(self._ready)):
            # Taken one by one: a callback's references go as soon as it has run.
            handle = self._ready.popleft()
            if not handle._cancelled:
                try:
                    handle._run()
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
        from asyncio.tasks import ensure_future

        future = ensure_future(future, loop=self)
        self._running = True
        hooks = sys.get_asyncgen_hooks()
        sys.set_asyncgen_hooks(firstiter=self._asyncgen_begins, finalizer=self._asyncgen_dies)
        _loops[get_ident()] = self
        try:
            while not future.done():
                self._run_once()
        finally:
            self._running = False
            del _loops[get_ident()]
            sys.set_asyncgen_hooks(*hooks)
        return future.result()

    # Asynchronous generators

    def _asyncgen_begins(self, agen):
        if self._asyncgens_shutdown:
            warnings.warn(
                f"asynchronous generator {agen!r} was scheduled after loop.shutdown_asyncgens() call",
                ResourceWarning, source=self,
            )
        self._asyncgens.add(agen)

    def _asyncgen_dies(self, agen):
        self._asyncgens.discard(agen)
        if not self._closed:
            self.call_soon_threadsafe(self.create_task, agen.aclose())

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
        """Closes the generators that have begun and not ended."""
        self._asyncgens_shutdown = True
        left = list(self._asyncgens)
        self._asyncgens.clear()
        if not left:
            return
        from asyncio.tasks import gather

        results = await gather(*[agen.aclose() for agen in left], return_exceptions=True)
        for result, agen in zip(results, left):
            if isinstance(result, Exception):
                self.call_exception_handler({
                    "message": f"an error occurred during closing of asynchronous generator {agen!r}",
                    "exception": result,
                    "asyncgen": agen,
                })

    # Threads

    def run_in_executor(self, executor, func, *args):
        """Calls func(*args) in a thread; a future of this loop for the result."""
        self._check_closed()
        if executor is None:
            executor = self._executor
            if executor is None:
                from concurrent.futures import ThreadPoolExecutor

                executor = self._executor = ThreadPoolExecutor(thread_name_prefix="asyncio")
        return wrap_future(executor.submit(func, *args), loop=self)

    def set_default_executor(self, executor):
        self._executor = executor

    async def shutdown_default_executor(self):
        """Ends the threads of run_in_executor."""
        if self._executor is not None:
            executor, self._executor = self._executor, None
            executor.shutdown(wait=True)

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
        return Task(coro, loop=self, name=name, context=context)


# By thread.
_loops = {}
_set_loop = None


def _running_loop():
    return _loops.get(get_ident())


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


def wrap_future(future, *, loop=None):
    """A future of the loop with the result of one of concurrent.futures."""
    if isinstance(future, Future):
        return future
    loop = get_event_loop() if loop is None else loop
    wrapped = loop.create_future()

    def take(_):
        if wrapped.cancelled():
            return
        if future.cancelled():
            wrapped.cancel()
        elif future.exception() is not None:
            wrapped.set_exception(future.exception())
        else:
            wrapped.set_result(future.result())

    future.add_done_callback(lambda done: None if loop._closed else loop.call_soon_threadsafe(take, done))
    wrapped.add_done_callback(lambda done: future.cancel() if done.cancelled() else None)
    return wrapped


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
        self._context = _copied_context() if context is None else context
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
        info = f"{self._state.lower()} name={self._name!r} coro=<{getattr(self._coro, '__qualname__', type(self._coro).__name__)}()>"
        if self._state == "FINISHED":
            failed = self._exception is not None
            info += f" exception={self._exception!r}" if failed else f" result={self._result!r}"
        return f"<Task {info}>"


def iscoroutine(obj):
    return isinstance(obj, (_CoroutineType, _Coroutine))


def iscoroutinefunction(func):
    code = getattr(func, "__code__", None)
    return code is not None and bool(code.co_flags & 0x80)


def isfuture(obj):
    return isinstance(obj, Future)
`;
