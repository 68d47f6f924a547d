from __future__ import print_function
import sys, gc, time, traceback, logging
class Conn(object):
    live = 0
    def __init__(self, n):
        self.n = n
        Conn.live += 1
    def __del__(self):
        Conn.live -= 1
def work(n):
    c = Conn(n)
    raise ValueError("bad %d" % n)
history = []
def handler():
    for i in range(5):
        try:
            work(i)
        except ValueError:
            history.append(sys.exc_info())
handler()
print("alive with exc_info kept:", Conn.live)
del history[:]
print("alive after clearing:", Conn.live)
def handler2():
    for i in range(5):
        try:
            work(i)
        except ValueError:
            history.append(traceback.format_exc().splitlines()[-1])
handler2()
print("alive with text kept:", Conn.live, history[-1])
def last():
    try:
        work(9)
    except ValueError:
        pass
    print("in function, after handler:", Conn.live, sys.exc_info()[0])
last()
print("after function:", Conn.live)
def chain():
    try:
        try:
            work(1)
        except ValueError:
            raise KeyError("k")
    except KeyError as e:
        kept.append(e)
kept = []
chain()
print("chained kept:", Conn.live, getattr(kept[0], "__context__", "no context").__class__.__name__)
kept[:] = []
for k in range(3):
    gc.collect(); time.sleep(0.05)
print("chained dropped and collected:", Conn.live)
try:
    work(3)
except ValueError as e:
    print("inside:", Conn.live)
print("module level after handler:", Conn.live)
if hasattr(sys, "exc_clear"):
    sys.exc_clear()
    print("after exc_clear:", Conn.live)
