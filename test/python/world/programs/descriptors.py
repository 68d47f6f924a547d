"""Numbers of descriptors: the lowest free one is next, the table is full at some time, and a number can change hands."""
import errno
import os

print([os.dup(1) for _ in range(3)])
os.close(4)
print(os.open('x', os.O_CREAT | os.O_RDWR), os.open('x', os.O_RDONLY))
for fd in (3, 4, 5, 6):
    os.close(fd)

opened = []
try:
    while True:
        opened.append(open('x'))
except OSError as e:
    print(type(e), e.errno == errno.EMFILE, e.strerror, e.filename, e)
print(len(opened), opened[0].fileno(), opened[-1].fileno())
for call in (lambda: os.open('x', 0), os.pipe, lambda: os.dup(1)):
    try:
        call()
    except OSError as e:
        print(e)
opened.pop(5).close()
print(open('x').fileno())
f = open('x')
print(f.fileno())
opened.clear()
del f

# The late double close: whoever closes a number twice closes somebody else's file.
a = os.open('x', os.O_RDONLY)
os.close(a)
victim = open('x', 'w')
victim.write('precious')
print(victim.fileno() == a)
os.close(a)
thief = open('y', 'w')
print(thief.fileno() == a)
victim.flush()
thief.write('mine')
thief.flush()
print(os.path.getsize('x'), os.path.getsize('y'), open('y').read())
try:
    victim.close()
except OSError as e:
    print('victim', e)
try:
    thief.close()
except OSError as e:
    print('thief', e)
print(victim.closed, thief.closed)


class Owner:
    """Wraps a descriptor that somebody else closes, too."""

    def __init__(self, fd):
        self.fd = fd

    def __del__(self):
        try:
            os.close(self.fd)
        except OSError as e:
            print('Owner', e)


fd = os.open('x', os.O_RDONLY)
owner = Owner(fd)
os.close(fd)
del owner
owner = Owner(os.open('x', os.O_RDONLY))
os.close(owner.fd)
other = open('x')
del owner
try:
    other.read()
except OSError as e:
    print('other', e)
try:
    other.close()
except OSError as e:
    print('other', e)

fd = os.open('z', os.O_RDWR | os.O_CREAT)
with open(fd, 'w', closefd=False) as f:
    f.write('kept open')
print(os.lseek(fd, 0, 0), os.read(fd, 4), os.lseek(fd, -2, 2), os.read(fd, 10), os.read(fd, 1))
twin = os.dup(fd)
os.lseek(fd, 0, 0)
print(os.read(twin, 2), os.read(fd, 2))
os.ftruncate(fd, 3)
print(os.fstat(fd).st_size, os.lseek(twin, 0, 2))
os.close(fd)
print(os.write(twin, b'!'), os.path.getsize('z'))
os.close(twin)
r, w = os.pipe()
print(os.write(w, b'through'), os.read(r, 3), os.read(r, 100))
os.close(w)
print(os.read(r, 1))
os.close(r)
r, w = os.pipe()
os.close(r)
try:
    os.write(w, b'x')
except BrokenPipeError as e:
    print(e)
os.close(w)
r, w = os.pipe()
reader, writer = os.fdopen(r), os.fdopen(w, 'w')
writer.write('line\nrest')
writer = None
print(reader.readline(), reader.read())
reader.close()
r, w = os.pipe()
os.set_blocking(r, False)
try:
    os.read(r, 1)
except BlockingIOError as e:
    print(e)
for call, args in ((os.close, (99,)), (os.read, (99, 1)), (os.fdopen, (99,)), (os.write, (0, b'')), (os.close, ('a',)), (os.read, (r, -1)),
                   (os.write, (w, 'a')), (os.lseek, (r, 0, 0)), (os.fstat, (99,)), (os.dup2, (99, 5)), (os.isatty, (r,))):
    if call is os.write and args[0] == 0:
        continue
    try:
        print(call(*args))
    except Exception as e:
        print(type(e).__name__, e)
