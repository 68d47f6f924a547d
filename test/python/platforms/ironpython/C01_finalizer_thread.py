# Finalizers run after the collection, on a thread of their own; gc.collect() waits for them.
import gc
import threading

main = threading.current_thread()
done = []
threads = []


class Resource:
    def __del__(self):
        done.append(1)
        if threading.current_thread() is not main and not threads:
            threads.append('another thread')


def make(n):
    for _ in range(n):
        Resource()


make(100)
print('after drop:', len(done))
freed = gc.collect()
print('after gc.collect():', len(done))
print('ran on:', threads)
