/** The library modules _io and io, in Python. */
export const ioNativeSource = `"""Streams, and open()."""

import sys
from _io_base import DEFAULT_BUFFER_SIZE, FileIO, UnsupportedOperation, _IOBase, _RawIOBase, finalize
from _io_buffered import BufferedRandom, BufferedReader, BufferedRWPair, BufferedWriter, _BufferedIOBase
from _io_memory import BytesIO, StringIO
from _io_text import IncrementalNewlineDecoder, TextIOWrapper, _TextIOBase

BlockingIOError = BlockingIOError

if sys.version_info[0] == 2:

    class FileIO(FileIO):
        __module__ = "_io"
        __del__ = finalize

    class BufferedReader(BufferedReader):
        __module__ = "_io"
        __del__ = finalize

    class BufferedWriter(BufferedWriter):
        __module__ = "_io"
        __del__ = finalize

    class BufferedRandom(BufferedRandom):
        __module__ = "_io"
        __del__ = finalize

    class TextIOWrapper(TextIOWrapper):
        __module__ = "_io"
        __del__ = finalize


def _open(file, mode, buffering, encoding, errors, newline, closefd, opener):
    """Opens a file of the world and gives a stream."""
    if not isinstance(mode, str):
        raise TypeError("open() argument 'mode' must be str, not %s" % type(mode).__name__)
    if len(set(mode)) != len(mode) or any(letter not in "xrwabt+" for letter in mode):
        raise ValueError("invalid mode: '%s'" % mode)
    binary = "b" in mode
    if "t" in mode and binary:
        raise ValueError("can't have text and binary mode at once")
    if sum(letter in mode for letter in "xrwa") != 1:
        raise ValueError("must have exactly one of create/read/write/append mode")
    if binary:
        if encoding is not None:
            raise ValueError("binary mode doesn't take an encoding argument")
        if errors is not None:
            raise ValueError("binary mode doesn't take an errors argument")
        if newline is not None:
            raise ValueError("binary mode doesn't take a newline argument")
    raw = FileIO(file, mode.replace("t", ""), closefd, opener)
    result = raw
    try:
        line_buffering = buffering == 1 and not binary
        if buffering < 0 or line_buffering:
            buffering = raw._blksize
        if buffering == 0:
            if binary:
                return raw
            raise ValueError("can't have unbuffered text I/O")
        if "+" in mode:
            buffer = BufferedRandom(raw, buffering)
        elif "r" in mode:
            buffer = BufferedReader(raw, buffering)
        else:
            buffer = BufferedWriter(raw, buffering)
        result = buffer
        if binary:
            return buffer
        text = TextIOWrapper(buffer, encoding, errors, newline, line_buffering)
        result = text
        text.mode = mode
        return text
    except:
        result.close()
        raise


if sys.version_info[0] == 2:

    def open(
        file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None
    ):
        return _open(file, mode, buffering, encoding, errors, newline, closefd, opener)
else:
    open = open


def open_code(path):
    return open(path, "rb")


def text_encoding(encoding, stacklevel=2):
    return "locale" if encoding is None else encoding


def _standard_input():
    """sys.stdin of a program whose descriptor 0 is a file or a pipe."""
    raw = FileIO(0, "rb", False)
    raw.name = "<stdin>"
    text = TextIOWrapper(BufferedReader(raw), "utf-8")
    text.mode = "r"
    return text


class _StandardBuffer(FileIO):
    """The binary side of a standard stream: what is written is passed on at once."""

    __module__ = "_io"
    __slots__ = ()

    def __new__(cls, fd):
        self = FileIO.__new__(cls)
        FileIO.__init__(self, fd, "rb" if fd == 0 else "wb", False)
        self.name = ("<stdin>", "<stdout>", "<stderr>")[fd]
        return self

    def __init__(self, fd):
        pass

    @property
    def raw(self):
        return self

    def __repr__(self):
        return "<_io.Buffered%s name=%r>" % ("Reader" if self._readable else "Writer", self.name)
`;

export const ioSource = `"""Streams: the abstract classes, and those of _io."""

import _io
import abc
import sys
from _io import (
    BlockingIOError, BufferedRandom, BufferedReader, BufferedRWPair, BufferedWriter, BytesIO, DEFAULT_BUFFER_SIZE,
    FileIO, IncrementalNewlineDecoder, StringIO, TextIOWrapper, UnsupportedOperation, open, open_code, text_encoding,
)

__all__ = [
    "BlockingIOError", "open", "open_code", "IOBase", "RawIOBase", "FileIO", "BytesIO", "StringIO", "BufferedIOBase",
    "BufferedReader", "BufferedWriter", "BufferedRWPair", "BufferedRandom", "TextIOBase", "TextIOWrapper",
    "UnsupportedOperation", "SEEK_SET", "SEEK_CUR", "SEEK_END", "DEFAULT_BUFFER_SIZE", "text_encoding",
    "IncrementalNewlineDecoder",
]

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2


class IOBase(_io._IOBase, metaclass=abc.ABCMeta):
    __slots__ = ()


class RawIOBase(_io._RawIOBase, IOBase):
    __slots__ = ()


class BufferedIOBase(_io._BufferedIOBase, IOBase):
    __slots__ = ()


class TextIOBase(_io._TextIOBase, IOBase):
    __slots__ = ()


RawIOBase.register(FileIO)
for _class in (BytesIO, BufferedReader, BufferedWriter, BufferedRandom, BufferedRWPair):
    BufferedIOBase.register(_class)
for _class in (StringIO, TextIOWrapper, type(sys.stdout)):
    TextIOBase.register(_class)
del _class
`;
