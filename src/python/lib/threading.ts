/** The library module threading, in Python. */
export const threadingSource = `"""Threads on a seeded, cooperative scheduler: the same seed gives the same interleaving."""

import sys as _sys

from _thread import RLock, TIMEOUT_MAX, _drop_locals
from _thread import _local as local
from _thread import allocate_lock as Lock
from _thread import get_ident, get_native_id, stack_size
from _threads import _has_ended, _is_finalizer_thread, _set_name, _start, _wait_ended
from collections import deque as _deque
from itertools import count as _count
from time import monotonic as _time

__all__ = [
    "get_ident", "active_count", "Condition", "current_thread", "enumerate", "main_thread", "TIMEOUT_MAX", "Event",
    "Lock", "RLock", "Semaphore", "BoundedSemaphore", "Thread", "Barrier", "BrokenBarrierError", "Timer",
    "ThreadError", "local", "get_native_id", "excepthook", "ExceptHookArgs", "stack_size",
]

ThreadError = RuntimeError
_newname = _count(1).__next__


class Condition:
    """Waiting for something that happens under a lock."""

    def __init__(self, lock=None):
        self._lock = lock = RLock() if lock is None else lock
        # What the lock can do itself, it does; the rest is below.
        for name in ("acquire", "release", "_release_save", "_acquire_restore", "_is_owned"):
            method = getattr(lock, name, None)
            if method is not None:
                setattr(self, name, method)
        self._waiters = _deque()

    def __enter__(self):
        lock = self._lock
        return lock.__enter__()

    def __exit__(self, *exc_info):
        lock = self._lock
        return lock.__exit__(*exc_info)

    def __repr__(self):
        return f"<Condition({self._lock}, {len(self._waiters)})>"

    def _is_owned(self):
        free = self._lock.acquire(False)
        if free:
            self._lock.release()
        return not free

    def _check_owned(self, action):
        if not self._is_owned():
            raise RuntimeError(f"cannot {action} on un-acquired lock")

    def _release_save(self):
        self._lock.release()

    def _acquire_restore(self, saved):
        self._lock.acquire()

    def wait(self, timeout=None):
        self._check_owned("wait")
        # A lock that is taken: who notifies releases it.
        waiter = Lock()
        waiter.acquire()
        self._waiters.append(waiter)
        saved = self._release_save()
        woken = False
        try:
            if timeout is None:
                waiter.acquire()
                woken = True
            elif timeout > 0:
                woken = waiter.acquire(True, timeout)
            else:
                woken = waiter.acquire(False)
            return woken
        finally:
            self._acquire_restore(saved)
            if not woken:
                try:
                    self._waiters.remove(waiter)
                except ValueError:
                    pass

    def wait_for(self, predicate, timeout=None):
        end = None
        result = predicate()
        while not result:
            left = timeout
            if timeout is not None:
                if end is None:
                    end = _time() + timeout
                else:
                    left = end - _time()
                    if left <= 0:
                        break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n=1):
        self._check_owned("notify")
        waiters = self._waiters
        while waiters and n > 0:
            waiter = waiters.popleft()
            try:
                waiter.release()
            except RuntimeError:
                # Its time was up.
                continue
            n -= 1

    def notify_all(self):
        everybody = len(self._waiters)
        self.notify(everybody)

    notifyAll = notify_all


class Semaphore:
    """A counter that is never below 0."""

    def __init__(self, value=1):
        if not value >= 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._cond, self._value = Condition(Lock()), value

    def __repr__(self):
        return _shown(self, f"value={self._value}")

    def acquire(self, blocking=True, timeout=None):
        if timeout is not None and not blocking:
            raise ValueError("can't specify timeout for non-blocking acquire")
        end = None
        with self._cond:
            while self._value == 0:
                if not blocking:
                    return False
                if timeout is not None:
                    if end is None:
                        end = _time() + timeout
                    else:
                        timeout = end - _time()
                        if timeout <= 0:
                            return False
                self._cond.wait(timeout)
            self._value -= 1
            return True

    __enter__ = acquire

    # The highest value: unbounded.
    _initial_value = None

    def release(self, n=1):
        if n <= 0:
            raise ValueError("n must be one or more")
        with self._cond:
            value = self._value + n
            if self._initial_value is not None and value > self._initial_value:
                raise ValueError("Semaphore released too many times")
            self._value = value
            for _ in range(n):
                self._cond.notify()

    def __exit__(self, exc_type, exc, traceback):
        self.release()


class BoundedSemaphore(Semaphore):
    """One that is released as often as it was acquired, at most."""

    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = self._value

    def __repr__(self):
        return _shown(self, f"value={self._value}/{self._initial_value}")


def _shown(self, state):
    cls = self.__class__
    return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: {state}>"


class Event:
    """A flag to wait for."""

    def __init__(self):
        self._cond, self._flag = Condition(Lock()), False

    def __repr__(self):
        return _shown(self, "set" if self._flag else "unset")

    def is_set(self):
        return self._flag

    isSet = is_set

    def set(self):
        changed = self._cond
        with changed:
            self._flag = True
            changed.notify_all()

    def wait(self, timeout=None):
        changed = self._cond
        with changed:
            return self._flag or changed.wait(timeout)

    def clear(self):
        with self._cond:
            self._flag = False


class BrokenBarrierError(RuntimeError):
    pass


class Barrier:
    """Threads wait here until there are enough of them."""

    def __init__(self, parties, action=None, timeout=None):
        self._cond = Condition(Lock())
        self._parties, self._action, self._timeout = parties, action, timeout
        # "filling", "draining", "resetting" or "broken"
        self._state = "filling"
        self._count = 0

    def __repr__(self):
        return _shown(self, "broken" if self.broken else f"waiters={self.n_waiting}/{self.parties}")

    def wait(self, timeout=None):
        if timeout is None:
            timeout = self._timeout
        with self._cond:
            while self._state in ("resetting", "draining"):
                self._cond.wait()
            if self._state == "broken":
                raise BrokenBarrierError
            index = self._count
            self._count += 1
            try:
                if self._count == self._parties:
                    self._open()
                else:
                    self._await(timeout)
                return index
            finally:
                self._count -= 1
                if self._count == 0 and self._state in ("resetting", "draining"):
                    self._state = "filling"
                    self._cond.notify_all()

    def _open(self):
        try:
            if self._action:
                self._action()
            self._state = "draining"
            self._cond.notify_all()
        except:
            self._break()
            raise

    def _await(self, timeout):
        if not self._cond.wait_for(lambda: self._state != "filling", timeout):
            self._break()
            raise BrokenBarrierError
        if self._state in ("broken", "resetting"):
            raise BrokenBarrierError

    def reset(self):
        with self._cond:
            if self._count > 0:
                self._state = "resetting"
            else:
                self._state = "filling"
            self._cond.notify_all()

    def abort(self):
        with self._cond:
            self._break()

    def _break(self):
        self._state = "broken"
        self._cond.notify_all()

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return self._count if self._state == "filling" else 0

    @property
    def broken(self):
        return self._state == "broken"


class ExceptHookArgs(tuple):
    """What threading.excepthook gets: the exception and its thread."""

    __slots__ = ()
    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])


def excepthook(args, /):
    """Shows an exception that ended a thread."""
    if args.exc_type is SystemExit:
        return
    stream = _sys.stderr
    if stream is None:
        return
    import traceback

    name = args.thread.name if args.thread is not None else get_ident()
    print(f"Exception in thread {name}:", file=stream, flush=True)
    traceback.print_exception(args.exc_type, args.exc_value, args.exc_traceback, file=stream)
    stream.flush()


__excepthook__ = excepthook

# Started and not ended, by ident; between start() and its first instruction a thread is in _limbo.
_active = {}
_limbo = {}
_with_function_name = _sys.version_info >= (3, 10)


class Thread:
    """A thread of control."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        if group is not None:
            raise AssertionError("group argument must be None for now")
        if name is None:
            name = f"Thread-{_newname()}"
            if target is not None and _with_function_name and hasattr(target, "__name__"):
                name += f" ({target.__name__})"
        self._target = target
        self._name = str(name)
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._ident = None
        self._native_id = None
        self._started = Event()
        self._is_stopped = False
        self._initialized = True

    def __repr__(self):
        status = "initial"
        if self._has_started():
            status = "started" if self.is_alive() else "stopped"
        if self._daemonic:
            status += " daemon"
        status += f" {self._ident}" if self._ident is not None else ""
        return f"<{self.__class__.__name__}({self._name}, {status})>"

    def _has_started(self):
        return self._started._flag

    def _check_initialized(self, text="Thread.__init__() not called"):
        if "_initialized" not in self.__dict__:
            raise RuntimeError(text)

    def start(self):
        self._check_initialized("thread.__init__() not called")
        if self._has_started():
            raise RuntimeError("threads can only be started once")
        _limbo[self] = self
        try:
            _start(self._name, _run_thread, self._bootstrap)
        except BaseException:
            del _limbo[self]
            raise
        self._started.wait()

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            # The thread may hold what its arguments hold, for as long as it is held.
            for name in ("_target", "_args", "_kwargs"):
                delattr(self, name)

    def _now_active(self):
        self._ident, self._native_id = get_ident(), get_native_id()
        _active[self._ident] = self
        _limbo.pop(self, None)

    def _bootstrap(self):
        try:
            self._now_active()
            self._started.set()
            try:
                self.run()
            except BaseException:
                self._show()
        finally:
            _active.pop(get_ident(), None)

    def _show(self):
        args = ExceptHookArgs((*_sys.exc_info(), self))
        try:
            hook = excepthook
            hook(args)
        except Exception as error:
            import traceback

            print("Exception in threading.excepthook:", file=_sys.stderr, flush=True)
            traceback.print_exception(error)
        finally:
            args = None

    def join(self, timeout=None):
        self._check_initialized()
        problem = None
        if not self._has_started():
            problem = "thread before it is started"
        elif current_thread() is self:
            problem = "current thread"
        if problem:
            raise RuntimeError("cannot join " + problem)
        if not self._is_stopped:
            self._is_stopped = _wait_ended(self._ident, timeout if timeout is None else max(timeout, 0))

    def is_alive(self):
        if self._is_stopped or not self._has_started():
            return False
        self._is_stopped = _has_ended(self._ident)
        return not self._is_stopped

    def setName(self, name):
        self.name = name

    def getName(self):
        return self.name

    def setDaemon(self, daemonic):
        self.daemon = daemonic

    def isDaemon(self):
        return self.daemon

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, new_name):
        self._name, ident = str(new_name), self._ident
        if ident is not None:
            _set_name(ident, self._name)

    @property
    def ident(self):
        return self._ident

    @property
    def native_id(self):
        return self._native_id

    @property
    def daemon(self):
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        self._check_initialized()
        if not self._has_started():
            self._daemonic = daemonic
        else:
            raise RuntimeError("cannot set daemon status of active thread")


def _run_thread(bootstrap):
    bootstrap()
    bootstrap = None
    _drop_locals()


class Timer(Thread):
    """Calls a function after some time, unless it is cancelled."""

    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval, self.function = interval, function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs
        self.finished = Event()

    def run(self):
        cancelled = self.finished.wait(self.interval) or self.finished.is_set()
        if not cancelled:
            self.function(*self.args, **self.kwargs)
        self.finished.set()

    def cancel(self):
        self.finished.set()


class _MainThread(Thread):
    def __init__(self):
        super().__init__(name="MainThread", daemon=False)
        self._adopt()

    def _adopt(self):
        """It runs already."""
        self._now_active()
        self._started._flag = True


class _DummyThread(_MainThread):
    """A thread that was not started by this module."""

    def __init__(self, name=None):
        Thread.__init__(self, name=f"Dummy-{_newname()}" if name is None else name, daemon=True)
        self._adopt()

    def join(self, timeout=None):
        raise AssertionError("cannot join a dummy thread")


def current_thread():
    """The thread that runs this."""
    thread = _active.get(get_ident())
    if thread is None:
        thread = _DummyThread("Finalizer" if _is_finalizer_thread() else None)
    return thread


currentThread = current_thread


def enumerate():
    """All threads that have begun and not ended."""
    return [*_active.values(), *_limbo.values()]


def active_count():
    return sum(map(len, (_active, _limbo)))


activeCount = active_count

_main_thread = _MainThread()


def main_thread():
    return _main_thread


_threading_atexits = []
_SHUTTING_DOWN = False


def _register_atexit(func, *arg, **kwargs):
    """Calls func when the main thread is over, before the others are waited for."""
    if not _SHUTTING_DOWN:
        _threading_atexits.append(lambda: func(*arg, **kwargs))
        return
    raise RuntimeError("can't register atexit after shutdown")


def _shutdown():
    """The main thread is over: waits for all that are not daemons."""
    global _SHUTTING_DOWN
    if _SHUTTING_DOWN:
        return
    _SHUTTING_DOWN = True
    _main_thread._is_stopped = True
    for call in reversed(_threading_atexits):
        call()
    while True:
        waiting = [thread for thread in enumerate() if thread is not _main_thread and not thread.daemon]
        if not waiting:
            break
        for thread in waiting:
            thread.join()
`;
