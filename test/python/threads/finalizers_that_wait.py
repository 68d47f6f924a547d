"""Finalizers that let another thread run while nested containers die, and a main thread that waits inside of a built-in function."""
import threading
import time


def waits():
    try:
        yield
    finally:
        time.sleep(1e-6)


class Nested(list):
    made = []
    died = []

    def __init__(self, items):
        self[:] = items
        Nested.made.append(None)

    def __del__(self):
        Nested.died.append(None)
        generator = waits()
        next(generator)


def work():
    while not over:
        x = Nested([])
        for _ in range(55):
            x = [Nested([x])]
        del x


def main(seconds):
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    over.append(True)
    for thread in threads:
        thread.join()
    return len(Nested.made) == len(Nested.died) > 0


over = []
print(list(map(main, [0.01])))
