# gc.collect() on exhaustion works here: it waits for the finalizers.
import gc

free = list(range(64))


class Handle:
    def __init__(self):
        if not free:
            gc.collect()
        if not free:
            raise RuntimeError('still exhausted')
        self.n = free.pop()

    def __del__(self):
        free.append(self.n)


for _ in range(200):
    Handle()
print('served 200 of 200')
