/** The library module codecs, in Python: over str.encode and bytes.decode, without registration of codecs. */
export const codecsSource = `"""Encodings by name, and files that encode."""

import builtins as _builtins

__all__ = [
    "encode", "decode", "lookup", "getencoder", "getdecoder", "getreader", "getwriter", "open", "CodecInfo",
    "StreamReader", "StreamWriter", "StreamReaderWriter", "iterencode", "BOM", "BOM_BE", "BOM_LE", "BOM_UTF8", "BOM_UTF16",
    "BOM_UTF16_LE", "BOM_UTF16_BE", "BOM_UTF32", "BOM_UTF32_LE", "BOM_UTF32_BE",
]

BOM_UTF8 = b"\\xef\\xbb\\xbf"
BOM_LE = BOM_UTF16_LE = b"\\xff\\xfe"
BOM_BE = BOM_UTF16_BE = b"\\xfe\\xff"
BOM_UTF32_LE = b"\\xff\\xfe\\x00\\x00"
BOM_UTF32_BE = b"\\x00\\x00\\xfe\\xff"
BOM = BOM_UTF16 = BOM_UTF16_LE
BOM_UTF32 = BOM_UTF32_LE

_NAMES = {
    "utf8": "utf-8", "u8": "utf-8", "utf": "utf-8", "utf16": "utf-16", "utf32": "utf-32", "latin1": "iso8859-1",
    "latin": "iso8859-1", "l1": "iso8859-1", "iso88591": "iso8859-1", "usascii": "ascii", "646": "ascii",
    "utf16le": "utf-16-le", "utf16be": "utf-16-be", "utf32le": "utf-32-le", "utf32be": "utf-32-be", "utf8sig": "utf-8-sig",
}


class CodecInfo(tuple):
    """What lookup gives: (encode, decode, StreamReader, StreamWriter), with a name."""

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None, name=None):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name = name
        self.encode = encode
        self.decode = decode
        self.streamreader = streamreader
        self.streamwriter = streamwriter
        return self

    def __repr__(self):
        return "<%s.%s object for encoding %s at 0x%x>" % (
            type(self).__module__, type(self).__qualname__, self.name, id(self))


def encode(obj, encoding="utf-8", errors="strict"):
    return obj.encode(encoding, errors)


def decode(obj, encoding="utf-8", errors="strict"):
    return bytes(obj).decode(encoding, errors)


def lookup(encoding):
    "".encode(encoding)
    plain = encoding.lower().replace("-", "").replace("_", "").replace(" ", "")
    name = _NAMES.get(plain, encoding.lower().replace("_", "-"))

    def encoder(input, errors="strict"):
        return input.encode(encoding, errors), len(input)

    def decoder(input, errors="strict"):
        return bytes(input).decode(encoding, errors), len(input)

    class Reader(StreamReader):
        decode = staticmethod(decoder)

    class Writer(StreamWriter):
        encode = staticmethod(encoder)

    Reader.__name__ = Reader.__qualname__ = "StreamReader"
    Writer.__name__ = Writer.__qualname__ = "StreamWriter"
    return CodecInfo(encoder, decoder, Reader, Writer, name)


def getencoder(encoding):
    return lookup(encoding).encode


def getdecoder(encoding):
    return lookup(encoding).decode


def getreader(encoding):
    return lookup(encoding).streamreader


def getwriter(encoding):
    return lookup(encoding).streamwriter


class _Stream:
    def __init__(self, stream, errors="strict"):
        self.stream = stream
        self.errors = errors

    def reset(self):
        pass

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        self.stream.close()


class StreamWriter(_Stream):
    def write(self, object):
        self.stream.write(self.encode(object, self.errors)[0])

    def writelines(self, list):
        self.write("".join(list))


class StreamReader(_Stream):
    def read(self, size=-1, chars=-1, firstline=False):
        if size < 0 and chars < 0:
            return self.decode(self.stream.read(), self.errors)[0]
        wanted = size if chars < 0 else chars
        data = b""
        text = ""
        while len(text) < wanted:
            more = self.stream.read(1)
            if not more:
                return text + self.decode(data, self.errors)[0]
            data += more
            try:
                text += self.decode(data, "strict")[0]
                data = b""
            except UnicodeDecodeError as error:
                if error.reason != "unexpected end of data":
                    text += self.decode(data, self.errors)[0]
                    data = b""
        return text

    def readline(self, size=None, keepends=True):
        line = self.decode(self.stream.readline(), self.errors)[0]
        return line if keepends else line.rstrip("\\r\\n")

    def readlines(self, sizehint=None, keepends=True):
        return self.read().splitlines(keepends)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if line:
            return line
        raise StopIteration


class StreamReaderWriter(_Stream):
    encoding = "unknown"

    def __init__(self, stream, Reader, Writer, errors="strict"):
        self.stream = stream
        self.reader = Reader(stream, errors)
        self.writer = Writer(stream, errors)
        self.errors = errors

    def read(self, size=-1):
        return self.reader.read(size)

    def readline(self, size=None):
        return self.reader.readline(size)

    def readlines(self, sizehint=None):
        return self.reader.readlines(sizehint)

    def __next__(self):
        return next(self.reader)

    def __iter__(self):
        return self

    def write(self, data):
        return self.writer.write(data)

    def writelines(self, list):
        return self.writer.writelines(list)


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    if encoding is not None and "b" not in mode:
        mode = mode + "b"
    file = _builtins.open(filename, mode, buffering)
    if encoding is None:
        return file
    try:
        info = lookup(encoding)
        wrapped = StreamReaderWriter(file, info.streamreader, info.streamwriter, errors)
        wrapped.encoding = encoding
        return wrapped
    except BaseException:
        file.close()
        raise


def iterencode(iterator, encoding, errors="strict", **kwargs):
    for text in iterator:
        if text:
            yield text.encode(encoding, errors)
`;
