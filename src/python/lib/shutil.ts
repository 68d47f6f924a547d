/** The library modules shutil, glob and stat, in Python. */
export const shutilSource = `"""Copying, moving and deleting files and trees."""

import os

__all__ = [
    "copyfileobj", "copyfile", "copymode", "copystat", "copy", "copy2", "copytree", "move", "rmtree", "Error",
    "SameFileError", "ignore_patterns", "which", "disk_usage",
]


class Error(OSError):
    pass


class SameFileError(Error):
    """Source and destination are the same file."""


class SpecialFileError(OSError):
    pass


def copyfileobj(fsrc, fdst, length=0):
    length = length or 65536
    while True:
        data = fsrc.read(length)
        if not data:
            break
        fdst.write(data)


def copyfile(src, dst, *, follow_symlinks=True):
    if os.path.exists(dst) and os.path.samefile(src, dst):
        raise SameFileError("{!r} and {!r} are the same file".format(src, dst))
    with open(src, "rb") as fsrc, open(dst, "wb") as fdst:
        copyfileobj(fsrc, fdst)
    return dst


def copymode(src, dst, *, follow_symlinks=True):
    os.chmod(dst, os.stat(src).st_mode & 0o7777)


def copystat(src, dst, *, follow_symlinks=True):
    status = os.stat(src)
    os.chmod(dst, status.st_mode & 0o7777)
    os.utime(dst, ns=(status.st_atime_ns, status.st_mtime_ns))


def copy(src, dst, *, follow_symlinks=True):
    target = _within(dst, src)
    copyfile(src, target)
    copymode(src, target)
    return target


def copy2(src, dst, *, follow_symlinks=True):
    target = _within(dst, src)
    copyfile(src, target)
    copystat(src, target)
    return target


def _within(dst, src):
    """Where a copy of src goes: into a folder under its own name."""
    return os.path.join(dst, os.path.basename(src)) if os.path.isdir(dst) else dst


def ignore_patterns(*patterns):
    import fnmatch

    def _ignore_patterns(path, names):
        ignored = []
        for pattern in patterns:
            ignored.extend(fnmatch.filter(names, pattern))
        return set(ignored)

    return _ignore_patterns


def copytree(
    src, dst, symlinks=False, ignore=None, copy_function=copy2, ignore_dangling_symlinks=False, dirs_exist_ok=False
):
    names = os.listdir(src)
    ignored = ignore(src, names) if ignore is not None else ()
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    for name in names:
        if name in ignored:
            continue
        here, there = os.path.join(src, name), os.path.join(dst, name)
        if symlinks and os.path.islink(here):
            os.symlink(os.readlink(here), there)
        elif os.path.isdir(here):
            copytree(here, there, symlinks, ignore, copy_function, ignore_dangling_symlinks, dirs_exist_ok)
        else:
            copy_function(here, there)
    copystat(src, dst)
    return dst


def rmtree(path, ignore_errors=False, onerror=None, *, onexc=None, dir_fd=None):
    def failed(function, where):
        if ignore_errors:
            return
        if onerror is None:
            raise
        import sys

        onerror(function, where, sys.exc_info())

    try:
        entries = list(os.scandir(path))
    except OSError:
        failed(os.scandir, path)
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            rmtree(entry.path, ignore_errors, onerror)
        else:
            try:
                os.unlink(entry.path)
            except OSError:
                failed(os.unlink, entry.path)
    try:
        os.rmdir(path)
    except OSError:
        failed(os.rmdir, path)


def move(src, dst, copy_function=copy2):
    target = dst
    if os.path.isdir(dst):
        target = os.path.join(dst, os.path.basename(os.fspath(src).rstrip("/")))
        if os.path.exists(target):
            raise Error("Destination path '%s' already exists" % target)
    os.rename(src, target)
    return target


def which(cmd, mode=1, path=None):
    if os.path.dirname(cmd):
        return cmd if os.path.isfile(cmd) and os.access(cmd, mode) else None
    for folder in (os.environ.get("PATH", os.defpath) if path is None else path).split(os.pathsep):
        name = os.path.join(folder, cmd)
        if os.path.isfile(name) and os.access(name, mode):
            return name
    return None


def disk_usage(path):
    os.stat(path)
    return (1 << 30, 0, 1 << 30)
`;

export const globSource = `"""Paths that fit a pattern."""

import fnmatch
import os

__all__ = ["escape", "glob", "iglob"]


def has_magic(s):
    return any(letter in s for letter in "*?[")


def escape(pathname):
    return "".join("[%s]" % letter if letter in "*?[" else letter for letter in pathname)


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return list(iglob(pathname, root_dir=root_dir, recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    absolute = pathname.startswith("/")
    parts = [part for part in pathname.split("/") if part]
    slash = pathname.endswith("/") and bool(parts)
    for found in _expand("/" if absolute else "", parts, root_dir, recursive, include_hidden):
        if found and (not slash or os.path.isdir(_place(found, root_dir))):
            yield found + "/" if slash and not found.endswith("/") else found


def _place(path, root):
    return path if root is None else os.path.join(root, path)


def _names(folder, root):
    try:
        return os.listdir(_place(folder, root) or ".")
    except OSError:
        return []


def _expand(folder, parts, root, recursive, hidden, below_top=False):
    if not parts:
        yield folder
        return
    part, rest = parts[0], parts[1:]
    if part == "**" and recursive:
        if rest:
            yield from _expand(folder, rest, root, recursive, hidden)
        else:
            yield folder if below_top else os.path.join(folder, "")
        for name in _names(folder, root):
            below = os.path.join(folder, name)
            if not hidden and name.startswith("."):
                continue
            if os.path.isdir(_place(below, root)) and not os.path.islink(_place(below, root)):
                yield from _expand(below, parts, root, recursive, hidden, True)
            elif not rest:
                yield below
    elif has_magic(part):
        for name in fnmatch.filter(_names(folder, root), part):
            if hidden or not name.startswith(".") or part.startswith("."):
                below = os.path.join(folder, name)
                if not rest or os.path.isdir(_place(below, root)):
                    yield from _expand(below, rest, root, recursive, hidden)
    else:
        below = os.path.join(folder, part)
        if os.path.lexists(_place(below, root)):
            yield from _expand(below, rest, root, recursive, hidden)
`;

export const statSource = `"""What the numbers of os.stat() mean."""

ST_MODE, ST_INO, ST_DEV, ST_NLINK, ST_UID, ST_GID, ST_SIZE, ST_ATIME, ST_MTIME, ST_CTIME = range(10)
S_IFDIR, S_IFCHR, S_IFBLK, S_IFREG, S_IFIFO, S_IFLNK, S_IFSOCK = (
    0o040000, 0o020000, 0o060000, 0o100000, 0o010000, 0o120000, 0o140000
)
S_ISUID, S_ISGID, S_ISVTX = 0o4000, 0o2000, 0o1000
S_IRWXU, S_IRUSR, S_IWUSR, S_IXUSR = 0o700, 0o400, 0o200, 0o100
S_IRWXG, S_IRGRP, S_IWGRP, S_IXGRP = 0o070, 0o040, 0o020, 0o010
S_IRWXO, S_IROTH, S_IWOTH, S_IXOTH = 0o007, 0o004, 0o002, 0o001


def S_IMODE(mode):
    return mode & 0o7777


def S_IFMT(mode):
    return mode & 0o170000


def S_ISDIR(mode):
    return S_IFMT(mode) == S_IFDIR


def S_ISREG(mode):
    return S_IFMT(mode) == S_IFREG


def S_ISLNK(mode):
    return S_IFMT(mode) == S_IFLNK


def S_ISFIFO(mode):
    return S_IFMT(mode) == S_IFIFO


def S_ISSOCK(mode):
    return S_IFMT(mode) == S_IFSOCK


def S_ISCHR(mode):
    return S_IFMT(mode) == S_IFCHR


def S_ISBLK(mode):
    return S_IFMT(mode) == S_IFBLK


def filemode(mode):
    """The mode as ls -l shows it."""
    kinds = {S_IFDIR: "d", S_IFCHR: "c", S_IFBLK: "b", S_IFIFO: "p", S_IFLNK: "l", S_IFSOCK: "s"}
    text = kinds.get(S_IFMT(mode), "-")
    for shift, special, letter in ((6, S_ISUID, "s"), (3, S_ISGID, "s"), (0, S_ISVTX, "t")):
        bits = mode >> shift
        text += ("r" if bits & 4 else "-") + ("w" if bits & 2 else "-")
        if mode & special:
            text += letter if bits & 1 else letter.upper()
        else:
            text += "x" if bits & 1 else "-"
    return text
`;
