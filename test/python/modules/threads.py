import threading
import time

print(threading.current_thread().name, threading.main_thread() is threading.current_thread(), threading.active_count())
lock = threading.Lock()
with lock:
    print(lock.locked(), lock.acquire(False))
print(lock.locked())
r = threading.RLock()
with r:
    with r:
        print("nested")
try:
    lock.release()
except RuntimeError as e:
    print(e)
results = []


def work(n):
    results.append((threading.current_thread().name, n))


t = threading.Thread(target=work, args=(3,), name="worker")
t.start()
t.join()
print(results, t.is_alive(), t.name, t.daemon)
data = threading.local()
data.x = 1


def other():
    results.append(hasattr(data, "x"))
    data.x = 2
    results.append(data.x)


t2 = threading.Thread(target=other)
t2.start()
t2.join()
print(results[1:], data.x, data.__dict__)
e = threading.Event()
print(e.is_set(), e.wait(0.01))
e.set()
print(e.wait())
c = threading.Condition()
with c:
    print(c.wait(0.001))
s = threading.Semaphore(1)
print(s.acquire(), s.acquire(blocking=False))
start = time.monotonic()
time.sleep(0.05)
print(0.05 <= time.monotonic() - start < 5, threading.get_ident() == threading.main_thread().ident)
print(time.gmtime(0)[:], time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(86400 * 365)), time.gmtime(0).tm_year)
print(time.asctime(time.gmtime(0)), time.gmtime(1e9))


class MyThread(threading.Thread):
    def run(self):
        print("ran", self.name)


m = MyThread(name="mine")
m.start()
m.join()
try:
    m.start()
except RuntimeError as err:
    print(err)
