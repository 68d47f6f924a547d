/** The library module importlib, in Python. */
export const importlibSource = `"""Importing by name."""

import sys

__all__ = ["__import__", "import_module", "invalidate_caches"]

__import__ = __import__


def import_module(name, package=None):
    """The module of this name; a name that begins with dots is relative to the package."""
    level = len(name) - len(name.lstrip("."))
    if level:
        if not package:
            raise TypeError(
                "the 'package' argument is required to perform a relative import for %r" % (name,)
            )
        parts = package.split(".")
        if level > len(parts):
            raise ImportError("attempted relative import beyond top-level package")
        name = ".".join(parts[: len(parts) - level + 1] + [name[level:]]).rstrip(".")
    __import__(name)
    return sys.modules[name]


def invalidate_caches():
    """Modules are looked for anew each time."""
`;
