"""What is where, and when: text buffer, binary buffer, file."""
import io
import os
import subprocess
import sys


def size(name):
    return os.path.getsize(name)


f = open('a', 'w')
f.write('stuff')
print('written', size('a'))
f.flush()
print('flushed', size('a'))
f.write('more')
del f
print('dropped', size('a'))

open('b', 'w').write('temporary')
print('temporary', size('b'))

f = open('c', 'wb')
count = 0
while size('c') == 0:
    f.write(b'x')
    count += 1
print('binary buffer passes on at', count, size('c'))
f.write(b'y' * 10000)
print('large write', size('c'))
f.close()
print('closed', size('c'))

f = open('d', 'w')
count = 0
while size('d') == 0:
    f.write('x')
    count += 1
print('text buffer passes on at', count, size('d'))
f.close()

with open('e', 'w', buffering=1) as f:
    f.write('no line end')
    print('line buffered', size('e'))
    f.write('\nand more')
    print('line buffered', size('e'))
print('closed', size('e'))

with open('f', 'wb', buffering=0) as f:
    f.write(b'abc')
    print('unbuffered', size('f'))

with open('g', 'wb', buffering=10) as f:
    for k in range(5):
        f.write(b'1234')
        print('buffer of ten', size('g'))

writer = open('h', 'w')
reader = open('h')
writer.write('data')
print('reader sees', repr(reader.read()))
writer.flush()
print('reader sees', repr(reader.read()))
writer.close()
reader.close()

CHILD = '''
import os, sys
f = open('%s', 'w')
f.write('x' * %d)
g = open('%s2', 'w')
g.write('kept'); g.flush(); g.write('lost')
%s
'''
for name, count, end in (('exit', 5, 'os._exit(3)'), ('big', 9000, 'os._exit(4)'), ('end', 5, 'pass'), ('sys', 5, 'sys.exit(7)'),
                         ('boom', 5, '1 / 0')):
    code = subprocess.call([sys.executable, '-c', CHILD % (name, count, name, end)], stderr=subprocess.DEVNULL)
    print(name, code, size(name), size(name + '2'))

raw = io.BytesIO()
b = io.BufferedWriter(raw, 8)
b.write(b'123')
print(raw.getvalue())
b.write(b'456789')
print(raw.getvalue())
b.flush()
print(raw.getvalue())
t = io.TextIOWrapper(b, 'utf-8')
t.write('é')
print(raw.getvalue(), t.tell(), raw.getvalue())
t.detach()
print(b.tell(), b)


class Slow(io.RawIOBase):
    """Takes three bytes at a time."""

    def __init__(self):
        self.data = b''

    def writable(self):
        return True

    def write(self, b):
        part = bytes(b[:3])
        self.data += part
        return len(part)

    def close(self):
        print('closing raw')
        super().close()


s = Slow()
b = io.BufferedWriter(s, 4)
b.write(b'abcdefghijk')
print(s.data)
del b
print(s.data, s.closed)
del s

f = open('i', 'w+')
f.write('one\ntwo\nthree\n')
f.seek(0)
print(f.readline(), end='')
position = f.tell()
print(f.read(), end='')
f.seek(position)
print(f.readline(), end='')
f.seek(0, 2)
f.write('four\n')
f.seek(0)
print(f.readlines())
f.truncate(4)
f.seek(0)
print(f.read())
f.close()

with open('j', 'r+b' if os.path.exists('j') else 'w+b') as f:
    f.write(b'0123456789')
    f.seek(3)
    print(f.read(2), f.tell(), f.peek()[:2])
    f.write(b'XY')
    print(f.tell())
    f.seek(-2, 1)
    print(f.read())
    f.seek(0)
    print(f.read(), f.read1(3), f.readinto(bytearray(2)))
with open('j', 'ab+') as f:
    print(f.tell())
    f.seek(0)
    f.write(b'end')
    f.seek(0)
    print(f.read())
