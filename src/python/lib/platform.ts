/** The library module platform, in Python: what runs the program, as it says itself. */
export const platformSource = `"""What the program runs on."""

import sys

_NAMES = {"cpython": "CPython", "jython": "Jython", "ironpython": "IronPython", "pypy": "PyPy"}


def python_implementation():
    implementation = getattr(sys, "implementation", None)
    return _NAMES[implementation.name] if implementation is not None else sys.subversion[0]


def python_version():
    return ".".join(str(part) for part in sys.version_info[:3])


def python_version_tuple():
    return tuple(str(part) for part in sys.version_info[:3])


def python_compiler():
    return "midden"


def python_branch():
    return ""


def python_revision():
    return ""


def python_build():
    return ("", "")


def system():
    return "Java" if sys.platform.startswith("java") else "Linux"


def node():
    return "localhost"


def release():
    return ""


def version():
    return ""


def machine():
    return "x86_64"


def processor():
    return ""


def architecture(executable="", bits="", linkage=""):
    return ("64bit", "ELF")


def platform(aliased=False, terse=False):
    return "-".join(part for part in (system(), release(), machine()) if part)
`;
