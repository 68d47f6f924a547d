/** The library module os, in Python. */
export const osSource = String.raw`"""What of the operating system a program can see: names of paths, an empty environment, nothing of the host."""

import posixpath as path
import sys

sys.modules["os.path"] = path

name = "posix"
curdir, pardir, sep, pathsep, extsep, altsep = path.curdir, path.pardir, path.sep, path.pathsep, path.extsep, path.altsep
linesep = "\n"
devnull = "/dev/null"
environ = {}
error = OSError


def getcwd():
    return "/"


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value):
    environ[key] = value


def getpid():
    return 1


def cpu_count():
    return 1


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    method = getattr(type(path), "__fspath__", None)
    if method is None:
        raise TypeError("expected str, bytes or os.PathLike object, not " + type(path).__name__)
    return method(path)


class PathLike:
    def __fspath__(self):
        raise NotImplementedError


def _exit(status):
    raise NotImplementedError(f"os._exit({status}): midden has no process to leave at once; raise SystemExit")
`;
