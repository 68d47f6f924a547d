/** The library module _io_base, in Python: what CPython's _io has in C, up to unbuffered files. */
export const ioBaseSource = String.raw`"""Streams: their base classes, and files without a buffer."""

import errno
import posix
import sys
from _types import in_c as _in_c

DEFAULT_BUFFER_SIZE = 8192
BLOCK_SIZE = 4096
# In Python 2 the finalizer belongs to the outermost object, which is in _io.
_FINALIZES = sys.version_info[0] > 2
_getframe = sys._getframe


class UnsupportedOperation(OSError, ValueError):
    __module__ = "io"


def finalize(self):
    """Closes what nobody has closed; an error is lost, since nobody is there to hear of it."""
    try:
        if self.closed:
            return
    except (AttributeError, ValueError):
        return
    self._finalizing = True
    try:
        self.close()
    except Exception:
        return


def check_attached(self):
    """Checks that a stream over another one is in use."""
    try:
        if not self._detached:
            return
    except AttributeError:
        raise ValueError("I/O operation on uninitialized object") from None
    raise ValueError(self._below + " has been detached")


@_in_c
class _IOBase:
    """What all streams share."""

    __module__ = "_io"
    __slots__ = ("__dict__", "__weakref__", "_closed", "_finalizing")

    def __new__(cls, *args, **kwargs):
        self = object.__new__(cls)
        self._closed = False
        self._finalizing = False
        return self

    @property
    def closed(self):
        return self._closed

    def close(self):
        if not self._closed:
            try:
                self.flush()
            finally:
                self._closed = True

    def _checkClosed(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")

    def _checkReadable(self):
        if not self.readable():
            raise UnsupportedOperation("File or stream is not readable.")
        return True

    def _checkWritable(self):
        if not self.writable():
            raise UnsupportedOperation("File or stream is not writable.")
        return True

    def _checkSeekable(self):
        if not self.seekable():
            raise UnsupportedOperation("File or stream is not seekable.")
        return True

    def flush(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")

    def isatty(self):
        self._checkClosed()
        return False

    def readable(self):
        return False

    def writable(self):
        return False

    def seekable(self):
        return False

    def fileno(self):
        raise UnsupportedOperation("fileno")

    def seek(self, *args):
        raise UnsupportedOperation("seek")

    def truncate(self, size=None):
        raise UnsupportedOperation("truncate")

    def tell(self):
        return self.seek(0, 1)

    def __enter__(self):
        self._checkClosed()
        return self

    def __exit__(self, *args):
        self.close()

    def __iter__(self):
        self._checkClosed()
        return self

    def __next__(self):
        line = self.readline()
        if line:
            return line
        raise StopIteration

    def readline(self, size=-1):
        size = _size(size)
        line = bytearray()
        while size < 0 or len(line) < size:
            part = self.read(1)
            if not isinstance(part, bytes):
                raise OSError("read() should have returned a bytes object, not '%s'" % type(part).__name__)
            if not part:
                break
            line += part
            if part.endswith(b"\n"):
                break
        return bytes(line)

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
        self._checkClosed()
        for part in lines:
            self.write(part)

    if _FINALIZES:
        __del__ = finalize

    def __reduce__(self):
        raise TypeError("cannot pickle '%s' object" % type(self).__name__)


def _size(size):
    if size is None:
        return -1
    if not isinstance(size, int):
        if hasattr(size, "__index__"):
            return size.__index__()
        raise TypeError("argument should be integer or None, not '%s'" % type(size).__name__)
    return size


def warn_unclosed(source, text, owner):
    """A ResourceWarning about the line that runs, which is the program's own."""
    warnings = posix._warnings
    if warnings is None:
        return
    frame = _getframe(1)
    while frame is not None and frame.f_code.co_filename.startswith("<midden>/"):
        frame = frame.f_back
    filename, line, module, registry = "sys", 1, "sys", {}
    if frame is not None:
        filename, line = frame.f_code.co_filename, frame.f_lineno
        module = frame.f_globals.get("__name__", "<string>")
        registry = frame.f_globals.setdefault("__warningregistry__", {})
    else:
        source = None
    try:
        warnings.warn_explicit(text, ResourceWarning, filename, line, module, registry, source=source)
    except Warning as error:
        posix._unraisable(error, owner)


@_in_c
class _RawIOBase(_IOBase):
    __module__ = "_io"
    __slots__ = ()

    def read(self, size=-1, /):
        size = _size(size)
        if size < 0:
            return self.readall()
        buffer = bytearray(size)
        count = self.readinto(buffer)
        if count is None:
            return None
        return bytes(buffer[:count])

    def readall(self):
        parts = bytearray()
        while True:
            data = self.read(DEFAULT_BUFFER_SIZE)
            if not data:
                break
            parts += data
        return bytes(parts) if parts or data is not None else None

    def readinto(self, buffer, /):
        raise UnsupportedOperation("readinto")

    def write(self, data, /):
        raise UnsupportedOperation("write")


_WHAT = "Must have exactly one of create/read/write/append mode and at most one plus"


@_in_c
class FileIO(_RawIOBase):
    """A file as the system sees it."""

    __module__ = "_io"
    __slots__ = ("_fd", "_readable", "_writable", "_appending", "_created", "_closefd", "_seekable", "name")

    def __new__(cls, *args, **kwargs):
        self = object.__new__(cls)
        self._fd = -1
        self._closed = True
        self._finalizing = False
        self._closefd = True
        self._seekable = None
        return self

    def __init__(self, file, mode="r", closefd=True, opener=None):
        if isinstance(file, float):
            raise TypeError("expected str, bytes or os.PathLike object, not float")
        if self._fd >= 0 and self._closefd:
            self.close()
        flags = self._parse(mode)
        self._closefd = closefd
        if isinstance(file, int):
            if file < 0:
                raise ValueError("negative file descriptor")
            self._adopt(file, None)
        else:
            if not closefd:
                raise ValueError("Cannot use closefd=False with file name")
            path = _fspath(file)
            if opener is None:
                fd = posix.open(path, flags, 0o666)
            else:
                fd = opener(file, flags)
                if not isinstance(fd, int):
                    raise TypeError("expected integer from opener")
                if fd < 0:
                    raise ValueError("opener returned %d" % fd)
            self._adopt(fd, file)
        self.name = file
        if self._appending:
            posix.lseek(self._fd, 0, 2)

    def _parse(self, mode):
        plain = mode.replace("b", "", 1).replace("+", "", 1)
        if any(letter not in "xrwab+" for letter in mode):
            raise ValueError("invalid mode: %s" % mode)
        if len(plain) != 1 or plain not in "xrwa":
            raise ValueError(_WHAT)
        plus = "+" in mode
        self._created = plain == "x"
        self._appending = plain == "a"
        self._readable = plain == "r" or plus
        self._writable = plain != "r" or plus
        flags = posix.O_CLOEXEC | (
            posix.O_RDWR if self._readable and self._writable else posix.O_WRONLY if self._writable else posix.O_RDONLY
        )
        if plain == "x":
            flags |= posix.O_EXCL | posix.O_CREAT
        elif plain == "w":
            flags |= posix.O_CREAT | posix.O_TRUNC
        elif plain == "a":
            flags |= posix.O_APPEND | posix.O_CREAT
        return flags

    def _adopt(self, fd, path):
        kind = posix._stat(fd, True)[0] & 0o170000
        if kind == 0o040000:
            if path is not None:
                posix.close(fd)
            raise IsADirectoryError(errno.EISDIR, "Is a directory", fd if path is None else path)
        self._fd = fd
        self._closed = False

    @property
    def closed(self):
        return self._fd < 0

    @property
    def closefd(self):
        return self._closefd

    @property
    def mode(self):
        if self._created:
            return "xb+" if self._readable else "xb"
        if self._appending:
            return "ab+" if self._readable else "ab"
        if self._readable:
            return "rb+" if self._writable else "rb"
        return "wb"

    @property
    def _blksize(self):
        return BLOCK_SIZE

    def _check(self):
        if self._fd < 0:
            raise ValueError("I/O operation on closed file")

    def _dealloc_warn(self, source):
        if self._fd >= 0 and self._closefd:
            warn_unclosed(source, "unclosed file %r" % (source,), self)

    def close(self):
        fd = self._fd
        if not self._closefd:
            self._fd = -1
            return
        if self._finalizing:
            self._dealloc_warn(self)
        if fd >= 0:
            self._fd = -1
            self._closed = True
            posix.close(fd)

    def readable(self):
        self._check()
        return self._readable

    def writable(self):
        self._check()
        return self._writable

    def seekable(self):
        self._check()
        if self._seekable is None:
            try:
                posix.lseek(self._fd, 0, 1)
                self._seekable = True
            except OSError:
                self._seekable = False
        return self._seekable

    def fileno(self):
        self._check()
        return self._fd

    def isatty(self):
        self._check()
        return posix.isatty(self._fd)

    def read(self, size=-1, /):
        self._check()
        if not self._readable:
            raise UnsupportedOperation("File not open for reading")
        size = _size(size)
        if size < 0:
            return self.readall()
        try:
            return posix.read(self._fd, size)
        except BlockingIOError:
            return None

    def readall(self):
        self._check()
        data = bytearray()
        while True:
            try:
                part = posix.read(self._fd, 65536)
            except BlockingIOError:
                return bytes(data) if data else None
            if not part:
                return bytes(data)
            data += part

    def readinto(self, buffer, /):
        data = self.read(len(buffer))
        if data is None:
            return None
        buffer[: len(data)] = data
        return len(data)

    def write(self, data, /):
        self._check()
        if not self._writable:
            raise UnsupportedOperation("File not open for writing")
        try:
            return posix.write(self._fd, data)
        except BlockingIOError:
            return None

    def seek(self, pos, whence=0, /):
        self._check()
        return posix.lseek(self._fd, pos, whence)

    def tell(self):
        self._check()
        return posix.lseek(self._fd, 0, 1)

    def truncate(self, size=None, /):
        self._check()
        if not self._writable:
            raise UnsupportedOperation("File not open for writing")
        if size is None:
            size = self.tell()
        posix.ftruncate(self._fd, size)
        return size

    def __repr__(self):
        if self._fd < 0:
            return "<_io.FileIO [closed]>"
        name = getattr(self, "name", None)
        if name is None:
            return "<_io.FileIO fd=%d mode='%s' closefd=%s>" % (self._fd, self.mode, self._closefd)
        return "<_io.FileIO name=%r mode='%s' closefd=%s>" % (name, self.mode, self._closefd)


def _fspath(path):
    if isinstance(path, (str, bytes)):
        text = path if isinstance(path, str) else path.decode()
    else:
        method = getattr(type(path), "__fspath__", None)
        if method is None:
            raise TypeError("expected str, bytes or os.PathLike object, not " + type(path).__name__)
        text = method(path)
    if "\0" in text:
        raise ValueError("embedded null byte")
    return text
`;
