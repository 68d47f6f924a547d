/** The library modules socket, select and selectors, in Python. */
export const socketSource = `"""Sockets between programs of one small world: the loopback addresses and the local family."""

import _socket
import io
import os
import sys
from _io_base import warn_unclosed

try:
    from enum import IntEnum
except ImportError:
    IntEnum = None

__all__ = ["create_connection", "create_server", "socket", "socketpair", "fromfd", "timeout", "error"]

if IntEnum is None:
    AF_UNIX, AF_INET, AF_INET6 = 1, 2, 10
    SOCK_STREAM, SOCK_DGRAM = 1, 2
    _family = _kind = int
else:
    AddressFamily = IntEnum("AddressFamily", {"AF_UNSPEC": 0, "AF_UNIX": 1, "AF_INET": 2, "AF_INET6": 10}, module=__name__)
    SocketKind = IntEnum("SocketKind", {"SOCK_STREAM": 1, "SOCK_DGRAM": 2}, module=__name__)
    AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6 = AddressFamily
    SOCK_STREAM, SOCK_DGRAM = SocketKind
    _family, _kind = AddressFamily, SocketKind

SHUT_RD, SHUT_WR, SHUT_RDWR = 0, 1, 2
MSG_PEEK, MSG_DONTWAIT, MSG_WAITALL, MSG_NOSIGNAL = 2, 0x40, 0x100, 0x4000
SOL_SOCKET, IPPROTO_TCP, IPPROTO_UDP, TCP_NODELAY = 1, 6, 17, 1
SO_REUSEADDR, SO_TYPE, SO_ERROR, SO_BROADCAST, SO_SNDBUF, SO_RCVBUF, SO_KEEPALIVE, SO_LINGER, SO_REUSEPORT = (
    2, 3, 4, 6, 7, 8, 9, 13, 15
)
SOMAXCONN = 4096
INADDR_ANY, INADDR_LOOPBACK = 0, 0x7F000001
has_ipv6 = False
error = OSError


class gaierror(OSError):
    pass


class herror(OSError):
    pass


if sys.version_info[:2] >= (3, 10):
    timeout = TimeoutError
    _late = None
else:

    class timeout(OSError):
        """The time is up."""

        __module__ = "socket"

    _late = timeout

_default_timeout = None
_GLOBAL_DEFAULT = object()


def getdefaulttimeout():
    return _default_timeout


def setdefaulttimeout(timeout):
    global _default_timeout
    _default_timeout = timeout


def _timed(function, *args):
    """Before 3.10 a wait that ends for its time raises an error of its own."""
    if _late is None:
        return function(*args)
    try:
        return function(*args)
    except TimeoutError as error:
        if error.errno is not None:
            raise
        raise _late("timed out")


class socket:
    """One end of a connection, or what waits for one."""

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        self._fd = -1
        self._io_refs = 0
        self._closed = False
        self._timeout = _default_timeout
        self._family = AF_INET if family == -1 else family
        self._type = SOCK_STREAM if type == -1 else type
        self._proto = 0 if proto == -1 else proto
        self._fd = _socket.create(int(self._family), int(self._type)) if fileno is None else fileno

    def __del__(self):
        fd = self._fd
        if fd < 0:
            return
        self._warn()
        self._fd = -1
        try:
            os.close(fd)
        except OSError:
            return

    def _warn(self):
        warn_unclosed(self, "unclosed %r" % (self,), self)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        if not self._closed:
            self.close()

    def __repr__(self):
        closed = getattr(self, "_closed", False) or self._fd < 0
        text = "<%s.%s%s fd=%i, family=%i, type=%i, proto=%i" % (
            self.__class__.__module__, self.__class__.__qualname__, " [closed]" if closed else "", self._fd, self._family,
            self._type, self._proto
        )
        if not closed:
            try:
                address = self.getsockname()
                if address:
                    text += ", laddr=%s" % (address,)
                address = self.getpeername()
                if address:
                    text += ", raddr=%s" % (address,)
            except OSError:
                pass
        return text + ">"

    def __getstate__(self):
        raise TypeError("cannot pickle %r object" % self.__class__.__name__)

    @property
    def family(self):
        return _family(self._family)

    @property
    def type(self):
        return _kind(self._type)

    @property
    def proto(self):
        return self._proto

    @property
    def timeout(self):
        return self._timeout

    # ---- Setting up

    def bind(self, address):
        _socket.bind(self._fd, address)

    def listen(self, backlog=128):
        _socket.listen(self._fd, backlog)

    def accept(self):
        fd, address = _timed(_socket.accept, self._fd, self._timeout)
        return socket(self._family, self._type, self._proto, fileno=fd), address

    def connect(self, address):
        _timed(_socket.connect, self._fd, address, self._timeout)

    def connect_ex(self, address):
        try:
            self.connect(address)
        except OSError as error:
            return error.errno
        return 0

    def getsockname(self):
        return _socket.getsockname(self._fd)

    def getpeername(self):
        return _socket.getpeername(self._fd)

    def settimeout(self, value):
        if value is not None:
            value = float(value)
            if value < 0:
                raise ValueError("Timeout value out of range")
        self._timeout = value

    def gettimeout(self):
        return self._timeout

    def setblocking(self, flag):
        self._timeout = None if flag else 0.0

    def getblocking(self):
        return self._timeout != 0.0

    def setsockopt(self, *args):
        os.fstat(self._fd)

    def getsockopt(self, level, option, buflen=None):
        os.fstat(self._fd)
        return int(self._type) if option == SO_TYPE else 0

    def fileno(self):
        return self._fd

    def set_inheritable(self, inheritable):
        pass

    def get_inheritable(self):
        return False

    # ---- Data

    def recv(self, bufsize, flags=0):
        wait = 0 if flags & MSG_DONTWAIT else self._timeout
        if not flags & MSG_WAITALL:
            return _timed(_socket.recv, self._fd, bufsize, wait, bool(flags & MSG_PEEK))
        data = b""
        while len(data) < bufsize:
            part = _timed(_socket.recv, self._fd, bufsize - len(data), wait, False)
            if not part:
                break
            data += part
        return data

    def recv_into(self, buffer, nbytes=0, flags=0):
        data = self.recv(nbytes or len(buffer), flags)
        buffer[: len(data)] = data
        return len(data)

    def recvfrom(self, bufsize, flags=0):
        return _timed(_socket.recvfrom, self._fd, bufsize, self._timeout)

    def send(self, data, flags=0):
        return _timed(_socket.send, self._fd, data, self._timeout)

    def sendall(self, data, flags=0):
        data = bytes(data) if not isinstance(data, str) else data
        sent = self.send(data)
        while sent < len(data):
            sent += self.send(data[sent:])

    def sendto(self, data, *args):
        return _socket.sendto(self._fd, data, args[-1])

    def shutdown(self, how):
        _socket.shutdown(self._fd, how)

    # ---- The end

    def _real_close(self):
        fd = self._fd
        if fd >= 0:
            self._fd = -1
            os.close(fd)

    def _decref_socketios(self):
        self._io_refs = max(self._io_refs - 1, 0)
        if self._closed:
            self.close()

    def close(self):
        self._closed = True
        in_use = self._io_refs > 0
        if not in_use:
            self._real_close()

    def detach(self):
        self._closed = True
        fd = self._fd
        self._fd = -1
        return fd

    def dup(self):
        return self.__class__(self._family, self._type, self._proto, fileno=os.dup(self._fd))

    def makefile(self, mode="r", buffering=None, *, encoding=None, errors=None, newline=None):
        if set(mode) - set("rwb"):
            raise ValueError("invalid mode %r (only r, w, b allowed)" % (mode,))
        writing, reading = "w" in mode, "r" in mode or "w" not in mode
        raw = SocketIO(self, ("r" if reading else "") + ("w" if writing else ""))
        self._io_refs += 1
        if buffering is None or buffering < 0:
            buffering = io.DEFAULT_BUFFER_SIZE
        if buffering == 0:
            if "b" not in mode:
                raise ValueError("unbuffered streams must be binary")
            return raw
        if reading and writing:
            buffer = io.BufferedRWPair(raw, raw, buffering)
        elif reading:
            buffer = io.BufferedReader(raw, buffering)
        else:
            buffer = io.BufferedWriter(raw, buffering)
        if "b" in mode:
            return buffer
        text = io.TextIOWrapper(buffer, encoding, errors, newline)
        text.mode = mode
        return text


SocketType = socket


class SocketIO(io.RawIOBase):
    """A socket as a raw stream; the socket stays open until the last of them closes."""

    def __init__(self, sock, mode):
        self._sock = sock
        self._reading = "r" in mode
        self._writing = "w" in mode
        self._mode = mode.replace("r", "rb", 1) if self._reading else "wb"

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed socket.")

    def readinto(self, buffer):
        self._check()
        if not self._reading:
            raise OSError("not readable")
        return self._sock.recv_into(buffer)

    def write(self, data):
        self._check()
        return self._sock.send(data)

    def readable(self):
        self._check()
        return self._reading

    def writable(self):
        self._check()
        return self._writing

    def seekable(self):
        self._check()
        return False

    def fileno(self):
        self._check()
        return self._sock.fileno()

    @property
    def name(self):
        return -1 if self.closed else self.fileno()

    @property
    def mode(self):
        return self._mode

    def close(self):
        if self.closed:
            return
        io.RawIOBase.close(self)
        self._sock._decref_socketios()
        self._sock = None


def fromfd(fd, family, type, proto=0):
    return socket(family, type, proto, fileno=os.dup(fd))


def socketpair(family=None, type=SOCK_STREAM, proto=0):
    family = AF_UNIX if family is None else family
    a, b = _socket.pair(int(family), int(type))
    return socket(family, type, proto, fileno=a), socket(family, type, proto, fileno=b)


def create_connection(address, timeout=_GLOBAL_DEFAULT, source_address=None, *, all_errors=False):
    sock = socket(AF_INET, SOCK_STREAM, 6)
    try:
        if timeout is not _GLOBAL_DEFAULT:
            sock.settimeout(timeout)
        if source_address:
            sock.bind(source_address)
        sock.connect(address)
        return sock
    except OSError:
        sock.close()
        raise


def create_server(address, *, family=AF_INET, backlog=None, reuse_port=False, dualstack_ipv6=False):
    sock = socket(family, SOCK_STREAM)
    try:
        sock.bind(address)
        sock.listen(128 if backlog is None else backlog)
        return sock
    except OSError:
        sock.close()
        raise


def gethostname():
    return "localhost"


def getfqdn(name=""):
    return name or "localhost"


def gethostbyname(hostname):
    if hostname in ("localhost", ""):
        return "127.0.0.1" if hostname else "0.0.0.0"
    if all(part.isdigit() for part in hostname.split(".")):
        return hostname
    raise gaierror(-2, "Name or service not known")


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    address = (gethostbyname(host or "localhost"), port or 0)
    kinds = [kind for kind in (SOCK_STREAM, SOCK_DGRAM) if not type or kind == type]
    return [(AF_INET, kind, 6 if kind == SOCK_STREAM else 17, "", address) for kind in kinds]


def inet_aton(address):
    return bytes(int(part) for part in address.split("."))


def inet_ntoa(packed):
    return ".".join(str(byte) for byte in packed)


def htons(x):
    return (x & 0xFF) << 8 | x >> 8


ntohs = htons
`;

export const selectSource = `"""Waiting for several descriptors at once."""

import _socket

error = OSError


def _number(item):
    return item if isinstance(item, int) else item.fileno()


def select(rlist, wlist, xlist, timeout=None, /):
    if timeout is not None and timeout < 0:
        raise ValueError("timeout must be non-negative")
    readers, writers = list(rlist), list(wlist)
    numbers = [_number(item) for item in readers], [_number(item) for item in writers]
    if min(numbers[0] + numbers[1], default=0) < 0:
        raise ValueError("file descriptor cannot be a negative integer (-1)")
    can_read, can_write = _socket.select(*numbers, timeout)
    return (
        [item for item, number in zip(readers, numbers[0]) if number in can_read],
        [item for item, number in zip(writers, numbers[1]) if number in can_write],
        [],
    )
`;

export const selectorsSource = `"""Waiting for several streams at once, by what they were registered for."""

from collections import namedtuple
from select import select

EVENT_READ, EVENT_WRITE = 1, 2
SelectorKey = namedtuple("SelectorKey", ["fileobj", "fd", "events", "data"])


def _number(fileobj):
    number = fileobj if isinstance(fileobj, int) else int(fileobj.fileno())
    if number < 0:
        raise ValueError("Invalid file descriptor: {}".format(number))
    return number


class SelectSelector:
    def __init__(self):
        self._keys = {}

    def _find(self, fileobj):
        for key in self._keys.values():
            if key.fileobj is fileobj:
                return key.fd
        return _number(fileobj)

    def register(self, fileobj, events, data=None):
        if not events or events & ~(EVENT_READ | EVENT_WRITE):
            raise ValueError("Invalid events: {!r}".format(events))
        key = SelectorKey(fileobj, _number(fileobj), events, data)
        if key.fd in self._keys:
            raise KeyError("{!r} (FD {}) is already registered".format(fileobj, key.fd))
        self._keys[key.fd] = key
        return key

    def unregister(self, fileobj):
        try:
            return self._keys.pop(self._find(fileobj))
        except KeyError:
            raise KeyError("{!r} is not registered".format(fileobj)) from None

    def modify(self, fileobj, events, data=None):
        self.unregister(fileobj)
        return self.register(fileobj, events, data)

    def select(self, timeout=None):
        readers = [fd for fd, key in self._keys.items() if key.events & EVENT_READ]
        writers = [fd for fd, key in self._keys.items() if key.events & EVENT_WRITE]
        can_read, can_write, _ = select(readers, writers, [], None if timeout is None else max(0, timeout))
        ready = []
        for fd, key in self._keys.items():
            events = (EVENT_READ if fd in can_read else 0) | (EVENT_WRITE if fd in can_write else 0)
            if events:
                ready.append((key, events))
        return ready

    def get_key(self, fileobj):
        try:
            return self._keys[self._find(fileobj)]
        except KeyError:
            raise KeyError("{!r} is not registered".format(fileobj)) from None

    def get_map(self):
        return {key.fileobj: key for key in self._keys.values()}

    def close(self):
        self._keys.clear()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


DefaultSelector = SelectSelector
`;
