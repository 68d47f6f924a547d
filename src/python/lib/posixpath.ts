/** The library module posixpath, in Python. */
export const posixpathSource = `"""Operations on path names, and questions about the files that they name."""

import posix

__all__ = [
    "normcase", "isabs", "join", "splitdrive", "split", "splitext", "basename", "dirname", "commonprefix",
    "normpath", "abspath", "relpath", "commonpath", "curdir", "pardir", "sep", "pathsep", "extsep", "altsep",
    "exists", "lexists", "isfile", "isdir", "islink", "ismount", "getsize", "getmtime", "getatime", "getctime",
    "realpath", "samefile", "sameopenfile", "samestat", "expanduser", "expandvars", "devnull", "defpath",
    "supports_unicode_filenames",
]

curdir = "."
pardir = ".."
extsep = "."
sep = "/"
pathsep = ":"
altsep = None
devnull = "/dev/null"
defpath = "/bin:/usr/bin"
supports_unicode_filenames = False


def _fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    method = getattr(type(path), "__fspath__", None)
    if method is None:
        raise TypeError("expected str, bytes or os.PathLike object, not " + type(path).__name__)
    return method(path)


def _text(path):
    path = _fspath(path)
    return path if isinstance(path, str) else path.decode()


def normcase(s):
    return _fspath(s)


def isabs(s):
    return _text(s).startswith("/")


def join(a, *p):
    """Joins parts; an absolute one drops what was before it."""
    a = _fspath(a)
    if isinstance(a, bytes):
        if any(isinstance(part, str) for part in p):
            raise TypeError("Can't mix strings and bytes in path components") from None
        return join(a.decode(), *[_text(part) for part in p]).encode()
    path = a
    for part in p:
        if not isinstance(part, (str, bytes)) and not hasattr(type(part), "__fspath__"):
            raise TypeError(
                "join() argument must be str, bytes, or os.PathLike object, not %r" % type(part).__name__
            ) from None
        part = _fspath(part)
        if isinstance(part, bytes):
            raise TypeError("Can't mix strings and bytes in path components") from None
        if part.startswith("/"):
            path = part
        elif not path or path.endswith("/"):
            path += part
        else:
            path += "/" + part
    return path


def split(p):
    """(everything up to the last slash, the rest)"""
    p = _fspath(p)
    if isinstance(p, bytes):
        head, tail = split(p.decode())
        return head.encode(), tail.encode()
    cut = p.rfind("/") + 1
    head, tail = p[:cut], p[cut:]
    if head and head != "/" * len(head):
        head = head.rstrip("/")
    return head, tail


def splitext(p):
    """(root, extension with its dot); dots that begin a name do not count."""
    p = _fspath(p)
    cut = p.rfind(".")
    name = p.rfind("/") + 1
    if cut > name and p[name:cut].strip("."):
        return p[:cut], p[cut:]
    return p, p[:0]


def splitdrive(p):
    p = _fspath(p)
    return p[:0], p


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def normpath(path):
    """Without doubled slashes, . and .. as far as possible."""
    path = _fspath(path)
    if isinstance(path, bytes):
        return normpath(path.decode()).encode()
    if not path:
        return "."
    slashes = 2 if path.startswith("//") and not path.startswith("///") else int(path.startswith("/"))
    parts = []
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if part != ".." or not slashes and not parts or parts and parts[-1] == "..":
            parts.append(part)
        elif parts:
            parts.pop()
    return "/" * slashes + "/".join(parts) or "."


def abspath(path):
    path = _fspath(path)
    return normpath(path if isabs(path) else join(posix.getcwd(), path))


def relpath(path, start="."):
    path, start = _text(path), _text(start)
    if not path:
        raise ValueError("no path specified")
    here = [part for part in abspath(start).split("/") if part]
    there = [part for part in abspath(path).split("/") if part]
    same = len(commonprefix([here, there]))
    steps = [".."] * (len(here) - same) + there[same:]
    return join(*steps) if steps else "."


def commonprefix(m):
    """The longest start that all have."""
    if not m:
        return ""
    if not isinstance(m[0], (list, tuple)):
        m = [_fspath(path) for path in m]
    low, high = min(m), max(m)
    for position, item in enumerate(low):
        if item != high[position]:
            return low[:position]
    return low


def commonpath(paths):
    """The longest path above all."""
    paths = [_text(path) for path in paths]
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    if len({isabs(path) for path in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    parts = [[part for part in path.split("/") if part and part != "."] for path in paths]
    return ("/" if isabs(paths[0]) else "") + "/".join(commonprefix(parts))


def expanduser(path):
    """The path with ~ replaced by the home folder."""
    path = _fspath(path)
    if path == "~" or path.startswith("~/"):
        home = posix._environment().get("HOME", "/")
        return (home.rstrip("/") + path[1:]) or "/"
    return path


def expandvars(path):
    """The path with $NAME and $\{NAME} replaced by what the environment has; unknown ones stay."""
    path = _fspath(path)
    known = _environment()
    result = ""
    at = 0
    while at < len(path):
        if path[at] != "$":
            result += path[at]
            at += 1
            continue
        braced = path.startswith("{", at + 1)
        begin = at + 2 if braced else at + 1
        end = begin
        if braced:
            end = path.find("}", begin)
            if end < 0:
                return result + path[at:]
        else:
            while end < len(path) and (path[end].isalnum() or path[end] == "_"):
                end += 1
        name = path[begin:end]
        end += braced
        result += known[name] if name in known else path[at:end]
        at = end
    return result


def _environment():
    return posix._environment()


def _mode(path, follow=True):
    """The type bits of what a path names, or 0."""
    try:
        return posix._stat(path, follow)[0] & 0o170000
    except (OSError, ValueError):
        return 0


def exists(path):
    return _mode(path) != 0


def lexists(path):
    return _mode(path, False) != 0


def isfile(path):
    return _mode(path) == 0o100000


def isdir(s):
    return _mode(s) == 0o040000


def islink(path):
    try:
        return _mode(path, False) == 0o120000
    except AttributeError:
        return False


def ismount(path):
    return normpath(abspath(path)) == "/"


def getsize(filename):
    return posix._stat(filename, True)[6]


def getatime(filename):
    return posix._stat(filename, True)[7] / 1e9


def getmtime(filename):
    return posix._stat(filename, True)[8] / 1e9


def getctime(filename):
    return posix._stat(filename, True)[9] / 1e9


def samestat(s1, s2):
    return s1.st_ino == s2.st_ino and s1.st_dev == s2.st_dev


def samefile(f1, f2):
    return posix._stat(f1, True)[1:3] == posix._stat(f2, True)[1:3]


sameopenfile = samefile


def realpath(filename, *, strict=False):
    """The path without symbolic links in it."""
    path = abspath(filename)
    for _ in range(40):
        done = "/"
        parts = [part for part in path.split("/") if part]
        for position, part in enumerate(parts):
            here = join(done, part)
            if strict:
                posix._stat(here, False)
            if islink(here):
                rest = parts[position + 1 :]
                path = normpath(join(done, posix.readlink(here), *rest))
                break
            done = here
        else:
            return done
    raise OSError(40, "Too many levels of symbolic links", filename)
`;
