import io
import os
import os.path
import posixpath
from contextlib import redirect_stdout

s = io.StringIO()
s.write("hello\n")
print("more", file=s)
print(repr(s.getvalue()), s.tell())
s.seek(0)
print(s.readline(), s.read(2), list(s), s.read())
s.seek(1)
s.write("E")
print(repr(s.getvalue()))
s.close()
try:
    s.write("x")
except ValueError as e:
    print(e)
b = io.BytesIO(b"abc\ndef")
print(b.read(2), b.readline(), b.readlines(), b.getvalue(), b.seek(-2, 2), b.read())
b.seek(10)
b.write(b"z")
print(b.getvalue())
with io.StringIO("a\nb\n") as f:
    print([line.strip() for line in f], f.closed)
print(f.closed)
buf = io.StringIO()
with redirect_stdout(buf):
    print("captured")
print(repr(buf.getvalue()))
try:
    io.StringIO().write(b"x")
except TypeError as e:
    print(e)
print(os.path.join("a", "b", "/c", "d"), os.path.split("/a/b"), os.path.splitext("x/.a.tar.gz"), os.path.basename("/q/w"), os.path.dirname("/q/w"))
print(os.path.normpath("/a//b/../c/."), os.path.relpath("/a/b", "/a/c"), os.path.commonpath(["/a/b", "/a/c"]), os.path.isabs("/x"), os.sep, repr(os.linesep), os.name)
print(os.path.splitext(".bashrc"), os.path.normpath(""), os.path.commonprefix(["abc", "abd"]), os.path is posixpath)
d = io.IncrementalNewlineDecoder(None, True)
print([d.decode("a\r"), d.decode("\nb\rc"), d.decode("\r"), d.getstate(), d.decode("", final=True), d.newlines])
d = io.IncrementalNewlineDecoder(None, False)
print([d.decode("a\nb\r"), d.newlines, d.decode("x", True), d.newlines])
d.reset()
print(d.newlines, d.getstate())
d.setstate((b"", 1))
print(repr(d.decode("\n")))
try:
    d.decode(b"x")
except TypeError as e:
    print(e)
