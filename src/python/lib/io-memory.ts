/** The library module _io_memory, in Python: what CPython's _io has in C. */
export const ioMemorySource = String.raw`"""Streams in memory."""

from _io_base import _size
from _io_buffered import _BufferedIOBase
from _io_text import _seen_ends, _TextIOBase
from _types import in_c as _in_c


class _Memory:
    """A stream over a sequence that grows: position, reading and seeking."""

    __slots__ = ()

    def readable(self):
        self._check()
        return True

    def writable(self):
        self._check()
        return True

    def seekable(self):
        self._check()
        return True

    def isatty(self):
        self._check()
        return False

    def flush(self):
        self._check()

    def tell(self):
        self._check()
        return self._position

    def read(self, size=-1, /):
        self._check()
        content = self._joined()
        start = self._position
        size = _size(size)
        if start >= len(content):
            return content[:0]
        end = len(content) if size < 0 else min(len(content), start + size)
        self._position = end
        return content[start:end]

    def _line_end(self, content, start):
        found = content.find(self._newline_mark, start)
        return found + 1 if found >= 0 else len(content)

    def readline(self, size=-1, /):
        self._check()
        content = self._joined()
        start = self._position
        size = _size(size)
        if start >= len(content):
            return content[:0]
        end = self._line_end(content, start)
        if size >= 0:
            end = min(end, start + size)
        self._position = end
        return content[start:end]

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if line:
            return line
        raise StopIteration

    def __enter__(self):
        self._check()
        return self

    def getvalue(self):
        self._check()
        return self._joined()

    def close(self):
        self._parts = None
        self._closed = True

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
        self._check()
        size = self._position if size is None else size
        if size < 0:
            raise ValueError(self._negative_size % (size,))
        self._parts = [self._joined()[:size]]
        self._length = len(self._parts[0])
        return size


@_in_c
class StringIO(_Memory, _TextIOBase):
    """A text stream in memory."""

    __module__ = "_io"
    __slots__ = ("_parts", "_position", "_length", "_newline", "_seen")
    _newline_mark = "\n"
    _filler = "\0"
    _negative_size = "Negative size value %r"

    def _check(self):
        if self._closed:
            raise ValueError("I/O operation on closed file")

    def __init__(self, initial_value="", newline="\n"):
        if initial_value is None:
            initial_value = ""
        if not isinstance(initial_value, str):
            raise TypeError("initial_value must be str or None, not %s" % type(initial_value).__name__)
        if newline not in (None, "", "\n", "\r", "\r\n"):
            raise ValueError("illegal newline value: %r" % (newline,))
        self._newline = newline
        self._seen = 0
        self._parts = [""]
        self._length = 0
        self._position = 0
        self._closed = False
        if initial_value:
            self.write(initial_value)
            self._position = 0

    @property
    def newlines(self):
        ends = tuple(end for end, bit in (("\r", 2), ("\n", 1), ("\r\n", 4)) if self._seen & bit)
        return (ends if len(ends) > 1 else ends[0]) if ends else None

    @property
    def line_buffering(self):
        self._check()
        return False

    def _line_end(self, content, start):
        if self._newline == "":
            ends = [found for found in (content.find("\n", start), content.find("\r", start)) if found >= 0]
            if not ends:
                return len(content)
            return min(ends) + (2 if content.startswith("\r\n", min(ends)) else 1)
        mark = self._newline or "\n"
        found = content.find(mark, start)
        return found + len(mark) if found >= 0 else len(content)

    def write(self, s, /):
        if not isinstance(s, str):
            raise TypeError("string argument expected, got '%s'" % type(s).__name__)
        self._check()
        length = len(s)
        if s:
            newline = self._newline
            if newline is None:
                self._seen |= _seen_ends(s)
                s = s.replace("\r\n", "\n").replace("\r", "\n")
            elif newline in ("\r", "\r\n"):
                s = s.replace("\n", newline)
            elif newline == "":
                self._seen |= _seen_ends(s)
            self._append(s)
        return length

    def seek(self, pos, whence=0, /):
        self._check()
        if whence == 0:
            if pos < 0:
                raise ValueError("Negative seek position %r" % (pos,))
            self._position = pos
        elif whence not in (1, 2):
            raise ValueError("Invalid whence (%r, should be 0, 1 or 2)" % (whence,))
        elif pos != 0:
            raise OSError("Can't do nonzero cur-relative seeks")
        elif whence == 2:
            self._position = self._length
        return self._position


@_in_c
class BytesIO(_Memory, _BufferedIOBase):
    """A binary stream in memory."""

    __module__ = "_io"
    __slots__ = ("_parts", "_position", "_length")
    _newline_mark = b"\n"
    _filler = b"\0"
    _negative_size = "negative size value %r"

    def _check(self):
        if self._closed:
            raise ValueError("I/O operation on closed file.")

    def __init__(self, initial_bytes=b""):
        if isinstance(initial_bytes, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        content = bytes(initial_bytes or b"")
        self._parts = [content]
        self._length = len(content)
        self._position = 0
        self._closed = False

    def write(self, b, /):
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        self._check()
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

    def readlines(self, size=None, /):
        lines = []
        total = 0
        for line in self:
            lines.append(line)
            total += len(line)
            if size is not None and 0 < size <= total:
                break
        return lines

    def seek(self, pos, whence=0, /):
        self._check()
        if whence not in (0, 1, 2):
            raise ValueError("invalid whence (%i, should be 0, 1 or 2)" % (whence,))
        base = (0, self._position, self._length)[whence]
        if whence == 0 and pos < 0:
            raise ValueError("negative seek value %r" % (pos,))
        self._position = max(0, base + pos)
        return self._position
`;
