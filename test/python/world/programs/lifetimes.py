"""Files, sockets and directories that nobody closes."""
import gc
import io
import os
import sys
import tempfile
import warnings

warnings.simplefilter('always')
seen = []
warnings.showwarning = lambda message, category, filename, lineno, file=None, line=None: seen.append(
    (str(message), category.__name__, lineno))


def told():
    for entry in seen:
        print('  ', entry)
    seen.clear()


f = open('x', 'w')
f = None
told()
f = open('x', 'rb')
f = None
told()
f = open('x', 'rb', 0)
f = None
told()
f = open('x', 'w')
f.me = f
f.write('lost in a cycle')
f = None
print('before', os.path.getsize('x'))
gc.collect()
print('after', os.path.getsize('x'))
told()


def leak():
    f = open('x')
    return f.read()


leak()
told()
with open('x', 'w') as f:
    pass
f = None
told()


class Loud(io.FileIO):
    def close(self):
        print('close', self.closed)
        super().close()


f = Loud('x', 'w')
f = None
told()
f = io.BufferedWriter(Loud('x', 'w'))
f.write(b'abc')
f = None
print(os.path.getsize('x'))
told()


class Failing(io.RawIOBase):
    def close(self):
        print('failing')
        raise OSError('close failed')


f = Failing()
f = None
print('an error at the end goes unheard')
f = io.TextIOWrapper(io.BytesIO())
buffer = f.buffer
f = None
print(buffer.closed)
holder = open('x')
raw = holder.buffer.raw
holder = None
print(raw.closed)
told()
f = tempfile.NamedTemporaryFile()
name = f.name
read = f.read
f = None
print(os.path.exists(name))
read = None
print(os.path.exists(name))
d = tempfile.TemporaryDirectory()
name = d.name
open(os.path.join(name, 'inside'), 'w').close()
d = None
print(os.path.exists(name), [(text.split("'")[0], kind) for text, kind, line in seen])
seen.clear()
f = open('x')
weak = __import__('weakref').ref(f, lambda ref: print('gone'))
f = None
told()
try:
    f = open('x')
    raise ValueError
except ValueError as e:
    saved = e
f = None
told()
print(sys.getrefcount(saved) > 1)
