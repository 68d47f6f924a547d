/** The library module _io_buffered, in Python: what CPython's _io has in C. */
export const ioBufferedSource = String.raw`"""Binary streams with a buffer; what is in it is lost with the object unless somebody flushes."""

from _io_base import DEFAULT_BUFFER_SIZE, UnsupportedOperation, _IOBase, _size, check_attached
from _types import in_c as _in_c


@_in_c
class _BufferedIOBase(_IOBase):
    __module__ = "_io"
    __slots__ = ()

    def detach(self):
        raise UnsupportedOperation("detach")

    def read(self, size=-1, /):
        raise UnsupportedOperation("read")

    def read1(self, size=-1, /):
        raise UnsupportedOperation("read1")

    def write(self, data, /):
        raise UnsupportedOperation("write")

    def readinto(self, buffer, /):
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def readinto1(self, buffer, /):
        data = self.read1(len(buffer))
        buffer[: len(data)] = data
        return len(data)


@_in_c
class _Buffered(_BufferedIOBase):
    """A raw stream with bytes read ahead of the position, or bytes written that it does not have yet; never both."""

    __module__ = "_io"
    __slots__ = ("_raw", "_ahead", "_at", "_pending", "_buffer_size", "_detached")

    def _begin(self, raw, buffer_size):
        if buffer_size <= 0:
            raise ValueError("buffer size must be strictly positive")
        self._raw = raw
        self._buffer_size = buffer_size
        self._ahead = b""
        self._at = 0
        self._pending = bytearray()
        self._detached = False

    @property
    def raw(self):
        return self._raw

    _below = "raw stream"
    _init = check_attached

    def _check_open(self, what):
        self._init()
        if self._raw.closed:
            raise ValueError(what)

    @property
    def closed(self):
        self._init()
        return self._raw.closed

    @property
    def name(self):
        self._init()
        return self._raw.name

    @property
    def mode(self):
        self._init()
        return self._raw.mode

    def _dealloc_warn(self, source):
        if not self._detached:
            warn = getattr(self._raw, "_dealloc_warn", None)
            if warn is not None:
                warn(source)

    def close(self):
        self._init()
        if self._raw.closed:
            return
        if self._finalizing:
            self._dealloc_warn(self)
        try:
            self.flush()
        finally:
            self._raw.close()

    def detach(self):
        self._init()
        self.flush()
        raw = self._raw
        self._raw = None
        self._detached = True
        return raw

    def seekable(self):
        self._init()
        return self._raw.seekable()

    def fileno(self):
        self._init()
        return self._raw.fileno()

    def isatty(self):
        self._init()
        return self._raw.isatty()

    def __repr__(self):
        kind = type(self).__module__ + "." + type(self).__qualname__
        name = None if self._detached else getattr(self._raw, "name", None)
        return "<%s>" % kind if name is None else "<%s name=%r>" % (kind, name)

    # ---- Writing

    def flush(self):
        self._check_open("flush of closed file")
        self._send()
        self._step_back()

    def _send(self):
        """Gives the raw stream what was written."""
        while self._pending:
            count = self._raw.write(bytes(self._pending))
            if count is None:
                raise BlockingIOError(11, "write could not complete without blocking", 0)
            del self._pending[:count]

    def _step_back(self):
        """Drops what was read ahead: the raw stream is where the reader is."""
        unread = len(self._ahead) - self._at
        self._ahead = b""
        self._at = 0
        if unread and self._raw.seekable():
            self._raw.seek(-unread, 1)

    def _write(self, data):
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        self._check_open("write to closed file")
        if self._ahead:
            self._step_back()
        pending = self._pending
        length = len(data)
        if length <= self._buffer_size - len(pending):
            pending += data
            return length
        self._send()
        rest = bytes(data)
        while len(rest) > self._buffer_size:
            count = self._raw.write(rest)
            if count is None:
                raise BlockingIOError(11, "write could not complete without blocking", length - len(rest))
            rest = rest[count:]
        self._pending += rest
        return length

    def truncate(self, pos=None, /):
        self._check_open("truncate of closed file")
        if not self._raw.writable():
            raise UnsupportedOperation("truncate")
        self.flush()
        if pos is None:
            pos = self.tell()
        return self._raw.truncate(pos)

    # ---- Reading

    def _read(self, size):
        size = _size(size)
        if size < -1:
            raise ValueError("read length must be non-negative or -1")
        self._check_open("read of closed file")
        if self._pending:
            self._send()
        if size == -1:
            return self._read_all()
        ahead, at = self._ahead, self._at
        if size <= len(ahead) - at:
            self._at = at + size
            return ahead[at : at + size]
        data = bytearray(ahead[at:])
        self._ahead = b""
        self._at = 0
        while len(data) < size:
            missing = size - len(data)
            whole = missing // self._buffer_size * self._buffer_size
            part = self._raw.read(whole or self._buffer_size)
            if not part:
                if part is None and not data:
                    return None
                break
            data += part[:missing]
            if len(part) > missing:
                self._ahead = part
                self._at = missing
        return bytes(data)

    def _read_all(self):
        start = self._ahead[self._at :]
        self._ahead = b""
        self._at = 0
        readall = getattr(self._raw, "readall", None)
        if readall is not None:
            rest = readall()
            if rest is None:
                return start or None
            return start + rest if start else rest
        parts = [start]
        while True:
            part = self._raw.read(self._buffer_size)
            if not part:
                return b"".join(parts)
            parts.append(part)

    def _fill(self):
        """Reads ahead once where nothing is left; the bytes ahead."""
        if self._at >= len(self._ahead):
            self._ahead = self._raw.read(self._buffer_size) or b""
            self._at = 0
        return self._ahead

    def _read1(self, size):
        self._check_open("read of closed file")
        if self._pending:
            self._send()
        if size < 0:
            size = self._buffer_size
        if size == 0:
            return b""
        if self._at >= len(self._ahead):
            data = self._raw.read(size) or b""
            self._ahead = b""
            self._at = 0
            return data
        at = self._at
        self._at = min(len(self._ahead), at + size)
        return self._ahead[at : self._at]

    def _readline(self, size):
        size = _size(size)
        self._check_open("readline of closed file")
        if self._pending:
            self._send()
        parts = bytearray()
        while size < 0 or len(parts) < size:
            ahead = self._fill()
            if not ahead:
                break
            at = self._at
            found = ahead.find(b"\n", at)
            end = len(ahead) if found < 0 else found + 1
            if size >= 0:
                end = min(end, at + size - len(parts))
            parts += ahead[at:end]
            self._at = end
            if 0 <= found < end:
                break
        return bytes(parts)

    def _readinto(self, buffer):
        self._check_open("readinto of closed file")
        data = self._read(len(buffer))
        if data is None:
            return None
        buffer[: len(data)] = data
        return len(data)

    # ---- Position

    def tell(self):
        self._init()
        position = self._raw.tell()
        return position - (len(self._ahead) - self._at) + len(self._pending)

    def seek(self, target, whence=0, /):
        if whence not in (0, 1, 2):
            raise ValueError("whence value %s unsupported" % (whence,))
        self._check_open("seek of closed file")
        if not self._raw.seekable():
            raise UnsupportedOperation("File or stream is not seekable.")
        self._send()
        if whence == 1:
            target -= len(self._ahead) - self._at
        position = self._raw.seek(target, whence)
        self._ahead = b""
        self._at = 0
        return position


@_in_c
class BufferedReader(_Buffered):
    __module__ = "_io"
    __slots__ = ()

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if not raw.readable():
            raise UnsupportedOperation("File or stream is not readable.")
        self._begin(raw, buffer_size)

    def readable(self):
        self._init()
        return self._raw.readable()

    def flush(self):
        self._init()
        self._raw.flush()

    def read(self, size=-1, /):
        return self._read(size)

    def read1(self, size=-1, /):
        return self._read1(size)

    def readinto(self, buffer, /):
        return self._readinto(buffer)

    def readline(self, size=-1, /):
        return self._readline(size)

    def __next__(self):
        line = self._readline(-1)
        if not line:
            raise StopIteration
        return line

    def peek(self, size=0, /):
        self._check_open("peek of closed file")
        ahead = self._fill()
        return ahead[self._at :]


@_in_c
class BufferedWriter(_Buffered):
    __module__ = "_io"
    __slots__ = ()

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if not raw.writable():
            raise UnsupportedOperation("File or stream is not writable.")
        self._begin(raw, buffer_size)

    def writable(self):
        self._init()
        return self._raw.writable()

    def write(self, data, /):
        return self._write(data)


@_in_c
class BufferedRandom(_Buffered):
    __module__ = "_io"
    __slots__ = ()

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if not raw.seekable():
            raise UnsupportedOperation("File or stream is not seekable.")
        if not raw.readable():
            raise UnsupportedOperation("File or stream is not readable.")
        if not raw.writable():
            raise UnsupportedOperation("File or stream is not writable.")
        self._begin(raw, buffer_size)

    readable = BufferedReader.readable
    writable = BufferedWriter.writable
    read = BufferedReader.read
    read1 = BufferedReader.read1
    readinto = BufferedReader.readinto
    readline = BufferedReader.readline
    peek = BufferedReader.peek
    __next__ = BufferedReader.__next__
    write = BufferedWriter.write


@_in_c
class BufferedRWPair(_BufferedIOBase):
    """Two streams that look like one: sockets and pipes."""

    __module__ = "_io"
    __slots__ = ("reader", "writer")

    def __init__(self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /):
        self.reader = BufferedReader(reader, buffer_size)
        self.writer = BufferedWriter(writer, buffer_size)

    def read(self, size=-1, /):
        return self.reader.read(size)

    def read1(self, size=-1, /):
        return self.reader.read1(size)

    def readinto(self, buffer, /):
        return self.reader.readinto(buffer)

    def peek(self, size=0, /):
        return self.reader.peek(size)

    def readline(self, size=-1, /):
        return self.reader.readline(size)

    def readable(self):
        return self.reader.readable()

    def writable(self):
        return self.writer.writable()

    def write(self, data, /):
        return self.writer.write(data)

    def flush(self):
        return self.writer.flush()

    def close(self):
        try:
            self.writer.close()
        finally:
            self.reader.close()

    def isatty(self):
        return any(side.isatty() for side in (self.reader, self.writer))

    @property
    def closed(self):
        return self.writer.closed
`;
