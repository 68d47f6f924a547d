/** The library module struct, in Python. */
export const structSource = `"""Numbers and bytes as C lays them out."""

from array import array as _array
from operator import index as _index
from sys import byteorder as _byteorder

from _types import in_c as _in_c

__all__ = ["calcsize", "pack", "pack_into", "unpack", "unpack_from", "iter_unpack", "Struct", "error"]


class error(Exception):
    """What does not fit a format."""

    __module__ = "struct"


# letter -> size without alignment rules, size and alignment as C has it here, kind
_codes = {
    "x": (1, 1, "pad"), "c": (1, 1, "char"), "b": (1, 1, "signed"), "B": (1, 1, "unsigned"), "?": (1, 1, "bool"),
    "h": (2, 2, "signed"), "H": (2, 2, "unsigned"), "i": (4, 4, "signed"), "I": (4, 4, "unsigned"),
    "l": (4, 8, "signed"), "L": (4, 8, "unsigned"), "q": (8, 8, "signed"), "Q": (8, 8, "unsigned"),
    "n": (0, 8, "signed"), "N": (0, 8, "unsigned"), "P": (0, 8, "unsigned"), "e": (2, 2, "half"),
    "f": (4, 4, "float"), "d": (8, 8, "double"), "s": (1, 1, "string"), "p": (1, 1, "pascal"),
}
_orders = {"<": "little", ">": "big", "!": "big", "=": _byteorder, "@": _byteorder}
_counted = ("string", "pascal")
_known = {}


_marks = ("<", ">", "!", "=")


def _as_text(format):
    if isinstance(format, str):
        return format
    if isinstance(format, (bytes, bytearray)):
        return bytes(format).decode("latin-1")
    raise TypeError("Struct() argument 1 must be a str or bytes object, not " + type(format).__name__)


def _parsed(format):
    """(byte order, total size, [(offset, letter, kind, size)]) of a format."""
    format = _as_text(format)
    known = _known.get(format)
    if known is not None:
        return known
    native = format[:1] not in _marks
    order = _orders.get(format[:1], _byteorder)
    offset, fields, count = 0, [], None
    for letter in format[1:] if format[:1] in _orders else format:
        if letter.isdigit():
            count = (count or 0) * 10 + int(letter)
            continue
        if letter.isspace():
            if count is not None:
                raise error("bad char in struct format")
            continue
        standard, size, kind = _codes.get(letter, (0, 0, ""))
        if not native:
            size = standard
        if not size:
            raise error("bad char in struct format")
        if native:
            offset += -offset % size
        repeat = 1 if count is None else count
        count = None
        if kind in _counted:
            fields.append((offset, letter, kind, repeat))
        elif kind != "pad":
            fields.extend((offset + k * size, letter, kind, size) for k in range(repeat))
        offset += repeat * size
    if count is not None:
        raise error("repeat count given without format specifier")
    if len(_known) > 100:
        _known.clear()
    known = _known[format] = order, offset, fields
    return known


def _half_bytes(value, order):
    from math import frexp, isinf, isnan, copysign

    sign = 0x8000 if copysign(1.0, value) < 0 else 0
    value = abs(value)
    if isnan(value):
        bits = 0x7E00
    elif isinf(value):
        bits = 0x7C00
    elif not value:
        bits = 0
    else:
        fraction, exponent = frexp(value)
        # Below 2 ** -14 numbers lose leading bits.
        scale = max(exponent, -13) - 11
        bits = round(value / 2.0**scale) + (max(exponent, -13) + 13 << 10)
        if bits >= 0x7C00:
            raise OverflowError("float too large to pack with e format")
    return (sign | bits).to_bytes(2, order)


def _half_value(bits):
    sign = -1.0 if bits & 0x8000 else 1.0
    exponent, fraction = bits >> 10 & 31, bits & 0x3FF
    if exponent == 31:
        return sign * float("nan" if fraction else "inf")
    if not exponent:
        return sign * fraction * 2.0**-24
    return sign * (fraction + 1024) * 2.0 ** (exponent - 25)


def _float_bytes(value, kind, order, unmarked):
    if not isinstance(value, (int, float)) and not hasattr(type(value), "__float__") and not hasattr(type(value), "__index__"):
        raise error("required argument is not a float")
    value = float(value)
    if kind == "half":
        return _half_bytes(value, order)
    data = _array("f" if kind == "float" else "d", [value])
    if kind == "float" and not unmarked and data[0] - data[0] != 0 and value - value == 0:
        raise OverflowError("float too large to pack with f format")
    if order != _byteorder:
        data.byteswap()
    return data.tobytes()


def _integer_bytes(value, letter, kind, size, order, native):
    if not isinstance(value, int):
        if not hasattr(type(value), "__index__"):
            raise error("required argument is not an integer")
        value = _index(value)
    low, high = (-1 << 8 * size - 1, (1 << 8 * size - 1) - 1) if kind == "signed" else (0, (1 << 8 * size) - 1)
    if letter == "P":
        low = -1 << 63
    if not low <= value <= high:
        raise error(_range_text(letter, size, low, high, native, value))
    return (value & (1 << 8 * size) - 1).to_bytes(size, order)


def _range_text(letter, size, low, high, native, value):
    """What C's conversions say: first to its widest type, then to the field's."""
    if size == 8:
        return "argument out of range" if native and letter != "P" else "int too large to convert"
    wide = 0 if letter in "IL" or letter == "H" and not native else -1 << 63
    if not wide <= value < wide + (1 << 64):
        return "argument out of range"
    name = {"b": "byte", "B": "ubyte"}.get(letter)
    if name is None:
        name = {"h": "short", "H": "ushort"}.get(letter) if native else None
    return "%s format requires %d <= number <= %d" % (name or "'%s'" % letter, low, high)


def _value_bytes(value, letter, kind, size, order, native, unmarked):
    if kind == "signed" or kind == "unsigned":
        return _integer_bytes(value, letter, kind, size, order, native)
    if kind == "bool":
        return b"\\1" if value else b"\\0"
    if kind == "char":
        if not isinstance(value, bytes) or len(value) != 1:
            raise error("char format requires a bytes object of length 1")
        return bytes(value)
    if kind in _counted:
        if not isinstance(value, (bytes, bytearray)):
            raise error("argument for '%s' must be a bytes object" % letter)
        value = bytes(value)
        if kind == "pascal" and size:
            value = value[: min(size - 1, 255)]
            value = bytes([len(value)]) + value
        return value[:size].ljust(size, b"\\0")
    try:
        return _float_bytes(value, kind, order, unmarked)
    except OverflowError:
        if not isinstance(value, int):
            raise
    raise error("int too large to convert")


def _value_of(data, kind, order):
    if kind == "unsigned" or kind == "signed":
        return int.from_bytes(data, order, signed=kind == "signed")
    if kind == "bool":
        return data != b"\\0"
    if kind == "pascal":
        return data[1 : 1 + data[0]] if data else b""
    if kind == "half":
        return _half_value(int.from_bytes(data, order))
    if kind == "float" or kind == "double":
        numbers = _array("f" if kind == "float" else "d", data)
        if order != _byteorder:
            numbers.byteswap()
        return numbers[0]
    return data


def _packed(format, values, method):
    order, total, fields = _parsed(format)
    if len(values) != len(fields):
        raise error("%s expected %d items for packing (got %d)" % (method, len(fields), len(values)))
    # C's own conversions, where it needs no others.
    native = order == _byteorder
    unmarked = _as_text(format)[:1] not in _marks
    out = bytearray(total)
    for (offset, letter, kind, size), value in zip(fields, values):
        out[offset : offset + size] = _value_bytes(value, letter, kind, size, order, native, unmarked)
    return bytes(out)


def _unpacked(parsed, data, start=0):
    order, total, fields = parsed
    return tuple([_value_of(data[start + at : start + at + size], kind, order) for at, letter, kind, size in fields])


def _buffer(obj):
    if isinstance(obj, bytes):
        return obj
    try:
        return bytes(memoryview(obj))
    except TypeError:
        raise TypeError("a bytes-like object is required, not '%s'" % type(obj).__name__) from None


def _place(total, length, offset, unpacking):
    """Where a structure begins in a buffer of this length."""
    verb, name = ("unpack", "unpack_from") if unpacking else ("pack", "pack_into")
    if offset < 0:
        if offset + total > 0:
            if unpacking:
                raise error("not enough data to unpack %d bytes at offset %d" % (total, offset))
            raise error("no space to pack %d bytes at offset %d" % (total, offset))
        if offset + length < 0:
            raise error("offset %d out of range for %d-byte buffer" % (offset, length))
        offset += length
    if length - offset < total:
        word = "unpacking" if unpacking else "packing"
        raise error(
            "%s requires a buffer of at least %d bytes for %s %d bytes at offset %d (actual buffer size is %d)"
            % (name, total + offset, word, total, offset, length)
        )
    return offset


def calcsize(format, /):
    return _parsed(format)[1]


def pack(format, /, *values):
    return _packed(format, values, "pack")


def _into(format, buffer, offset, values):
    total = _parsed(format)[1]
    view = memoryview(buffer)
    if view.readonly:
        raise TypeError("read-write bytes-like object expected")
    if len(values) != len(_parsed(format)[2]):
        raise error("pack_into expected %d items for packing (got %d)" % (len(_parsed(format)[2]), len(values)))
    offset = _place(total, view.nbytes, offset, False)
    view.cast("B")[offset : offset + total] = _packed(format, values, "pack_into")


def pack_into(format, buffer, offset, /, *values):
    _into(format, buffer, _index(offset), values)


def _exactly(format, buffer):
    data = _buffer(buffer)
    total = _parsed(format)[1]
    if len(data) != total:
        raise error("unpack requires a buffer of %d bytes" % total)
    return _unpacked(_parsed(format), data)


def unpack(format, buffer, /):
    return _exactly(format, buffer)


def unpack_from(format, /, buffer, offset=0):
    data = _buffer(buffer)
    parsed = _parsed(format)
    return _unpacked(parsed, data, _place(parsed[1], len(data), offset, True))


def _each(parsed, data):
    for start in range(0, len(data), parsed[1]):
        yield _unpacked(parsed, data, start)


def iter_unpack(format, buffer, /):
    data = _buffer(buffer)
    parsed = _parsed(format)
    if not parsed[1]:
        raise error("cannot iteratively unpack with a struct of length 0")
    if len(data) % parsed[1]:
        raise error("iterative unpacking requires a buffer of a multiple of %d bytes" % parsed[1])
    return _each(parsed, data)


class Struct:
    """A format that is looked at once."""

    __module__ = "_struct"
    __slots__ = ("format", "size", "__weakref__")

    def __init__(self, format):
        self.size = calcsize(format)
        self.format = format if isinstance(format, str) else bytes(format).decode("ascii")

    def pack(self, *values):
        return _packed(self.format, values, "pack")

    def pack_into(self, buffer, offset, /, *values):
        _into(self.format, buffer, _index(offset), values)

    def unpack(self, buffer, /):
        return _exactly(self.format, buffer)

    def unpack_from(self, buffer, offset=0):
        return unpack_from(self.format, buffer, offset)

    def iter_unpack(self, buffer, /):
        return iter_unpack(self.format, buffer)

    def __repr__(self):
        return "_struct.Struct(%r)" % self.format


_in_c(Struct)
`;
