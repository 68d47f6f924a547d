# 64 handles given back by a finalizer are used up; `with` gives them back in time.
free = list(range(64))


class Handle:
    def __init__(self):
        if not free:
            raise RuntimeError('exhausted')
        self.n = free.pop()

    def close(self):
        if self.n >= 0:
            free.append(self.n)
            self.n = -1

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def __del__(self):
        self.close()


served = 0
try:
    for _ in range(200):
        Handle()
        served += 1
except RuntimeError:
    pass
print('finalizer version served', served, 'of 200')
free[:] = range(64)
served = 0
for _ in range(200):
    with Handle():
        served += 1
print('with version served', served, 'of 200')
