"""What the sys module says on PyPy."""
import platform
import sys

print(sys.implementation.name, platform.python_implementation(), platform.python_version())
print(tuple(sys.version_info), tuple(sys.pypy_version_info), sys.hexversion)
print(hasattr(sys, "getrefcount"), hasattr(sys, "getsizeof"), hasattr(sys, "_debugmallocstats"), hasattr(sys, "getallocatedblocks"))
print(hasattr(sys, "exception"), hasattr(sys, "setcheckinterval"), sys.getrecursionlimit(), sys.maxsize, sys.platform)
print(sys.getsizeof(1, 2), sys.getsizeof([], default=3))
for call in (lambda: sys.getsizeof(1), lambda: sys.getsizeof()):
    try:
        print(call())
    except TypeError as error:
        print(str(error).splitlines()[:2])
print("PyPy" in sys.version, sys.version.split()[0])
import __pypy__
print(hasattr(__pypy__, "add_memory_pressure"), __pypy__.add_memory_pressure(1000))
