/** The library module json, in Python. */
export const jsonSource = `"""JSON: objects as texts and back."""

from json.decoder import JSONDecodeError, JSONDecoder
from json.encoder import JSONEncoder

__all__ = ["dump", "dumps", "load", "loads", "JSONDecoder", "JSONDecodeError", "JSONEncoder"]


def _encoder(cls, options):
    return (JSONEncoder if cls is None else cls)(**options)


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None, sort_keys=False, **kw):
    """The text of an object."""
    kw.update(
        skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular, allow_nan=allow_nan,
        indent=indent, separators=separators, default=default, sort_keys=sort_keys,
    )
    return _encoder(cls, kw).encode(obj)


def dump(obj, fp, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None, sort_keys=False, **kw):
    """Writes the text of an object to a file, piece by piece."""
    kw.update(
        skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular, allow_nan=allow_nan,
        indent=indent, separators=separators, default=default, sort_keys=sort_keys,
    )
    for piece in _encoder(cls, kw).iterencode(obj):
        fp.write(piece)


def detect_encoding(b):
    """The encoding of JSON in bytes, by where the zeros are."""
    for marks, name in (((b"\\xff\\xfe\\0\\0", b"\\0\\0\\xfe\\xff"), "utf-32"), ((b"\\xff\\xfe", b"\\xfe\\xff"), "utf-16"), ((b"\\xef\\xbb\\xbf",), "utf-8-sig")):
        if b.startswith(marks):
            return name
    if len(b) > 3 and not b[0]:
        return "utf-16-be" if b[1] else "utf-32-be"
    if len(b) > 3 and not b[1]:
        return "utf-16-le" if b[2] or b[3] else "utf-32-le"
    if len(b) == 2 and not (b[0] and b[1]):
        return "utf-16-le" if b[0] else "utf-16-be"
    return "utf-8"


def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None, **kw):
    """The object of a text."""
    if isinstance(s, str):
        if s.startswith("\\ufeff"):
            raise JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", s, 0)
    elif isinstance(s, (bytes, bytearray)):
        s = s.decode(detect_encoding(s), "surrogatepass")
    else:
        raise TypeError("the JSON object must be str, bytes or bytearray, not " + type(s).__name__)
    given = {
        "object_hook": object_hook, "parse_float": parse_float, "parse_int": parse_int,
        "parse_constant": parse_constant, "object_pairs_hook": object_pairs_hook,
    }
    kw.update((name, value) for name, value in given.items() if value is not None)
    return (cls or JSONDecoder)(**kw).decode(s)


def load(fp, **kw):
    """The object of the text that a file holds."""
    return loads(fp.read(), **kw)
`;
