"""Encodings, line ends, positions."""
import io

with open('x', 'wb') as f:
    f.write(b'a\xff\nb\r\nc\rd')


def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)))
    except Exception as e:
        print(type(e).__name__, e)


t(lambda: open('x').read())
t(lambda: open('x', encoding='ascii').read())
for newline in (None, '', '\n', '\r', '\r\n'):
    with open('x', encoding='latin-1', newline=newline) as f:
        print(repr(newline), f.readlines(), f.newlines)
for errors in ('replace', 'ignore', 'backslashreplace', 'surrogateescape'):
    print(errors, ascii(open('x', encoding='utf-8', errors=errors).read()))
for newline in (None, '', '\n', '\r', '\r\n'):
    with open('y', 'w', newline=newline) as f:
        f.write('one\ntwo\r\nthree\rfour')
    print(repr(newline), open('y', 'rb').read())
for encoding in ('utf-8', 'utf-8-sig', 'utf-16', 'utf-16-le', 'utf-32', 'latin-1'):
    with open('z', 'w', encoding=encoding) as f:
        f.write('héllo\n')
        f.write('wörld\n')
    print(encoding, open('z', 'rb').read())
    with open('z', encoding=encoding) as f:
        print(f.read(3), f.read(), end='')
t(lambda: open('z', 'w', encoding='ascii').write('é'))
t(lambda: open('z', 'w', encoding='latin-1', errors='xmlcharrefreplace').write('€'))
print(open('z', 'rb').read())

with open('z', 'w', encoding='utf-8') as f:
    f.write('größe €\nzweite\n𝄞 drei\nvier')
with open('z', encoding='utf-8') as f:
    places = []
    while True:
        places.append(f.tell())
        if not f.read(3):
            break
    print(places)
    for place in reversed(places):
        f.seek(place)
        print(place, repr(f.read(2)))
    f.seek(0)
    print([line for line in f], f.tell())
    f.seek(0)
    print(repr(f.readline(3)), repr(f.readline(100)), f.readlines(1), f.readline(0))
    print(f.read(0) == '', f.read(), f.read(), f.readline())
with open('w', 'wb') as f:
    f.write(b'one\r\ntwo\r\nthree')
with open('w') as f:
    print(f.readline(), f.tell(), f.read(2), f.tell(), f.readline(), f.tell(), f.newlines)

t1 = io.TextIOWrapper(io.BytesIO(b'a\r\nb\rc\nd'), newline='')
print(t1.readlines(), t1.newlines)
t1 = io.TextIOWrapper(io.BytesIO(), encoding='utf-8', write_through=True)
t1.write('now')
print(t1.buffer.getvalue(), t1.line_buffering, t1.write_through, t1.errors, t1.encoding)
t1.reconfigure(line_buffering=True)
print(t1.line_buffering)

s = io.StringIO('a\nb\r\nc', newline=None)
print(s.readlines(), s.newlines)
s = io.StringIO(newline='\r\n')
s.write('a\nb')
print(repr(s.getvalue()))
s = io.StringIO('hello')
s.seek(10)
s.write('x')
print(repr(s.getvalue()), s.tell(), s.truncate(3), s.getvalue())
t(s.seek, -1)
t(s.seek, 1, 1)
t(s.write, b'x')
t(io.StringIO, 5)
s.close()
t(s.read)
b = io.BytesIO(b'hello')
print(b.read(2), b.tell(), b.seek(-1, 2), b.read(), b.getvalue(), b.seek(1), b.write(b'XY'), b.getvalue())
t(b.write, 'x')
print(b.readline(), b.readlines(), b.closed)
b.close()
t(b.read)
t(lambda: b.getvalue())
print(list(io.BytesIO(b'a\nb\nc')), io.BytesIO(b'abc').read1(2))


class Chunks(io.RawIOBase):
    """Cuts a character in the middle."""

    def __init__(self, *chunks):
        self.chunks = list(chunks)

    def readable(self):
        return True

    def readinto(self, buffer):
        if not self.chunks:
            return 0
        chunk = self.chunks.pop(0)
        buffer[:len(chunk)] = chunk
        return len(chunk)


t1 = io.TextIOWrapper(io.BufferedReader(Chunks(b'\xe2\x82', b'\xac1\r', b'\n2', b'\n')), encoding='utf-8')
print(t1.readlines(), repr(t1.newlines))
t1 = io.TextIOWrapper(io.BufferedReader(Chunks(b'\xe2\x82', b'')), encoding='utf-8')
t(t1.read)
b = io.BufferedReader(Chunks(b'abc', b'def', b'gh'))
print(b.peek(), b.read1(10), b.read(4), b.read(), b.read())
