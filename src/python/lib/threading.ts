/** The library module threading, in Python. */
export const threadingSource = `"""Threads on one processor that never switches by itself: Thread.start() runs the target to its end before it returns.

The finalizer thread of a platform that has one is real in this sense: finalizers and callbacks see it as their
current thread. A wait that nothing can end raises RuntimeError: it would last for ever.
"""

from _threading import allocate_serial as _allocate_serial
from _threading import on_finalizer_thread as _on_finalizer_thread
from _threading import yield_to_threads as _yield_to_threads
from time import monotonic as _time
from time import sleep as _sleep

__all__ = [
    "get_ident", "active_count", "Condition", "current_thread", "enumerate", "main_thread", "TIMEOUT_MAX", "Event",
    "Lock", "RLock", "Semaphore", "BoundedSemaphore", "Thread", "Barrier", "BrokenBarrierError", "Timer",
    "ThreadError", "local", "get_native_id", "excepthook", "ExceptHookArgs", "stack_size",
]

ThreadError = RuntimeError
TIMEOUT_MAX = 9223372036.0
_counter = 0


def _stuck(what):
    return RuntimeError(f"{what} would wait for ever: midden runs each thread to its end when it is started")


class Lock:
    """A lock; it belongs to nobody in particular."""

    def __init__(self):
        self._locked = False

    def acquire(self, blocking=True, timeout=-1):
        if self._locked:
            # What holds it may be waiting for its finalizer.
            _yield_to_threads()
        if not self._locked:
            self._locked = True
            return True
        if not blocking:
            return False
        if timeout >= 0:
            _sleep(timeout)
            if not self._locked:
                self._locked = True
                return True
            return False
        raise _stuck("Lock.acquire()")

    def release(self):
        if not self._locked:
            raise RuntimeError("release unlocked lock")
        self._locked = False

    def locked(self):
        return self._locked

    acquire_lock = acquire
    release_lock = release
    locked_lock = locked

    def __enter__(self):
        self.acquire()
        return True

    def __exit__(self, *exc_info):
        self.release()

    def __repr__(self):
        state = "locked" if self._locked else "unlocked"
        return f"<{state} _thread.lock object at {id(self):#x}>"


allocate_lock = Lock


class _RLock:
    """A lock that its thread can take several times."""

    def __init__(self):
        self._owner = None
        self._count = 0

    def acquire(self, blocking=True, timeout=-1):
        me = get_ident()
        if self._owner == me:
            self._count += 1
            return True
        if self._owner is not None:
            _yield_to_threads()
        if self._owner is None:
            self._owner = me
            self._count = 1
            return True
        if not blocking:
            return False
        if timeout >= 0:
            _sleep(timeout)
            return self._owner is None and self.acquire(False)
        raise _stuck("RLock.acquire()")

    def release(self):
        if self._owner != get_ident():
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if not self._count:
            self._owner = None

    def _is_owned(self):
        return self._owner == get_ident()

    def __enter__(self):
        self.acquire()
        return True

    def __exit__(self, *exc_info):
        self.release()

    def __repr__(self):
        state = "locked" if self._count else "unlocked"
        return f"<{state} _thread.RLock object owner={self._owner or 0} count={self._count} at {id(self):#x}>"


def RLock():
    return _RLock()


class Condition:
    """A lock with waiting; notifications reach whoever waits later in this thread."""

    def __init__(self, lock=None):
        self._lock = RLock() if lock is None else lock
        self.acquire = self._lock.acquire
        self.release = self._lock.release
        self._notified = 0

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def wait(self, timeout=None):
        _yield_to_threads()
        if self._notified:
            self._notified -= 1
            return True
        if timeout is None:
            raise _stuck("Condition.wait()")
        _sleep(max(timeout, 0))
        if self._notified:
            self._notified -= 1
            return True
        return False

    def wait_for(self, predicate, timeout=None):
        result = predicate()
        if not result:
            self.wait(timeout)
            result = predicate()
        return result

    def notify(self, n=1):
        self._notified += n

    def notify_all(self):
        self._notified += 1


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._value = value

    def acquire(self, blocking=True, timeout=None):
        if self._value == 0:
            _yield_to_threads()
        if self._value == 0 and blocking:
            if timeout is None:
                raise _stuck("Semaphore.acquire()")
            _sleep(timeout)
        if self._value == 0:
            return False
        self._value -= 1
        return True

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        self._value += n

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc_info):
        self.release()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def release(self, n=1):
        if self._value + n > self._initial_value:
            raise ValueError("Semaphore released too many times")
        super().release(n)


class Event:
    """A flag to wait for."""

    def __init__(self):
        self._flag = False

    def is_set(self):
        return self._flag

    isSet = is_set

    def set(self):
        self._flag = True

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        if not self._flag:
            _yield_to_threads()
        if not self._flag:
            if timeout is None:
                raise _stuck("Event.wait()")
            _sleep(timeout)
        return self._flag


class BrokenBarrierError(RuntimeError):
    pass


class Barrier:
    def __init__(self, parties, action=None, timeout=None):
        self._parties = parties
        self._action = action

    parties = property(lambda self: self._parties)
    n_waiting = property(lambda self: 0)
    broken = property(lambda self: False)

    def wait(self, timeout=None):
        if self._parties > 1:
            raise _stuck("Barrier.wait()")
        if self._action is not None:
            self._action()
        return 0


class local:
    """Attributes that differ from thread to thread."""

    def __new__(cls, /, *args, **kw):
        self = object.__new__(cls)
        object.__setattr__(self, "_local_spaces", {})
        object.__setattr__(self, "_local_args", (args, kw))
        return self

    def _local_space(self):
        thread = current_thread()
        spaces = object.__getattribute__(self, "_local_spaces")
        space = spaces.get(thread.ident)
        if space is None:
            space = spaces[thread.ident] = {}
            # They die with their thread.
            thread._locals.append((spaces, thread.ident))
            cls = type(self)
            if cls.__init__ is not object.__init__:
                args, kw = object.__getattribute__(self, "_local_args")
                if len(spaces) > 1:
                    cls.__init__(self, *args, **kw)
        return space

    def __getattribute__(self, name):
        if name in ("_local_space", "_local_spaces", "_local_args"):
            return object.__getattribute__(self, name)
        space = object.__getattribute__(self, "_local_space")()
        if name == "__dict__":
            return space
        if name in space:
            return space[name]
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        if name == "__dict__":
            raise AttributeError(f"'{type(self).__name__}' object attribute '__dict__' is read-only")
        self._local_space()[name] = value

    def __delattr__(self, name):
        try:
            del self._local_space()[name]
        except KeyError:
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'") from None


class ExceptHookArgs(tuple):
    __slots__ = ()
    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])


def excepthook(args, /):
    """Shows an exception that ended a thread."""
    import sys
    import traceback

    if args.exc_type is SystemExit:
        return
    name = args.thread.name if args.thread is not None else get_ident()
    print(f"Exception in thread {name}:", file=sys.stderr)
    traceback.print_exception(args.exc_value)


__excepthook__ = excepthook


class Thread:
    """A thread of control: start() runs it to its end."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        global _counter
        if name is None:
            _counter += 1
            name = f"Thread-{_counter}"
            if target is not None and hasattr(target, "__name__"):
                name += f" ({target.__name__})"
        self._target = target
        self._name = str(name)
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self._daemonic = current_thread()._daemonic if daemon is None else daemon
        self._ident = None
        self._started = False
        self._stopped = False
        self._locals = []

    def start(self):
        if self._started:
            raise RuntimeError("threads can only be started once")
        self._started = True
        self._ident = _allocate_serial()
        _running.append(self)
        try:
            self.run()
        except SystemExit:
            pass
        except BaseException as error:
            excepthook(ExceptHookArgs((type(error), error, error.__traceback__, self)))
        finally:
            _running.remove(self)
            self._stopped = True
            for spaces, ident in self._locals:
                spaces.pop(ident, None)
            self._locals.clear()

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs

    def join(self, timeout=None):
        if not self._started:
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        _yield_to_threads()

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        self._name = str(name)

    @property
    def ident(self):
        return self._ident

    native_id = ident

    def is_alive(self):
        return self._started and not self._stopped

    @property
    def daemon(self):
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if self._started:
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name

    def isDaemon(self):
        return self.daemon

    def setDaemon(self, daemonic):
        self.daemon = daemonic

    def __repr__(self):
        status = "stopped" if self._stopped else "started" if self._started else "initial"
        if self._daemonic:
            status += " daemon"
        if self._ident is not None:
            status += f" {self._ident}"
        return f"<{self.__class__.__name__}({self._name}, {status})>"


class Timer(Thread):
    """Waits, then calls: start() does both."""

    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval = interval
        self.function = function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        _sleep(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _MainThread(Thread):
    def __init__(self, name, daemon):
        self._target = None
        self._name = name
        self._args = ()
        self._kwargs = {}
        self._daemonic = daemon
        self._ident = _allocate_serial()
        self._started = True
        self._stopped = False
        self._locals = []


_main = _MainThread("MainThread", False)
_finalizer = _MainThread("Finalizer", True)
_running = [_main]


def current_thread():
    """The thread that runs this."""
    return _finalizer if _on_finalizer_thread() else _running[-1]


currentThread = current_thread


def main_thread():
    return _main


def get_ident():
    return current_thread()._ident


get_native_id = get_ident


def enumerate():
    return list(_running)


def active_count():
    return len(_running)


activeCount = active_count


def stack_size(size=0):
    return 0
`;
