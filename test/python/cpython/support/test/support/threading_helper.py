import contextlib
import functools
import threading
import unittest


def requires_working_threading(*, module=False):
    return lambda test: test


def reap_threads(test):
    return test


def join_thread(thread, timeout=None):
    thread.join(timeout)
    if thread.is_alive():
        raise AssertionError("failed to join the thread in %.1f seconds" % timeout)


@contextlib.contextmanager
def start_threads(threads, unlock=None):
    """Starts the threads, and ends them all whatever happens inside."""
    threads = list(threads)
    started = []
    try:
        for thread in threads:
            thread.start()
            started.append(thread)
        yield
    finally:
        if unlock:
            unlock()
        for thread in started:
            thread.join()
