/** The library module zlib, in Python. */
export const zlibSource = `"""Checksums. Compression is not there: what compress() gives holds the bytes as they are, in the format of the RFCs."""

from _digests import adler32 as _adler32
from _digests import crc32 as _crc32

Z_DEFAULT_COMPRESSION, Z_NO_COMPRESSION, Z_BEST_SPEED, Z_BEST_COMPRESSION = -1, 0, 1, 9
MAX_WBITS = 15


class error(Exception):
    """What is not in the format."""


def adler32(data, value=1, /):
    return _adler32(data, value)


def crc32(data, value=0, /):
    return _crc32(data, value)


def compress(data, /, level=Z_DEFAULT_COMPRESSION, wbits=MAX_WBITS):
    """Blocks of bytes that are stored as they are."""
    data = bytes(data)
    pieces = [data[at : at + 65535] for at in range(0, len(data), 65535)] or [b""]
    out = [b"\\x78\\x01"]
    for k, piece in enumerate(pieces):
        size = len(piece)
        out.append(bytes([k == len(pieces) - 1]) + size.to_bytes(2, "little") + (size ^ 0xFFFF).to_bytes(2, "little") + piece)
    out.append(_adler32(data, 1).to_bytes(4, "big"))
    return b"".join(out)


def decompress(data, /, wbits=MAX_WBITS, bufsize=16384):
    """What compress() gave."""
    data = bytes(data)
    if data[:1] != b"\\x78":
        raise error("Error -3 while decompressing data: incorrect header check")
    out = []
    at, last = 2, False
    while not last:
        if len(data) < at + 5:
            raise error("Error -5 while decompressing data: incomplete or truncated stream")
        if data[at] > 1:
            raise error("midden reads stored blocks only: found a compressed one")
        last = data[at] == 1
        size = int.from_bytes(data[at + 1 : at + 3], "little")
        out.append(data[at + 5 : at + 5 + size])
        at += 5 + size
    return b"".join(out)
`;
