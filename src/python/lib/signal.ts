/** The library module signal, in Python. */
export const signalSource = `"""Signals: who handles them. None comes from outside; raise_signal() delivers them, at once."""

from enum import IntEnum as _IntEnum

_numbers = (
    ("SIGHUP", 1), ("SIGINT", 2), ("SIGQUIT", 3), ("SIGILL", 4), ("SIGTRAP", 5), ("SIGABRT", 6), ("SIGBUS",
    7), ("SIGFPE", 8), ("SIGKILL", 9), ("SIGUSR1", 10), ("SIGSEGV", 11), ("SIGUSR2", 12), ("SIGPIPE", 13),
    ("SIGALRM", 14), ("SIGTERM", 15), ("SIGSTKFLT", 16), ("SIGCHLD", 17), ("SIGCONT", 18), ("SIGSTOP", 19),
    ("SIGTSTP", 20), ("SIGTTIN", 21), ("SIGTTOU", 22), ("SIGURG", 23), ("SIGXCPU", 24), ("SIGXFSZ", 25),
    ("SIGVTALRM", 26), ("SIGPROF", 27), ("SIGWINCH", 28), ("SIGIO", 29), ("SIGPWR", 30), ("SIGSYS", 31),
    ("SIGRTMIN", 34), ("SIGRTMAX", 64),
)
Signals = _IntEnum("Signals", _numbers, module="signal")
Handlers = _IntEnum("Handlers", (("SIG_DFL", 0), ("SIG_IGN", 1)), module="signal")
Sigmasks = _IntEnum("Sigmasks", (("SIG_BLOCK", 0), ("SIG_UNBLOCK", 1), ("SIG_SETMASK", 2)), module="signal")
globals().update((member.name, member) for kind in (Signals, Handlers, Sigmasks) for member in kind)
SIGCLD, SIGPOLL, SIGIOT = SIGCHLD, SIGIO, SIGABRT
NSIG = 65
ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF = 0, 1, 2


class ItimerError(OSError):
    """A timer that is not there."""


def default_int_handler(signalnum, frame, /):
    """What handles SIGINT as long as nothing else does."""
    raise KeyboardInterrupt


_handlers = {SIGINT: default_int_handler, SIGPIPE: SIG_IGN, SIGXFSZ: SIG_IGN}


def _known(number):
    number = int(number)
    if not 1 <= number < NSIG:
        raise ValueError("signal number out of range")
    return number


def getsignal(signalnum, /):
    """What handles a signal."""
    handler = _handlers.get(_known(signalnum), SIG_DFL)
    return Handlers(handler) if isinstance(handler, int) else handler


def signal(signalnum, handler, /):
    """Sets what handles a signal, and gives what did so before."""
    import threading

    if threading.current_thread() is not threading.main_thread():
        raise ValueError("signal only works in main thread of the main interpreter")
    if not callable(handler) and handler not in (SIG_DFL, SIG_IGN):
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    number = _known(signalnum)
    if number in (SIGKILL, SIGSTOP):
        raise OSError(22, "Invalid argument")
    before = getsignal(number)
    _handlers[number] = handler
    return before


def raise_signal(signalnum, /):
    """Delivers a signal to this process, at once."""
    import sys

    number = _known(signalnum)
    handler = getsignal(number)
    if callable(handler) and not isinstance(handler, int):
        handler(number, sys._getframe(1))
    elif handler == SIG_DFL and number not in (SIGCHLD, SIGURG, SIGWINCH, SIGCONT):
        import os

        os._exit(128 + number)


def strsignal(signalnum, /):
    """What a signal is called."""
    return _texts.get(_known(signalnum))


def valid_signals():
    numbers = {int(member) for member in Signals}
    return {Signals(number) if number in numbers else number for number in range(1, NSIG) if number not in (32, 33)}


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    return -1


def siginterrupt(signalnum, flag, /):
    _known(signalnum)


def pthread_sigmask(how, mask, /):
    return set()


def sigpending():
    return set()


_texts = {
    1: "Hangup", 2: "Interrupt", 3: "Quit", 4: "Illegal instruction", 5: "Trace/breakpoint trap",
    6: "Aborted", 7: "Bus error", 8: "Floating point exception", 9: "Killed", 10: "User defined signal 1",
    11: "Segmentation fault", 12: "User defined signal 2", 13: "Broken pipe", 14: "Alarm clock",
    15: "Terminated", 16: "Stack fault", 17: "Child exited", 18: "Continued", 19: "Stopped (signal)",
    20: "Stopped", 21: "Stopped (tty input)", 22: "Stopped (tty output)", 23: "Urgent I/O condition",
    24: "CPU time limit exceeded", 25: "File size limit exceeded", 26: "Virtual timer expired",
    27: "Profiling timer expired", 28: "Window changed", 29: "I/O possible", 30: "Power failure",
    31: "Bad system call",
}
`;
