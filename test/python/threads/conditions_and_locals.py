import threading, time
n = 0
done = []
def work(k):
    global n
    for i in range(1000):
        v = n
        n = v + 1
    done.append((k, threading.current_thread().name))
ts = [threading.Thread(target=work, args=(k,)) for k in range(4)]
for t in ts: t.start()
for t in ts: t.join()
print(sorted(done), threading.active_count())
lock = threading.Lock()
out = []
def producer(q, cond):
    for i in range(5):
        with cond:
            q.append(i)
            cond.notify()
        time.sleep(0.01)
def consumer(q, cond):
    got = 0
    while got < 5:
        with cond:
            while not q:
                cond.wait()
            print("got", q.pop(0)); got += 1
q = []
cond = threading.Condition()
a = threading.Thread(target=consumer, args=(q, cond)); b = threading.Thread(target=producer, args=(q, cond))
a.start(); b.start(); a.join(); b.join()
ev = threading.Event()
t = threading.Timer(0.05, ev.set); t.start()
s = time.monotonic(); print(ev.wait(1), 0.05 <= time.monotonic() - s < 0.5)
bar = threading.Barrier(3)
res = []
def bw():
    res.append(bar.wait())
ts = [threading.Thread(target=bw) for _ in range(3)]
[t.start() for t in ts]; [t.join() for t in ts]
print(sorted(res))
def fail(): 1/0
t = threading.Thread(target=fail); t.start(); t.join()
loc = threading.local()
class C:
    def __del__(self): print("local dies", threading.current_thread().name)
def lw():
    loc.c = C()
    print("lw end")
t = threading.Thread(target=lw); t.start(); t.join(); print("joined")
def gen():
    with lock:
        yield 1
        time.sleep(0.01)
        yield 2
got = []
def g1():
    for x in gen(): got.append((threading.current_thread().name, x))
ts = [threading.Thread(target=g1) for _ in range(3)]
[t.start() for t in ts]; [t.join() for t in ts]
print(sorted(got))
