/** The library module os, in Python. */
export const osSource = String.raw`"""What of the operating system a program can see: the files, descriptors and processes of its own small world."""

import posixpath as path
import sys
from _collections_abc import MutableMapping
from posix import (
    F_OK, O_APPEND, O_CLOEXEC, O_CREAT, O_DIRECTORY, O_EXCL, O_NOCTTY, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_RDWR, O_TMPFILE,
    O_TRUNC, O_WRONLY, R_OK, W_OK, X_OK, _entries, _environment, _exit, _set_environment, _stat, _truncate, _utime, access,
    chdir, chmod, close, closerange, dup, dup2, fdatasync, fsync, ftruncate, get_blocking, getcwd, getegid, geteuid, getgid,
    getpid, getppid, getuid, isatty, link, lseek, mkdir, open, pipe, read, readlink, remove, rename, replace, rmdir,
    set_blocking, strerror, symlink, umask, unlink, urandom, write,
)

sys.modules["os.path"] = path

name = "posix"
curdir, pardir, sep, pathsep, extsep, altsep = path.curdir, path.pardir, path.sep, path.pathsep, path.extsep, path.altsep
defpath, devnull = path.defpath, path.devnull
linesep = "\n"
error = OSError
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
EX_OK = 0
P_WAIT, P_NOWAIT, WNOHANG = 0, 1, 1
supports_dir_fd = set()
supports_fd = set()
supports_follow_symlinks = set()


class _Environ(MutableMapping):
    """The environment; what is set here is what child processes get."""

    def __init__(self, data):
        self._data = data

    def __getitem__(self, key):
        try:
            return self._data[_check_text(key)]
        except KeyError:
            raise KeyError(key) from None

    def __setitem__(self, key, value):
        _check_text(key)
        _check_text(value)
        _set_environment(key, value)
        self._data[key] = value

    def __delitem__(self, key):
        if key not in self._data:
            raise KeyError(key) from None
        _set_environment(key, None)
        del self._data[key]

    def __iter__(self):
        return iter(list(self._data))

    def __len__(self):
        return len(self._data)

    def __repr__(self):
        return "environ({%s})" % ", ".join("%r: %r" % item for item in self._data.items())

    def setdefault(self, key, value):
        if key in self:
            return self[key]
        self[key] = value
        return value

    def copy(self):
        return dict(self)


def _check_text(value):
    if not isinstance(value, str):
        raise TypeError("str expected, not %s" % type(value).__name__)
    return value


environ = _Environ(_environment())


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value):
    _set_environment(key, value)


def unsetenv(key):
    _set_environment(key, None)


def getcwdb():
    return getcwd().encode()


if sys.version_info[0] == 2:
    getcwdu = getcwd


def cpu_count():
    return 1


def getlogin():
    return "user"


def uname():
    return ("Linux", "midden", "6.0", "#1", "x86_64")


def times():
    import time

    return (time.perf_counter(), 0.0, 0.0, 0.0, time.perf_counter())


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    method = getattr(type(path), "__fspath__", None)
    if method is None:
        raise TypeError("expected str, bytes or os.PathLike object, not " + type(path).__name__)
    result = method(path)
    if not isinstance(result, (str, bytes)):
        raise TypeError(
            "expected %s.__fspath__() to return str or bytes, not %s" % (type(path).__name__, type(result).__name__)
        )
    return result


def fsencode(filename):
    text = fspath(filename)
    return text.encode("utf-8", "surrogateescape") if isinstance(text, str) else text


def fsdecode(filename):
    data = fspath(filename)
    return data.decode("utf-8", "surrogateescape") if isinstance(data, bytes) else data


class _PathLikeMeta(type):
    def __instancecheck__(cls, instance):
        return hasattr(type(instance), "__fspath__")

    def __subclasscheck__(cls, subclass):
        return hasattr(subclass, "__fspath__")


class PathLike(metaclass=_PathLikeMeta):
    def __fspath__(self):
        raise NotImplementedError


# ---- What files are


class stat_result(tuple):
    """What stat() tells: ten numbers, and times with fractions by name."""

    __module__ = "os"

    def __new__(cls, sequence):
        self = tuple.__new__(cls, sequence[:10])
        return self

    st_mode = property(lambda self: self[0])
    st_ino = property(lambda self: self[1])
    st_dev = property(lambda self: self[2])
    st_nlink = property(lambda self: self[3])
    st_uid = property(lambda self: self[4])
    st_gid = property(lambda self: self[5])
    st_size = property(lambda self: self[6])
    st_atime = property(lambda self: self.st_atime_ns / 1e9)
    st_mtime = property(lambda self: self.st_mtime_ns / 1e9)
    st_ctime = property(lambda self: self.st_ctime_ns / 1e9)
    st_blksize = 4096
    st_rdev = 0

    @property
    def st_blocks(self):
        return (self[6] + 4095) // 4096 * 8

    def __repr__(self):
        names = ("mode", "ino", "dev", "nlink", "uid", "gid", "size", "atime", "mtime", "ctime")
        return "os.stat_result(%s)" % ", ".join("st_%s=%r" % pair for pair in zip(names, self))


def _stat_result(numbers):
    result = stat_result(numbers[:7] + tuple(time // 1000000000 for time in numbers[7:]))
    result.st_atime_ns, result.st_mtime_ns, result.st_ctime_ns = numbers[7:]
    return result


def stat(path, *, dir_fd=None, follow_symlinks=True):
    return _stat_result(_stat(path, follow_symlinks))


def lstat(path, *, dir_fd=None):
    return _stat_result(_stat(path, False))


def fstat(fd):
    if not isinstance(fd, int):
        raise TypeError("'%s' object cannot be interpreted as an integer" % type(fd).__name__)
    return _stat_result(_stat(fd, True))


def utime(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True):
    if ns is not None:
        _utime(path, ns[0], ns[1])
    elif times is not None:
        _utime(path, int(times[0] * 1000000000), int(times[1] * 1000000000))
    else:
        _utime(path, None, None)


def truncate(path, length):
    if isinstance(path, int):
        ftruncate(path, length)
    else:
        _truncate(path, length)


def listdir(path="."):
    if path is None:
        path = "."
    if isinstance(path, float):
        raise TypeError("listdir: path should be string, bytes, os.PathLike, integer or None, not float")
    names = [entry[0] for entry in _entries(path)]
    return [name.encode() for name in names] if isinstance(path, bytes) else names


class DirEntry:
    """What scandir() gives."""

    __slots__ = ("name", "path", "_kind", "_serial")

    def is_dir(self, *, follow_symlinks=True):
        return self._is("directory", 0o040000, follow_symlinks)

    def is_file(self, *, follow_symlinks=True):
        return self._is("file", 0o100000, follow_symlinks)

    def _is(self, kind, bits, follow):
        if self._kind != "symlink" or not follow:
            return self._kind == kind
        return path._mode(self.path) == bits

    def is_symlink(self):
        return self._kind == "symlink"

    def inode(self):
        return self._serial

    def stat(self, *, follow_symlinks=True):
        return stat(self.path, follow_symlinks=follow_symlinks)

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return "<DirEntry %r>" % self.name


class _ScandirIterator:
    """Entries of a directory; one that is left open warns when it dies."""

    def __init__(self, entries):
        self._entries = iter(entries)
        self._open = True

    def __iter__(self):
        return self

    def __next__(self):
        for entry in self._entries:
            return entry
        self._open = False
        raise StopIteration

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def close(self):
        self._entries = iter(())
        self._open = False


def scandir(path="."):
    folder = fspath("." if path is None else path)
    entries = []
    for entry_name, kind, serial in _entries(folder):
        entry = DirEntry()
        entry.name, entry._kind, entry._serial = entry_name, kind, serial
        entry.path = globals()["path"].join(folder, entry_name)
        entries.append(entry)
    return _ScandirIterator(entries)


# ---- Trees


def makedirs(name, mode=0o777, exist_ok=False):
    """Makes a directory and those above it."""
    parent, last = _split(name)
    if parent and last and not path.exists(parent):
        try:
            makedirs(parent, exist_ok=exist_ok)
        except FileExistsError:
            # Somebody else makes it, too.
            pass
        if last == curdir:
            return
    try:
        mkdir(name, mode)
    except OSError:
        if exist_ok and path.isdir(name):
            return
        raise


def _split(name):
    """(parent, last part), whether or not the name ends in a slash."""
    parts = path.split(name)
    return parts if parts[1] else path.split(parts[0])


def removedirs(name):
    """Removes a directory, and those above it as long as they are empty."""
    rmdir(name)
    parent, last = _split(name)
    try:
        while parent and last:
            rmdir(parent)
            parent, last = path.split(parent)
    except OSError:
        return


def renames(old, new):
    """Renames, makes the directories that are missing and removes those left empty."""
    parent, last = path.split(new)
    if last and parent and not path.exists(parent):
        makedirs(parent)
    rename(old, new)
    left, last = path.split(old)
    if last and left:
        try:
            removedirs(left)
        except OSError:
            return



def walk(top, topdown=True, onerror=None, followlinks=False):
    """(folder, names of folders in it, names of the rest) for a tree."""
    top = fspath(top)
    folders, others = [], []
    try:
        entries = list(scandir(top))
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    for entry in entries:
        (folders if entry.is_dir() else others).append(entry.name)
    if topdown:
        yield top, folders, others
    for folder in list(folders):
        below = path.join(top, folder)
        if followlinks or not path.islink(below):
            yield from walk(below, topdown, onerror, followlinks)
    if not topdown:
        yield top, folders, others


# ---- Descriptors and processes


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    if not isinstance(fd, int):
        raise TypeError("invalid fd type (%s, expected integer)" % type(fd))
    import builtins

    if sys.version_info[0] == 2:
        return builtins.open(fd, mode)
    return builtins.open(fd, mode, buffering, encoding, *args, **kwargs)


def pipe2(flags):
    return pipe()


def get_inheritable(fd):
    _stat(fd, True)
    return False


def set_inheritable(fd, inheritable):
    _stat(fd, True)


def get_terminal_size(fd=1):
    raise OSError(25, "Inappropriate ioctl for device")


def abort():
    _exit(134)


def kill(pid, signal):
    import _processes

    if not _processes.kill(pid, signal):
        raise ProcessLookupError(3, "No such process")


def waitpid(pid, options):
    import _processes

    code = _processes.poll(pid)
    if code is None:
        raise ChildProcessError(10, "No child processes")
    return pid, (-code if code < 0 else code << 8)


def waitstatus_to_exitcode(status):
    return -(status & 0x7F) if status & 0x7F else status >> 8


def WIFEXITED(status):
    return status & 0x7F == 0


def WEXITSTATUS(status):
    return status >> 8


def system(command):
    raise NotImplementedError("os.system(%r): midden has no shell; use subprocess with sys.executable" % (command,))


def get_exec_path(env=None):
    return (environ if env is None else env).get("PATH", defpath).split(pathsep)
`;
