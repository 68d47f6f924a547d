/** The library module hashlib, in Python. */
export const hashlibSource = `"""Digests of bytes."""

import _digests

__all__ = ["algorithms_available", "algorithms_guaranteed", "md5", "new", "sha1", "sha224", "sha256", "sha512"]

_sizes = {"md5": (16, 64), "sha1": (20, 64), "sha224": (28, 64), "sha256": (32, 64), "sha512": (64, 128)}
algorithms_guaranteed = set(_sizes)
algorithms_available = set(_sizes)


class HASH:
    """Keeps what it was given; the digest is made of all of it."""

    __module__ = "_hashlib"
    __slots__ = ("name", "_data")

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create '_hashlib.HASH' instances")

    @property
    def digest_size(self):
        return _sizes[self.name][0]

    @property
    def block_size(self):
        return _sizes[self.name][1]

    def update(self, obj, /):
        self._data += _bytes(obj)

    def digest(self):
        return getattr(_digests, self.name)(bytes(self._data))

    def hexdigest(self):
        return self.digest().hex()

    def copy(self):
        return _made(self.name, self._data)

    def __repr__(self):
        return "<%s _hashlib.HASH object @ %#x>" % (self.name, id(self))


def _bytes(obj):
    if isinstance(obj, str):
        raise TypeError("Strings must be encoded before hashing")
    try:
        return bytes(memoryview(obj))
    except TypeError:
        raise TypeError("object supporting the buffer API required") from None


def _made(name, data):
    made = object.__new__(HASH)
    made.name = name
    made._data = bytearray(data)
    return made


def new(name, data=b"", *, usedforsecurity=True):
    plain = name.lower().replace("-", "")
    if plain not in _sizes:
        raise ValueError("unsupported hash type " + name)
    return _made(plain, _bytes(data))


def md5(string=b"", *, usedforsecurity=True):
    return new("md5", string)


def sha1(string=b"", *, usedforsecurity=True):
    return new("sha1", string)


def sha224(string=b"", *, usedforsecurity=True):
    return new("sha224", string)


def sha256(string=b"", *, usedforsecurity=True):
    return new("sha256", string)


def sha512(string=b"", *, usedforsecurity=True):
    return new("sha512", string)


def file_digest(fileobj, digest, /):
    made = digest() if callable(digest) else new(digest)
    while piece := fileobj.read(1 << 18):
        made.update(piece)
    return made
`;
