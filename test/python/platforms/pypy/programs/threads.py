"""gc.collect() runs finalizers on the thread that calls it."""
import gc
import threading

class Loud(object):
    def __del__(self):
        print("del on", threading.current_thread().name)

Loud()
gc.collect()
def work():
    Loud()
    gc.collect()
    Loud()
t = threading.Thread(target=work, name="worker")
t.start()
t.join()
print("joined")
gc.collect()
local = threading.local()
def keep():
    local.thing = Loud()
t = threading.Thread(target=keep, name="keeper")
t.start()
t.join()
print("thread with a local is over")
gc.collect()
gc.collect()
print("end")
