/** The library module _pickle_format, in Python. */
export const pickleFormatSource = `"""What pickles consist of: names of operations, and forms of values."""

import sys as _sys

HIGHEST_PROTOCOL, DEFAULT_PROTOCOL = 5, 4
format_version = "4.0"


class PickleError(Exception):
    """What goes wrong here."""

    __module__ = "_pickle"


class PicklingError(PickleError):
    """An object cannot be written."""

    __module__ = "_pickle"


class UnpicklingError(PickleError):
    """Bytes cannot be read."""

    __module__ = "_pickle"


class PickleBuffer:
    """Bytes that may be kept out of the stream."""

    def __init__(self, buffer):
        self._view = memoryview(buffer)

    def raw(self):
        return self._view.cast("B")

    def release(self):
        self._view.release()


# What an operation is called in the format, by what it does.
MARK, STOP, POP, POP_MARK, DUP = b"(", b".", b"0", b"1", b"2"
FLOAT, INT, BININT, BININT1, LONG, BININT2, NONE = b"F", b"I", b"J", b"K", b"L", b"M", b"N"
PERSID, BINPERSID, REDUCE, STRING, BINSTRING, SHORT_BINSTRING, UNICODE, BINUNICODE = b"P", b"Q", b"R", b"S", b"T", b"U", b"V", b"X"
APPEND, BUILD, GLOBAL, DICT, EMPTY_DICT, APPENDS, GET, BINGET = b"a", b"b", b"c", b"d", b"}", b"e", b"g", b"h"
INST, LONG_BINGET, LIST, EMPTY_LIST, OBJ, PUT, BINPUT, LONG_BINPUT = b"i", b"j", b"l", b"]", b"o", b"p", b"q", b"r"
SETITEM, TUPLE, EMPTY_TUPLE, SETITEMS, BINFLOAT = b"s", b"t", b")", b"u", b"G"
PROTO, NEWOBJ, TUPLE1, TUPLE2, TUPLE3, NEWTRUE, NEWFALSE, LONG1, LONG4 = (bytes([c]) for c in (128, 129, 133, 134, 135, 136, 137, 138, 139))
BINBYTES, SHORT_BINBYTES = b"B", b"C"
SHORT_BINUNICODE, BINUNICODE8, BINBYTES8, EMPTY_SET, ADDITEMS, FROZENSET, NEWOBJ_EX, STACK_GLOBAL, MEMOIZE, FRAME = (
    bytes([c]) for c in range(140, 150)
)
BYTEARRAY8 = b"\\x96"
_BATCH = 1000
_FRAME_FROM, _FRAME_TARGET = 4, 65536
# Of Python 2, for protocols that it reads.
_old_names = {"builtins": "__builtin__", "copyreg": "copy_reg", "queue": "Queue"}
_old_globals = {
    ("builtins", "range"): ("__builtin__", "xrange"), ("functools", "reduce"): ("__builtin__", "reduce"),
    ("builtins", "str"): ("__builtin__", "unicode"), ("builtins", "int"): ("__builtin__", "long"),
}
_new_names = {old: new for new, old in _old_names.items()}
_new_names["exceptions"] = "builtins"
_new_globals = {old: new for new, old in _old_globals.items()}


def _long_bytes(number):
    """Two's complement, little endian, as short as it can be."""
    if not number:
        return b""
    size = (number.bit_length() >> 3) + 1
    data = number.to_bytes(size, "little", signed=True)
    if number < 0 and size > 1 and data[-1] == 255 and data[-2] & 128:
        data = data[:-1]
    return data


def _escaped(text):
    """Latin 1, with the numbers of what is beyond it."""
    parts = [c if ord(c) < 256 else ("\\\\u%04x" if ord(c) < 65536 else "\\\\U%08x") % ord(c) for c in text]
    return "".join(parts).encode("latin-1")


def _unescaped(data):
    import re

    number = re.compile(r"\\\\u([0-9a-fA-F]{4})|\\\\U([0-9a-fA-F]{8})")
    return number.sub(lambda found: chr(int(found.group(1) or found.group(2), 16)), data.decode("latin-1"))


def encode_long(x):
    return _long_bytes(x)


def decode_long(data):
    return int.from_bytes(data, "little", signed=True)


def _path_of(module, name):
    """What a dotted name means in a module, and whose attribute it is."""
    owner, value = None, module
    for part in name.split("."):
        if part == "<locals>":
            raise AttributeError("Can't get local attribute %r on %r" % (name, module))
        try:
            owner, value = value, getattr(value, part)
        except AttributeError:
            raise AttributeError("Can't get attribute %r on %r" % (name, module)) from None
    return owner, value


def whichmodule(obj, name):
    """The module in which a global object is found."""
    module = getattr(obj, "__module__", None)
    if module is not None:
        return module
    for module_name, module in list(_sys.modules.items()):
        if module_name not in ("__main__", "__mp_main__") and module is not None:
            try:
                if _path_of(module, name)[1] is obj:
                    return module_name
            except AttributeError:
                pass
    return "__main__"


__all__ = [name for name in globals() if not name.startswith("__")]
`;
