/** The library module binascii, in Python. */
export const binasciiSource = `"""Bytes and their texts."""

from _digests import crc32 as _crc32
from _digests import from_base64 as _from_base64
from _digests import to_base64 as _to_base64

__all__ = ["a2b_base64", "a2b_hex", "b2a_base64", "b2a_hex", "crc32", "crc_hqx", "hexlify", "unhexlify"]


class Error(ValueError):
    """What cannot be decoded."""


class Incomplete(Exception):
    """More is needed."""


def _text(data):
    if isinstance(data, str):
        if not data.isascii():
            raise ValueError("string argument should contain only ASCII characters")
        return data.encode("ascii")
    if isinstance(data, (bytes, bytearray, memoryview)):
        return bytes(data)
    raise TypeError("argument should be bytes, buffer or ASCII string, not %r" % type(data).__name__)


def b2a_base64(data, /, *, newline=True):
    return _to_base64(data) + (b"\\n" if newline else b"")


def a2b_base64(data, /, *, strict_mode=False):
    try:
        return _from_base64(_text(data), strict_mode)
    except ValueError as error:
        if type(error) is not ValueError:
            raise
        message = str(error)
    raise Error(message)


def b2a_hex(data, *separator, **options):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return bytes(data).hex(*separator, **options).encode("ascii")


hexlify = b2a_hex


def a2b_hex(hexstr, /):
    text = _text(hexstr)
    if len(text) % 2:
        raise Error("Odd-length string")
    if text.translate(None, b"0123456789abcdefABCDEF"):
        raise Error("Non-hexadecimal digit found")
    return bytes.fromhex(text.decode("ascii"))


unhexlify = a2b_hex


def crc32(data, crc=0, /):
    return _crc32(data, crc)


def crc_hqx(data, crc, /):
    """CRC-CCITT."""
    crc &= 0xFFFF
    for byte in bytes(data):
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return crc
`;
