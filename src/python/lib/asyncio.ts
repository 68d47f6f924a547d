/** The library module asyncio, in Python. */
export const asyncioSource = `"""Asynchronous programs on a deterministic event loop over the virtual clock.

Callbacks run in the order in which they became ready; when none is ready, the clock is moved on to the next timer.
There is no input and output to wait for.
"""

from asyncio.events import (
    AbstractEventLoop, CancelledError, Future, Handle, InvalidStateError, Task, _running_loop, get_event_loop,
    get_running_loop, iscoroutine, iscoroutinefunction, isfuture, new_event_loop, set_event_loop, wrap_future,
)
from asyncio.tasks import (
    ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, TaskGroup, Timeout, TimeoutError, all_tasks, as_completed,
    create_task, current_task, ensure_future, gather, shield, sleep, timeout, timeout_at, to_thread, wait, wait_for,
)
from asyncio.locks import (
    BoundedSemaphore, Condition, Event, LifoQueue, Lock, PriorityQueue, Queue, QueueEmpty, QueueFull, Semaphore,
)

__all__ = [
    "ALL_COMPLETED", "AbstractEventLoop", "BoundedSemaphore", "CancelledError", "Condition", "Event", "FIRST_COMPLETED",
    "FIRST_EXCEPTION", "Future", "InvalidStateError", "Lock", "LifoQueue", "PriorityQueue", "Queue", "QueueEmpty",
    "QueueFull", "Runner", "Semaphore", "Task", "TaskGroup", "TimeoutError", "all_tasks", "as_completed",
    "create_task", "current_task", "ensure_future", "gather", "get_event_loop", "get_running_loop", "iscoroutine",
    "iscoroutinefunction", "isfuture", "new_event_loop", "run", "set_event_loop", "shield", "sleep", "timeout",
    "timeout_at", "to_thread", "wait", "wait_for",
]


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
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
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
