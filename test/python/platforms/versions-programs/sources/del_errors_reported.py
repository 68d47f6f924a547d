from __future__ import print_function
import sys, gc, time
class Out(object):
    def __init__(self): self.text = []
    def write(self, s): self.text.append(s)
    def flush(self): pass
err = sys.stderr = Out()
class A(object):
    def __init__(self, path):
        if path is None:
            raise ValueError("no path")
        self.handle = path
    def close(self): print("close", self.handle)
    def __del__(self):
        self.close()
try:
    A(None)
except ValueError as e:
    print("caught", e)
gc.collect(); time.sleep(0.1)
t = "".join(err.text)
print("AttributeError mentioned:", "AttributeError" in t, "ignored" in t)
a = A("f"); a = None
gc.collect(); time.sleep(0.1)
class B(object):
    def __del__(self):
        try:
            raise KeyError("inner")
        finally:
            print("finally ran")
b = B(); del err.text[:]; b = None
gc.collect(); time.sleep(0.1)
t = "".join(err.text)
print("KeyError mentioned:", "KeyError" in t)
class C(object):
    def __del__(self): sys.exit(3)
c = C(); del err.text[:]; c = None
gc.collect(); time.sleep(0.1)
print("SystemExit mentioned:", "SystemExit" in "".join(err.text))
print("still running")
