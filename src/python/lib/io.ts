/** The library module io, in Python. */
export const ioSource = String.raw`"""Streams in memory."""

import abc

__all__ = [
    "BytesIO", "StringIO", "IOBase", "RawIOBase", "BufferedIOBase", "TextIOBase", "UnsupportedOperation",
    "DEFAULT_BUFFER_SIZE", "SEEK_SET", "SEEK_CUR", "SEEK_END",
]

DEFAULT_BUFFER_SIZE = 8192
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase(metaclass=abc.ABCMeta):
    """What all streams share."""

    _closed = False

    @property
    def closed(self):
        return self._closed

    def close(self):
        if not self._closed:
            try:
                self.flush()
            finally:
                self._closed = True

    def _check_closed(self):
        if self._closed:
            raise ValueError("I/O operation on closed file.")

    def flush(self):
        self._check_closed()

    def isatty(self):
        self._check_closed()
        return False

    def readable(self):
        return False

    def writable(self):
        return False

    def seekable(self):
        return False

    def fileno(self):
        raise UnsupportedOperation("fileno")

    def __enter__(self):
        self._check_closed()
        return self

    def __exit__(self, *args):
        self.close()

    def __iter__(self):
        self._check_closed()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=-1):
        lines = []
        size = 0
        for line in self:
            lines.append(line)
            size += len(line)
            if hint is not None and 0 < hint <= size:
                break
        return lines

    def writelines(self, lines):
        self._check_closed()
        for line in lines:
            self.write(line)


class RawIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    pass


class TextIOBase(IOBase):
    encoding = None
    errors = None
    newlines = None


class _Memory:
    """A stream over a sequence that grows: position, reading and seeking."""

    def readable(self):
        self._check_closed()
        return True

    def writable(self):
        self._check_closed()
        return True

    def seekable(self):
        self._check_closed()
        return True

    def tell(self):
        self._check_closed()
        return self._position

    def read(self, size=-1, /):
        self._check_closed()
        content = self._joined()
        start = self._position
        if start >= len(content):
            return content[:0]
        end = len(content) if size is None or size < 0 else min(len(content), start + size)
        self._position = end
        return content[start:end]

    def readline(self, size=-1, /):
        self._check_closed()
        content = self._joined()
        start = self._position
        if start >= len(content):
            return content[:0]
        found = content.find(self._newline_mark, start)
        end = len(content) if found < 0 else found + 1
        if size is not None and size >= 0:
            end = min(end, start + size)
        self._position = end
        return content[start:end]

    def getvalue(self):
        self._check_closed()
        return self._joined()

    def close(self):
        self._parts = None
        IOBase.close(self)

    def _append(self, data):
        """Writes at the position. At the end, the usual case, parts are collected and joined when somebody reads."""
        if self._position == self._length:
            self._parts.append(data)
            self._length += len(data)
            self._position = self._length
            return
        content = self._joined()
        if self._position > len(content):
            content += self._filler * (self._position - len(content))
        end = self._position + len(data)
        content = content[: self._position] + data + content[end:]
        self._parts = [content]
        self._length = len(content)
        self._position = end

    def _joined(self):
        if len(self._parts) != 1:
            self._parts = [self._newline_mark[:0].join(self._parts)]
        return self._parts[0]

    def truncate(self, size=None, /):
        self._check_closed()
        size = self._position if size is None else size
        if size < 0:
            raise ValueError("Negative size value %r" % (size,))
        self._parts = [self._joined()[:size]]
        self._length = len(self._parts[0])
        return size


class StringIO(_Memory, TextIOBase):
    """A text stream in memory."""

    _newline_mark = "\n"
    _filler = "\0"

    def _check_closed(self):
        if self._closed:
            raise ValueError("I/O operation on closed file")

    def __init__(self, initial_value="", newline="\n"):
        if initial_value is None:
            initial_value = ""
        if not isinstance(initial_value, str):
            raise TypeError("initial_value must be str or None, not %s" % type(initial_value).__name__)
        if newline is None:
            initial_value = initial_value.replace("\r\n", "\n").replace("\r", "\n")
        self._parts = [initial_value]
        self._length = len(initial_value)
        self._position = 0

    def write(self, s, /):
        if not isinstance(s, str):
            raise TypeError("string argument expected, got '%s'" % type(s).__name__)
        self._check_closed()
        if s:
            self._append(s)
        return len(s)

    def seek(self, pos, whence=0, /):
        self._check_closed()
        if whence == 0:
            if pos < 0:
                raise ValueError("Negative seek position %r" % (pos,))
            self._position = pos
        elif pos != 0:
            raise OSError("Can't do nonzero cur-relative seeks")
        elif whence == 2:
            self._position = self._length
        elif whence != 1:
            raise ValueError("Invalid whence (%r, should be 0, 1 or 2)" % (whence,))
        return self._position


class BytesIO(_Memory, BufferedIOBase):
    """A binary stream in memory."""

    _newline_mark = b"\n"
    _filler = b"\0"

    def __init__(self, initial_bytes=b""):
        content = bytes(initial_bytes or b"")
        self._parts = [content]
        self._length = len(content)
        self._position = 0

    def write(self, b, /):
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        self._check_closed()
        data = bytes(b)
        if data:
            self._append(data)
        return len(data)

    def readinto(self, buffer, /):
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def read1(self, size=-1, /):
        return self.read(size)

    def seek(self, pos, whence=0, /):
        self._check_closed()
        base = (0, self._position, self._length)[whence]
        if whence == 0 and pos < 0:
            raise ValueError("negative seek value %r" % (pos,))
        self._position = max(0, base + pos)
        return self._position
`;
