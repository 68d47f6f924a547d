import atexit
import sys
import threading
import time


class Res:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name, threading.current_thread().name)


def late(res):
    time.sleep(0.1)
    print("late end", threading.main_thread().is_alive())


def ticking(res):
    while True:
        time.sleep(0.03)
        print("tick")


def failing():
    raise SystemExit(3)


def hooked():
    raise ValueError("hooked")


threading.excepthook = lambda args: print("hook", args.exc_type.__name__, args.exc_value, args.thread.name)
t = threading.Thread(target=failing)
t.start()
t.join()
t = threading.Thread(target=hooked, name="hooked")
t.start()
t.join()
try:
    t.join(-1)
    t.start()
except RuntimeError as error:
    print(error)
threading.Thread(target=late, args=(Res("of late"),)).start()
threading.Thread(target=ticking, args=(Res("of daemon"),), daemon=True).start()
threading._register_atexit(lambda: print("threading atexit"))
atexit.register(lambda: print("atexit", threading.active_count()))
kept = Res("of main")
print("main end", [thread.daemon for thread in threading.enumerate()])
sys.exit(0)
