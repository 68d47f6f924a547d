/** The library module _file, in Python: the built-in class file of Python 2. */
export const fileSource = String.raw`"""Python 2's files: one object with one buffer, which its finalizer flushes."""

from _io_base import FileIO
from _io_buffered import BufferedRandom, BufferedReader, BufferedWriter
from _io_text import TextIOWrapper

_BUFFER_SIZE = 4096


class file(object):
    __module__ = "__builtin__"
    __slots__ = ("_stream", "_buffer", "_binary", "mode", "name", "softspace", "__weakref__", "__dict__")
    encoding = None
    errors = None

    def __init__(self, name, mode="r", buffering=-1):
        self._stream = None
        if not isinstance(mode, str):
            raise TypeError("file() argument 2 must be string, not %s" % type(mode).__name__)
        if not mode:
            raise ValueError("empty mode string")
        if mode[0] not in "rwaU":
            raise ValueError("mode string must begin with one of 'r', 'w', 'a' or 'U', not '%.200s'" % mode)
        plain = "r" if mode[0] == "U" else mode[0]
        plus = "+" in mode
        self._binary = "b" in mode
        raw = FileIO(name, plain + ("+" if plus else ""))
        size = _BUFFER_SIZE if buffering < 2 else buffering
        if plus:
            self._buffer = BufferedRandom(raw, size)
        elif plain == "r":
            self._buffer = BufferedReader(raw, size)
        else:
            self._buffer = BufferedWriter(raw, size)
        newline = None if "U" in mode else "\n"
        self._stream = TextIOWrapper(self._buffer, "utf-8", "surrogateescape", newline, buffering == 1, True)
        if buffering == 0 and plain != "r":
            self._buffer._buffer_size = 0
        self.mode = mode
        self.name = "<fdopen>" if isinstance(name, int) else name
        self.softspace = 0

    def __del__(self):
        stream = self._stream
        if stream is None or stream.closed:
            return
        try:
            stream.close()
        except Exception:
            return

    @property
    def closed(self):
        return self._stream is None or self._stream.closed

    @property
    def newlines(self):
        return self._stream.newlines

    def _open(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")
        return self._stream

    def _reading(self):
        stream = self._open()
        if not self._buffer.readable():
            raise IOError("File not open for reading")
        return self._buffer if self._binary else stream

    def read(self, size=-1):
        return self._reading().read(-1 if size is None else size)

    def readline(self, size=-1):
        return self._reading().readline(size)

    def readlines(self, sizehint=0):
        stream = self._reading()
        lines = []
        total = 0
        while True:
            line = stream.readline()
            if not line:
                return lines
            lines.append(line)
            total += len(line)
            if 0 < sizehint <= total:
                return lines

    def next(self):
        line = self._reading().readline()
        if not line:
            raise StopIteration
        return line

    __next__ = next

    def __iter__(self):
        self._open()
        return self

    xreadlines = __iter__

    def write(self, text):
        stream = self._open()
        if not self._buffer.writable():
            raise IOError("File not open for writing")
        if isinstance(text, (bytes, bytearray)):
            self._buffer.write(text)
        elif isinstance(text, str):
            stream.write(text)
        else:
            raise TypeError("expected a string or other character buffer object")

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        self._open()
        if self._buffer.writable():
            self._stream.flush()

    def close(self):
        if self._stream is not None:
            self._stream.close()

    def fileno(self):
        return self._open().fileno()

    def isatty(self):
        return self._open().isatty()

    def seek(self, offset, whence=0):
        stream = self._open()
        stream.flush()
        stream._forget()
        self._buffer.seek(offset, whence)

    def tell(self):
        return self._open().tell()

    def truncate(self, size=None):
        stream = self._open()
        if not self._buffer.writable():
            raise IOError("File not open for writing")
        stream.flush()
        self._buffer.truncate(size)

    def __enter__(self):
        self._open()
        return self

    def __exit__(self, *args):
        self.close()

    def __repr__(self):
        state = "closed" if self.closed else "open"
        return "<%s file %r, mode %r at %#x>" % (state, self.name, self.mode, id(self))

`;
