import threading, queue, time, contextlib
from concurrent.futures import ThreadPoolExecutor, as_completed, wait, FIRST_COMPLETED
q = queue.Queue(2)
out = []
def producer(n):
    for i in range(n):
        q.put(i)
def consumer():
    for item in iter(q.get, None):
        out.append(item)
        q.task_done()
    q.task_done()
cs = [threading.Thread(target=consumer) for _ in range(3)]
for c in cs: c.start()
ps = [threading.Thread(target=producer, args=(4,)) for _ in range(2)]
for p in ps: p.start()
for p in ps: p.join()
for c in cs: q.put(None)
q.join()
for c in cs: c.join()
print(sorted(out), q.qsize(), q.empty())
try: q.get(timeout=0.01)
except queue.Empty: print("empty")
try: q.get_nowait()
except queue.Empty: print("empty2")
pq = queue.PriorityQueue(); [pq.put(x) for x in (3,1,2)]; print([pq.get() for _ in range(3)])
lq = queue.LifoQueue(); [lq.put(x) for x in (3,1,2)]; print([lq.get() for _ in range(3)])
sq = queue.SimpleQueue()
threading.Timer(0.02, lambda: sq.put("late")).start()
print(sq.get(timeout=1), sq.empty())
def sq_(x):
    time.sleep(0.01 * x); return x * x
with ThreadPoolExecutor(3) as ex:
    print(list(ex.map(sq_, range(5))))
    fs = [ex.submit(sq_, k) for k in (3, 1, 2)]
    print([f.result() for f in as_completed(fs)])
    f = ex.submit(lambda: 1/0)
    try: f.result()
    except ZeroDivisionError as e: print("caught", e)
    d, nd = wait([ex.submit(sq_, 1), ex.submit(sq_, 30)], return_when=FIRST_COMPLETED)
    print(len(d), len(nd))
    f2 = ex.submit(time.sleep, 0.01); print(f2.result())
lock = threading.Lock()
@contextlib.contextmanager
def guarded():
    with lock:
        yield 5
def user(k):
    with guarded() as g:
        time.sleep(0.01)
        out.append(g)
ts = [threading.Thread(target=user, args=(k,)) for k in range(3)]
[t.start() for t in ts]; [t.join() for t in ts]
print(out.count(5))
class P(threading.Thread):
    def __init__(self): super().__init__(daemon=True); self.v = None
    def run(self): self.v = threading.current_thread() is self
p = P(); p.start(); p.join(); print(p.v, p.is_alive())
r = threading.RLock()
def rl():
    with r:
        with r: out.append("r")
r.acquire(); t = threading.Thread(target=rl); t.start(); time.sleep(0.01); print("r" in out); r.release(); t.join(); print("r" in out)
try: r.release()
except RuntimeError as e: print(e)
sem = threading.BoundedSemaphore(2)
peak = [0, 0]
def s():
    with sem:
        peak[0] += 1; peak[1] = max(peak); time.sleep(0.01); peak[0] -= 1
ts = [threading.Thread(target=s) for k in range(6)]
[t.start() for t in ts]; [t.join() for t in ts]; print(peak)
try: sem.release()
except ValueError as e: print(e)
b = threading.Barrier(2, timeout=0.05)
try: b.wait()
except threading.BrokenBarrierError: print("broken", b.broken)
import _thread
done = _thread.allocate_lock(); done.acquire()
def low(a, k=0): print("low", a, k); done.release()
_thread.start_new_thread(low, (1,), {"k": 2})
done.acquire(); print(_thread.LockType, type(r), done.locked())
