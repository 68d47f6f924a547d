/** The library module posixpath, in Python. */
export const posixpathSource = `"""Operations on path names; none of them looks at files."""

__all__ = [
    "normcase", "isabs", "join", "splitdrive", "split", "splitext", "basename", "dirname", "commonprefix",
    "normpath", "abspath", "relpath", "commonpath", "curdir", "pardir", "sep", "pathsep", "extsep", "altsep",
]

curdir = "."
pardir = ".."
extsep = "."
sep = "/"
pathsep = ":"
altsep = None


def normcase(s):
    return s


def isabs(s):
    return s.startswith("/")


def join(a, *p):
    """Joins parts; an absolute one drops what was before it."""
    path = a
    for part in p:
        if part.startswith("/"):
            path = part
        elif not path or path.endswith("/"):
            path += part
        else:
            path += "/" + part
    return path


def split(p):
    """(everything up to the last slash, the rest)"""
    cut = p.rfind("/") + 1
    head, tail = p[:cut], p[cut:]
    if head and head != "/" * len(head):
        head = head.rstrip("/")
    return head, tail


def splitext(p):
    """(root, extension with its dot); dots that begin a name do not count."""
    cut = p.rfind(".")
    name = p.rfind("/") + 1
    if cut > name and p[name:cut].strip("."):
        return p[:cut], p[cut:]
    return p, p[:0]


def splitdrive(p):
    return p[:0], p


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def normpath(path):
    """Without doubled slashes, . and .. as far as possible."""
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
    return normpath(path if isabs(path) else join("/", path))


realpath = abspath


def relpath(path, start="."):
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
    low, high = min(m), max(m)
    for position, item in enumerate(low):
        if item != high[position]:
            return low[:position]
    return low


def commonpath(paths):
    """The longest path above all."""
    paths = list(paths)
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    if len({isabs(path) for path in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    parts = [[part for part in path.split("/") if part and part != "."] for path in paths]
    return ("/" if isabs(paths[0]) else "") + "/".join(commonprefix(parts))


def expanduser(path):
    return path


def expandvars(path):
    return path
`;
