/** The library module tempfile, in Python. */
export const tempfileSource = `"""Files and directories for a while. Their names follow from the run's seed."""

import os as _os
import sys as _sys

__all__ = [
    "NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "TemporaryDirectory", "mkstemp", "mkdtemp", "mktemp",
    "TMP_MAX", "gettempprefix", "tempdir", "gettempdir", "gettempprefixb", "gettempdirb",
]

TMP_MAX = 10000
template = "tmp"
tempdir = None
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_"


def gettempprefix():
    return template


def gettempprefixb():
    return template.encode()


def gettempdir():
    global tempdir
    if tempdir is None:
        for name in ("TMPDIR", "TEMP", "TMP"):
            folder = _os.getenv(name)
            if folder and _os.path.isdir(folder):
                tempdir = _os.path.abspath(folder)
                break
        else:
            tempdir = "/tmp"
    return tempdir


def gettempdirb():
    return gettempdir().encode()


def _names():
    while True:
        yield "".join([_LETTERS[byte % 37] for byte in _os.urandom(8)])


_name_sequence = None


def _get_candidate_names():
    global _name_sequence
    _name_sequence = _name_sequence or _names()
    return _name_sequence


def _paths(folder, prefix, suffix):
    folder = gettempdir() if folder is None else folder
    prefix = template if prefix is None else prefix
    suffix = "" if suffix is None else suffix
    names = _get_candidate_names()
    for _ in range(TMP_MAX):
        yield _os.path.join(folder, prefix + next(names) + suffix)


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    """A new file, open for reading and writing: (descriptor, path). Nobody but the caller deletes it."""
    for path in _paths(dir, prefix, suffix):
        try:
            return _os.open(path, _os.O_RDWR | _os.O_CREAT | _os.O_EXCL | _os.O_NOFOLLOW, 0o600), _os.path.abspath(path)
        except FileExistsError:
            continue
    raise FileExistsError(17, "No usable temporary file name found")


def mkdtemp(suffix=None, prefix=None, dir=None):
    """A new directory's path. Nobody but the caller deletes it."""
    for path in _paths(dir, prefix, suffix):
        try:
            _os.mkdir(path, 0o700)
        except FileExistsError:
            continue
        return _os.path.abspath(path)
    raise FileExistsError(17, "No usable temporary directory name found")


def mktemp(suffix="", prefix=template, dir=None):
    """A path that nothing has yet."""
    for path in _paths(dir, prefix, suffix):
        if not _os.path.lexists(path):
            return path
    raise FileExistsError(17, "No usable temporary filename found")


class _TemporaryFileCloser:
    """Closes a file and deletes it, once: asked to, or when it dies."""

    # Until __init__ is over there is nothing to close.
    close_called = True

    def __init__(self, file, name, delete=True):
        self.file, self.name = file, name
        self.close_called, self.delete = False, delete

    def close(self, unlink=_os.unlink):
        if self.close_called:
            return
        self.close_called = True
        try:
            self.file.close()
        finally:
            if self.delete:
                unlink(self.name)

    def __del__(self):
        self.close()


class _Wrapping:
    """What a file with a name does in a with statement."""

    def __exit__(self, *exc_info):
        answer = self.file.__exit__(*exc_info)
        self.close()
        return answer

    def __enter__(self):
        self.file.__enter__()
        return self


class _TemporaryFileWrapper(_Wrapping):
    """A file with a name; all but its end is the file's own."""

    def __init__(self, file, name, delete=True):
        self.file, self.name, self.delete = file, name, delete
        self._closer = _TemporaryFileCloser(file, name, delete)

    def close(self):
        self._closer.close()

    def __iter__(self):
        for line in self.file:
            yield line

    def __getattr__(self, name):
        attribute = getattr(self.__dict__["file"], name)
        if not hasattr(attribute, "__call__"):
            setattr(self, name, attribute)
            return attribute
        # The method keeps the file from being closed while it is in use.
        closer = self._closer

        def method(*args, **kwargs):
            return closer and attribute(*args, **kwargs)

        method.__name__ = method.__qualname__ = name
        setattr(self, name, method)
        return method


class _TemporaryFileWrapper2(_Wrapping, _TemporaryFileCloser):
    """Python 2's: the finalizer is its own."""

    def __iter__(self):
        return iter(self.file)

    def __getattr__(self, name):
        attribute = getattr(self.__dict__["file"], name)
        if not isinstance(attribute, int):
            setattr(self, name, attribute)
        return attribute


if _sys.version_info[0] == 2:
    _Wrapper = _TemporaryFileWrapper2
else:
    _Wrapper = _TemporaryFileWrapper


def _opened(fd, mode, buffering, encoding, newline, errors):
    if _sys.version_info[0] == 2:
        return _os.fdopen(fd, mode)
    return open(fd, mode, buffering, encoding, errors, newline)


def NamedTemporaryFile(
    mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, delete=True, *, errors=None
):
    """A file that is deleted when it is closed, or dies."""
    fd, name = mkstemp(suffix, prefix, dir)
    try:
        file = _opened(fd, mode, buffering, encoding, newline, errors)
        inner = getattr(file, "buffer", file)
        inner = getattr(inner, "raw", inner)
        if hasattr(inner, "name"):
            inner.name = name
        return _Wrapper(file, name, delete)
    except BaseException:
        _os.unlink(name)
        _os.close(fd)
        raise


def TemporaryFile(
    mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *, errors=None
):
    """A file without a name."""
    fd, name = mkstemp(suffix, prefix, dir)
    _os.unlink(name)
    return _opened(fd, mode, buffering, encoding, newline, errors)


class SpooledTemporaryFile:
    """A stream in memory that becomes a file when it grows beyond max_size, or when somebody asks for its descriptor."""

    _rolled = False

    def __init__(
        self, max_size=0, mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *,
        errors=None
    ):
        import io

        if "b" in mode:
            self._file = io.BytesIO()
        else:
            self._file = io.TextIOWrapper(io.BytesIO(), encoding=encoding or "utf-8", errors=errors, newline=newline)
        self._max_size = max_size
        self._mode = mode
        self._arguments = (mode, buffering, encoding, newline, suffix, prefix, dir)

    def rollover(self):
        if self._rolled:
            return
        file = self._file
        newfile = self._file = TemporaryFile(*self._arguments)
        position = file.tell()
        is_text = hasattr(newfile, "buffer")
        target, content = (newfile.buffer, file.detach()) if is_text else (newfile, file)
        target.write(content.getvalue())
        newfile.seek(position, 0)
        self._rolled = True

    def _check(self, file):
        if not self._rolled and self._max_size and file.tell() > self._max_size:
            self.rollover()

    def __iter__(self):
        return iter(self._file)

    @property
    def closed(self):
        return self._file.closed

    def close(self):
        self._file.close()

    def __exit__(self, *exc_info):
        self.close()

    def __enter__(self):
        if not self.closed:
            return self
        raise ValueError("Cannot enter context with closed file")

    @property
    def mode(self):
        return self._mode

    @property
    def name(self):
        return getattr(self._file, "name", None)

    def fileno(self):
        self.rollover()
        return self._file.fileno()

    def write(self, data):
        file = self._file
        count = file.write(data)
        self._check(file)
        return count

    def writelines(self, lines):
        file = self._file
        file.writelines(lines)
        self._check(file)

    def truncate(self, size=None):
        if size is not None and size > self._max_size:
            self.rollover()
        return self._file.truncate(*(() if size is None else (size,)))

    def __getattr__(self, name):
        if name == "_file":
            raise AttributeError(name)
        return getattr(self._file, name)


if _sys.version_info[0] > 2:
    import weakref as _weakref

    class TemporaryDirectory:
        """A directory that is deleted with all that is in it: at the end of the block, by cleanup(), or when it dies."""

        def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False):
            self.name = mkdtemp(suffix, prefix, dir)
            self._ignore_cleanup_errors = ignore_cleanup_errors
            self._finalizer = _weakref.finalize(
                self, self._cleanup, self.name, warn_message="Implicitly cleaning up {!r}".format(self)
            )

        @classmethod
        def _rmtree(cls, name, ignore_errors=False):
            import shutil

            shutil.rmtree(name, ignore_errors=ignore_errors)

        @classmethod
        def _cleanup(cls, name, warn_message, ignore_errors=False):
            import warnings

            cls._rmtree(name, ignore_errors)
            warnings.warn(warn_message, ResourceWarning)

        def __exit__(self, *exc_info):
            self.cleanup()

        def __enter__(self):
            return self.name

        def __repr__(self):
            cls = self.__class__
            return "<{} {!r}>".format(cls.__name__, self.name)

        def cleanup(self):
            if self._finalizer.detach() or _os.path.exists(self.name):
                self._rmtree(self.name, self._ignore_cleanup_errors)
else:
    __all__.remove("TemporaryDirectory")
`;
