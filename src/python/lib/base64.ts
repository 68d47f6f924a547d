/** The library module base64, in Python. */
export const base64Source = `"""Bytes as text of few letters: base 64, 32, 16 and 85."""

import binascii
import re as _re

__all__ = [
    "encode", "decode", "encodebytes", "decodebytes", "b64encode", "b64decode", "b32encode", "b32decode",
    "b32hexencode", "b32hexdecode", "b16encode", "b16decode", "b85encode", "b85decode", "a85encode", "a85decode",
    "standard_b64encode", "standard_b64decode", "urlsafe_b64encode", "urlsafe_b64decode",
]

MAXBINSIZE = 57
_to_url = bytes.maketrans(b"+/", b"-_")
_from_url = bytes.maketrans(b"-_", b"+/")


def _raw(s):
    """The bytes that hold an encoded text."""
    if isinstance(s, str):
        try:
            return s.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters")
    if isinstance(s, (bytes, bytearray)):
        return bytes(s)
    try:
        return bytes(memoryview(s))
    except TypeError:
        raise TypeError(
            "argument should be a bytes-like object or ASCII string, not %r" % s.__class__.__name__
        ) from None


def _checked(s):
    """For what must be bytes."""
    return bytes(s if isinstance(s, (bytes, bytearray)) else memoryview(s))


def _two(letters):
    assert len(letters) == 2, repr(letters)


def b64encode(s, altchars=None):
    text = binascii.b2a_base64(s, newline=False)
    if altchars is None:
        return text
    _two(altchars)
    return text.translate(bytes.maketrans(b"+/", altchars))


def b64decode(s, altchars=None, validate=False):
    s = _raw(s)
    if altchars is not None:
        altchars = _raw(altchars)
        _two(altchars)
        s = s.translate(bytes.maketrans(altchars, b"+/"))
    return binascii.a2b_base64(s, strict_mode=validate)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s).translate(_to_url)


def urlsafe_b64decode(s):
    return b64decode(_raw(s).translate(_from_url))


_letters32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_letters32hex = b"0123456789ABCDEFGHIJKLMNOPQRSTUV"


def _encode32(letters, s):
    s = _checked(s)
    out = bytearray()
    for at in range(0, len(s), 5):
        group = s[at : at + 5]
        bits = int.from_bytes(group.ljust(5, b"\\0"), "big")
        used = (len(group) * 8 + 4) // 5
        out += bytes(letters[bits >> 35 - 5 * k & 31] for k in range(used)).ljust(8, b"=")
    return bytes(out)


def _decode32(letters, s, casefold, map01):
    s = _raw(s)
    if len(s) % 8:
        raise binascii.Error("Incorrect padding")
    if map01 is not None:
        s = s.translate(bytes.maketrans(b"01", b"O" + _raw(map01)))
    if casefold:
        s = s.upper()
    bare = s.rstrip(b"=")
    missing = len(s) - len(bare)
    if missing not in (0, 1, 3, 4, 6):
        raise binascii.Error("Incorrect padding")
    values = {letter: k for k, letter in enumerate(letters)}
    bits = 0
    out = bytearray()
    for at in range(0, len(bare), 8):
        group = bare[at : at + 8]
        bits = 0
        for letter in group:
            if letter not in values:
                raise binascii.Error("Non-base32 digit found")
            bits = bits << 5 | values[letter]
        bits <<= 5 * (8 - len(group))
        out += bits.to_bytes(5, "big")[: len(group) * 5 // 8]
    return bytes(out)


def b32encode(s):
    return _encode32(_letters32, s)


def b32decode(s, casefold=False, map01=None):
    return _decode32(_letters32, s, casefold, map01)


def b32hexencode(s):
    return _encode32(_letters32hex, s)


def b32hexdecode(s, casefold=False):
    return _decode32(_letters32hex, s, casefold, None)


def b16encode(s):
    return binascii.b2a_hex(s).upper()


def b16decode(s, casefold=False):
    s = _raw(s)
    if casefold:
        s = s.upper()
    if _re.search(b"[^0-9A-F]", s):
        raise binascii.Error("Non-base16 digit found")
    return binascii.unhexlify(s)


_letters85 = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_\`{|}~"
_letters_ascii85 = bytes(range(33, 118))


def _encode85(s, letters, pad, short_zero=False, short_blank=False):
    s = _checked(s)
    rest = -len(s) % 4
    out = []
    for at in range(0, len(s), 4):
        word = int.from_bytes(s[at : at + 4].ljust(4, b"\\0"), "big")
        if short_zero and not word:
            out.append(b"z")
        elif short_blank and word == 0x20202020:
            out.append(b"y")
        else:
            digits = []
            for _ in range(5):
                word, digit = divmod(word, 85)
                digits.append(letters[digit])
            out.append(bytes(reversed(digits)))
    if rest and not pad:
        if out[-1] == b"z":
            out[-1] = letters[:1] * 5
        out[-1] = out[-1][: 5 - rest]
    return b"".join(out)


def b85encode(b, pad=False):
    return _encode85(b, _letters85, pad)


def b85decode(b):
    b = _raw(b)
    values = {letter: k for k, letter in enumerate(_letters85)}
    rest = -len(b) % 5
    padded = b + b"~" * rest
    out = bytearray()
    for at in range(0, len(padded), 5):
        word = 0
        for k in range(at, at + 5):
            if padded[k] not in values:
                raise ValueError("bad base85 character at position %d" % k)
            word = word * 85 + values[padded[k]]
        if word >> 32:
            raise ValueError("base85 overflow in hunk starting at byte %d" % at)
        out += word.to_bytes(4, "big")
    return bytes(out[: len(out) - rest])


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    text = _encode85(b, _letters_ascii85, pad, True, foldspaces)
    if adobe:
        text = b"<~" + text
    if wrapcol:
        wrapcol = max(1 + bool(adobe), wrapcol)
        lines = [text[at : at + wrapcol] for at in range(0, len(text), wrapcol)]
        if adobe and len(lines[-1]) + 2 > wrapcol:
            lines.append(b"")
        text = b"\\n".join(lines)
    return text + b"~>" if adobe else text


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b" \\t\\n\\r\\v"):
    b = _raw(b)
    if adobe:
        if not b.endswith(b"~>"):
            raise ValueError("Ascii85 encoded byte sequences must end with %r" % b"~>")
        b = b[2:-2] if b.startswith(b"<~") else b[:-2]
    out = bytearray()
    digits = []
    count = len(b)
    for at, letter in enumerate(b + b"u" * 4):
        if 33 <= letter <= 117:
            digits.append(letter - 33)
            if len(digits) == 5:
                word = 0
                for digit in digits:
                    word = word * 85 + digit
                if word >> 32:
                    raise ValueError("Ascii85 overflow")
                out += word.to_bytes(4, "big")
                digits = []
        elif letter == 122 or foldspaces and letter == 121:
            if digits:
                raise ValueError("%s inside Ascii85 5-tuple" % chr(letter))
            out += b"\\0\\0\\0\\0" if letter == 122 else b"    "
        elif letter not in ignorechars:
            raise ValueError("Non-Ascii85 digit found: %c" % letter)
    padding = 4 - len(digits)
    return bytes(out[:-padding] if padding else out)


def encode(input, output):
    """Encodes one file into another, in lines."""
    while piece := input.read(MAXBINSIZE):
        while len(piece) < MAXBINSIZE and (more := input.read(MAXBINSIZE - len(piece))):
            piece += more
        output.write(binascii.b2a_base64(piece))


def decode(input, output):
    while line := input.readline():
        output.write(binascii.a2b_base64(line))


def encodebytes(s):
    s = _checked(s)
    return b"".join(binascii.b2a_base64(s[at : at + MAXBINSIZE]) for at in range(0, len(s), MAXBINSIZE))


def decodebytes(s):
    return binascii.a2b_base64(_checked(s))
`;
