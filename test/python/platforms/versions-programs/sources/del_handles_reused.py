from __future__ import print_function
import gc, time
OPEN = {}
FREE = [3, 2, 1, 0]
class Handle(object):
    def __init__(self, who):
        self.n = FREE.pop(); OPEN[self.n] = who; self.who = who
    def release(self):
        if self.n in OPEN:
            del OPEN[self.n]; FREE.append(self.n)
    def __del__(self): self.release()
def use(who):
    h = Handle(who)
    h.release()
    return h.n
ns = []
for i in range(6):
    ns.append(use("user%d" % i))
    keep = Handle("keeper%d" % i) if i == 2 else None
print("numbers", ns)
k1 = Handle("k1"); k2 = Handle("k2")
for k in range(3):
    gc.collect(); time.sleep(0.05)
print("open", sorted(OPEN.items()), "free", sorted(FREE))
