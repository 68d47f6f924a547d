/** The library module pathlib, in Python: POSIX paths over os. */
export const pathlibSource = `"""Object-oriented file system paths."""

import fnmatch as _fnmatch
import io as _io
import os as _os

__all__ = ["PurePath", "PurePosixPath", "Path", "PosixPath"]


class PurePath:
    __slots__ = ("_text", "_parts", "_root")

    def __new__(cls, *args):
        if cls is PurePath:
            cls = PurePosixPath
        elif cls is Path:
            cls = PosixPath
        return object.__new__(cls)._set(args)

    def __init__(self, *args):
        pass

    def _set(self, args):
        parts = []
        root = ""
        for arg in args:
            if isinstance(arg, PurePath):
                text = str(arg)
            else:
                text = _os.fspath(arg)
                if not isinstance(text, str):
                    raise TypeError(
                        "argument should be a str object or an os.PathLike object returning str, not %r" % type(text))
            if text.startswith("/"):
                parts = []
                root = "//" if text.startswith("//") and not text.startswith("///") else "/"
            parts.extend(part for part in text.split("/") if part and part != ".")
        self._root = root
        self._parts = tuple(parts)
        self._text = root + "/".join(parts) or "."
        return self

    def _with(self, parts, root=None):
        made = object.__new__(type(self))
        made._root = self._root if root is None else root
        made._parts = tuple(parts)
        made._text = made._root + "/".join(made._parts) or "."
        return made

    def __reduce__(self):
        return type(self), self.parts

    def __str__(self):
        return self._text

    def __fspath__(self):
        return self._text

    def as_posix(self):
        return self._text

    def __bytes__(self):
        return _os.fsencode(self._text)

    def __repr__(self):
        return "%s(%r)" % (type(self).__name__, self._text)

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._text == other._text

    def __hash__(self):
        return hash((self._root,) + self._parts)

    def __lt__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self.parts < other.parts

    def __le__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self.parts <= other.parts

    def __gt__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self.parts > other.parts

    def __ge__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self.parts >= other.parts

    def __truediv__(self, other):
        try:
            return self.joinpath(other)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, other):
        try:
            return type(self)(other, self)
        except TypeError:
            return NotImplemented

    def joinpath(self, *args):
        return type(self)(self, *args)

    @property
    def drive(self):
        return ""

    @property
    def root(self):
        return self._root

    @property
    def anchor(self):
        return self._root

    @property
    def parts(self):
        return ((self._root,) if self._root else ()) + self._parts

    @property
    def name(self):
        return self._parts[-1] if self._parts else ""

    @property
    def suffix(self):
        name = self.name
        at = name.rfind(".")
        return name[at:] if 0 < at < len(name) - 1 else ""

    @property
    def suffixes(self):
        name = self.name
        if name.endswith("."):
            return []
        return ["." + part for part in name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        name = self.name
        suffix = self.suffix
        return name[:len(name) - len(suffix)] if suffix else name

    @property
    def parent(self):
        return self._with(self._parts[:-1]) if self._parts else self

    @property
    def parents(self):
        return tuple(self._with(self._parts[:k]) for k in range(len(self._parts) - 1, -1, -1))

    def is_absolute(self):
        return self._root != ""

    def is_relative_to(self, *other):
        try:
            self.relative_to(*other)
            return True
        except ValueError:
            return False

    def relative_to(self, *other):
        if not other:
            raise TypeError("need at least one argument")
        base = type(self)(*other)
        count = len(base._parts)
        if self._root != base._root or self._parts[:count] != base._parts:
            raise ValueError("%r is not in the subpath of %r OR one path is relative and the other is absolute."
                             % (str(self), str(base)))
        return self._with(self._parts[count:], "")

    def with_name(self, name):
        if not self.name:
            raise ValueError("%r has an empty name" % (self,))
        if not name or "/" in name or name == ".":
            raise ValueError("Invalid name %r" % (name,))
        return self._with(self._parts[:-1] + (name,))

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if "/" in suffix or suffix and not suffix.startswith(".") or suffix == ".":
            raise ValueError("Invalid suffix %r" % (suffix,))
        if not self.name:
            raise ValueError("%r has an empty name" % (self,))
        return self.with_name(self.stem + suffix)

    def match(self, pattern):
        wanted = type(self)(pattern)
        if not wanted.parts:
            raise ValueError("empty pattern")
        own = self.parts
        if len(wanted.parts) > len(own) or wanted._root and len(wanted.parts) != len(own):
            return False
        return all(_fnmatch.fnmatchcase(part, like) for part, like in zip(reversed(own), reversed(wanted.parts)))


class PurePosixPath(PurePath):
    __slots__ = ()


class Path(PurePath):
    __slots__ = ()

    @classmethod
    def cwd(cls):
        return cls(_os.getcwd())

    @classmethod
    def home(cls):
        return cls(_os.path.expanduser("~"))

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        pass

    def stat(self, *, follow_symlinks=True):
        return _os.stat(self, follow_symlinks=follow_symlinks)

    def lstat(self):
        return _os.lstat(self)

    def exists(self):
        return _os.path.exists(self)

    def is_dir(self):
        return _os.path.isdir(self)

    def is_file(self):
        return _os.path.isfile(self)

    def is_symlink(self):
        return _os.path.islink(self)

    def absolute(self):
        return self if self.is_absolute() else type(self)(_os.getcwd(), self)

    def resolve(self, strict=False):
        if strict:
            self.stat()
        return type(self)(_os.path.realpath(self))

    def samefile(self, other):
        return _os.path.samestat(self.stat(), _os.stat(other))

    def expanduser(self):
        return type(self)(_os.path.expanduser(self))

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        return _io.open(self, mode, buffering, encoding, errors, newline)

    def read_bytes(self):
        with self.open(mode="rb") as file:
            return file.read()

    def read_text(self, encoding=None, errors=None):
        with self.open(mode="r", encoding=encoding, errors=errors) as file:
            return file.read()

    def write_bytes(self, data):
        view = bytes(data)
        with self.open(mode="wb") as file:
            return file.write(view)

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError("data must be str, not %s" % type(data).__name__)
        with self.open(mode="w", encoding=encoding, errors=errors, newline=newline) as file:
            return file.write(data)

    def iterdir(self):
        for name in _os.listdir(self):
            yield self / name

    def _below(self):
        for child in sorted(self.iterdir()):
            yield child
            if child.is_dir() and not child.is_symlink():
                yield from child._below()

    def _select(self, parts):
        if not parts:
            yield self
            return
        first, rest = parts[0], parts[1:]
        if first == "**":
            yield from self._select(rest)
            for child in self._below():
                if child.is_dir():
                    yield from child._select(rest)
        elif self.is_dir():
            for child in self.iterdir():
                if _fnmatch.fnmatchcase(child.name, first):
                    yield from child._select(rest)

    def glob(self, pattern):
        if not pattern:
            raise ValueError("Unacceptable pattern: %r" % (pattern,))
        wanted = PurePosixPath(pattern)
        if wanted.is_absolute():
            raise NotImplementedError("Non-relative patterns are unsupported")
        for found in self._select(wanted._parts):
            if found is not self and (wanted._parts[-1] != "**" or found.is_dir()):
                yield found

    def rglob(self, pattern):
        return self.glob("**/" + pattern)

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        try:
            _os.mkdir(self, mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, parents=False, exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def touch(self, mode=0o666, exist_ok=True):
        flags = _os.O_CREAT | _os.O_WRONLY
        if not exist_ok:
            flags |= _os.O_EXCL
        _os.close(_os.open(self, flags, mode))

    def unlink(self, missing_ok=False):
        try:
            _os.unlink(self)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rmdir(self):
        _os.rmdir(self)

    def rename(self, target):
        _os.rename(self, target)
        return type(self)(target)

    def replace(self, target):
        _os.replace(self, target)
        return type(self)(target)


class PosixPath(Path, PurePosixPath):
    __slots__ = ()

`;
