/** The library module _io_text, in Python: what CPython's _io has in C. */
export const ioTextSource = String.raw`"""Text over binary streams: encoding, line ends, and a buffer of its own for what is written."""

import sys
from _io_base import UnsupportedOperation, _IOBase, _size, check_attached
from _text_codec import codec_name, decode_part
from _types import in_c as _in_c

_CHUNK_SIZE = 8192
_ENDS = {"\n": 1, "\r": 2, "\r\n": 4}


@_in_c
class _TextIOBase(_IOBase):
    __module__ = "_io"
    __slots__ = ()

    def read(self, size=-1, /):
        raise UnsupportedOperation("read")

    def readline(self, size=-1, /):
        raise UnsupportedOperation("readline")

    def write(self, text, /):
        raise UnsupportedOperation("write")

    def detach(self):
        raise UnsupportedOperation("detach")

    encoding = None
    newlines = None
    errors = None


class _Codec:
    """The state of the way from bytes to text and back."""

    __slots__ = ("name", "at_start", "undecoded", "after_cr", "seen")

    def __init__(self, name):
        self.name = name
        self.seen = 0
        self.reset()

    def reset(self):
        self.at_start = True
        self.undecoded = b""
        self.after_cr = False


def _seen_ends(text):
    pairs = text.count("\r\n")
    seen = 4 if pairs else 0
    if text.count("\n") > pairs:
        seen |= 1
    if text.count("\r") > pairs:
        seen |= 2
    return seen


def _ends_named(seen):
    """What newlines is: None, one end of line, or a tuple."""
    ends = tuple(end for end, bit in (("\r", 2), ("\n", 1), ("\r\n", 4)) if seen & bit)
    return (ends if len(ends) > 1 else ends[0]) if ends else None


@_in_c
class IncrementalNewlineDecoder:
    """Finds ends of lines in what a decoder gives, or in text that comes in parts, and makes all of them alike."""

    __module__ = "_io"

    def __init__(self, decoder, translate, errors="strict"):
        self._decoder = decoder
        self._translate = translate
        self.errors = errors
        self.reset()

    def reset(self):
        self._seen = 0
        self._after_cr = False
        if self._decoder is not None:
            self._decoder.reset()

    def decode(self, input, final=False):
        text = input if self._decoder is None else self._decoder.decode(input, final=final)
        if not isinstance(text, str):
            raise TypeError("decoder should return a string result, not '%s'" % type(text).__name__)
        if self._after_cr and (text or final):
            text = "\r" + text
            self._after_cr = False
        if text.endswith("\r") and not final:
            # It may be the first half of a pair.
            text = text[:-1]
            self._after_cr = True
        self._seen |= _seen_ends(text)
        if self._translate:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text

    def getstate(self):
        buffer, flag = (b"", 0) if self._decoder is None else self._decoder.getstate()
        return buffer, flag << 1 | self._after_cr

    def setstate(self, state):
        buffer, flag = state
        self._after_cr = bool(flag & 1)
        if self._decoder is not None:
            self._decoder.setstate((buffer, flag >> 1))

    @property
    def newlines(self):
        return _ends_named(self._seen)


@_in_c
class TextIOWrapper(_TextIOBase):
    __module__ = "_io"
    __slots__ = (
        "_buffer", "_encoding", "_errors", "_newline", "_line_buffering", "_write_through", "_detached", "_codec",
        "_pending", "_decoded", "_used", "_start", "_chunk", "_telling", "_can_seek", "_wrote", "mode",
    )

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        if newline is not None and not isinstance(newline, str):
            raise TypeError("TextIOWrapper() argument 'newline' must be str or None, not %s" % type(newline).__name__)
        if newline not in (None, "", "\n", "\r", "\r\n"):
            raise ValueError("illegal newline value: %s" % (newline,))
        if encoding is None or encoding == "locale":
            encoding = "UTF-8"
        self._codec = _Codec(codec_name(encoding))
        self._encoding = encoding
        self._errors = "strict" if errors is None else errors
        self._newline = newline
        self._line_buffering = line_buffering
        self._write_through = write_through
        self._detached = False
        self._pending = bytearray()
        self._forget()
        self._wrote = False
        buffer.readable()
        self._can_seek = self._telling = buffer.seekable()
        self._buffer = buffer
        if self._can_seek and buffer.writable():
            self._wrote = buffer.tell() != 0

    def _forget(self):
        """Nothing is decoded ahead of the reader."""
        self._decoded = ""
        self._used = 0
        self._chunk = b""
        self._start = None
        self._codec.reset()

    _below = "underlying buffer"
    _init = check_attached

    def _check_open(self):
        self._init()
        if self._buffer.closed:
            raise ValueError("I/O operation on closed file.")

    @property
    def buffer(self):
        self._init()
        return self._buffer

    @property
    def encoding(self):
        return self._encoding

    @property
    def errors(self):
        return self._errors

    @property
    def line_buffering(self):
        return self._line_buffering

    @property
    def write_through(self):
        return self._write_through

    @property
    def closed(self):
        self._init()
        return self._buffer.closed

    @property
    def name(self):
        self._init()
        return self._buffer.name

    @property
    def newlines(self):
        return _ends_named(self._codec.seen)

    def reconfigure(self, *, encoding=None, errors=None, newline=False, line_buffering=None, write_through=None):
        if encoding is not None:
            if self._decoded:
                raise UnsupportedOperation(
                    "It is not possible to set the encoding or newline of stream after the first read"
                )
            self.flush()
            self._codec = _Codec(codec_name(encoding))
            self._encoding = encoding
        if errors is not None:
            self._errors = errors
        if newline is not False:
            self._newline = newline
        if line_buffering is not None:
            self._line_buffering = line_buffering
        if write_through is not None:
            self._write_through = write_through
        self.flush()

    def __repr__(self):
        parts = ["<_io.TextIOWrapper"]
        if not self._detached:
            name = getattr(self._buffer, "name", None)
            if name is not None:
                parts.append("name=%r" % (name,))
        mode = getattr(self, "mode", None)
        if mode is not None:
            parts.append("mode=%r" % (mode,))
        parts.append("encoding=%r>" % (self._encoding,))
        return " ".join(parts)

    # ---- Questions for the stream below

    def readable(self):
        self._init()
        return self._buffer.readable()

    def writable(self):
        self._init()
        return self._buffer.writable()

    def seekable(self):
        self._init()
        return self._buffer.seekable()

    def fileno(self):
        self._init()
        return self._buffer.fileno()

    def isatty(self):
        self._init()
        return self._buffer.isatty()

    # ---- The end

    def flush(self):
        self._check_open()
        self._telling = self._can_seek
        self._send()
        self._buffer.flush()

    def close(self):
        self._init()
        if self._buffer.closed:
            return
        if self._finalizing:
            warn = getattr(self._buffer, "_dealloc_warn", None)
            if warn is not None:
                warn(self)
        try:
            self.flush()
        finally:
            self._buffer.close()

    def detach(self):
        self.flush()
        buffer = self._buffer
        self._buffer = None
        self._detached = True
        return buffer

    # ---- Writing

    def write(self, text, /):
        self._init()
        if not isinstance(text, str):
            raise TypeError("write() argument must be str, not %s" % type(text).__name__)
        self._check_open()
        if not self._buffer.writable():
            raise UnsupportedOperation("not writable")
        length = len(text)
        flushes = self._line_buffering and ("\n" in text or "\r" in text)
        if self._newline in ("\r", "\r\n"):
            text = text.replace("\n", self._newline)
        data = self._encode(text)
        pending = self._pending
        if pending and len(pending) + len(data) > _CHUNK_SIZE:
            self._send()
        pending += data
        if len(pending) >= _CHUNK_SIZE or flushes or self._write_through:
            self._send()
        if flushes:
            self._buffer.flush()
        if self._decoded or self._chunk:
            self._forget()
        return length

    def _encode(self, text):
        name = self._codec.name
        if self._wrote and name in ("utf-16", "utf-32", "utf-8-sig"):
            name = "utf-8" if name == "utf-8-sig" else name + "-le"
        if text:
            self._wrote = True
        return text.encode(name, self._errors)

    def _send(self):
        if self._pending:
            data = bytes(self._pending)
            del self._pending[:]
            self._buffer.write(data)

    # ---- Reading

    def _check_readable(self):
        self._check_open()
        if not self._buffer.readable():
            raise UnsupportedOperation("not readable")

    def _more(self):
        """Decodes the next chunk; False at the end."""
        codec = self._codec
        if self._telling:
            self._start = self._buffer.tell() - len(codec.undecoded) - codec.after_cr
        read1 = getattr(self._buffer, "read1", None)
        data = self._buffer.read(_CHUNK_SIZE) if read1 is None else read1(_CHUNK_SIZE)
        if not isinstance(data, bytes):
            raise TypeError(
                "underlying read1() should have returned a bytes-like object, not '%s'" % type(data).__name__
            )
        self._chunk = (b"\r" if codec.after_cr else b"") + codec.undecoded + data
        self._decoded = self._decode(data, not data)
        self._used = 0
        return bool(data)

    def _decode(self, data, final):
        codec = self._codec
        text, codec.undecoded, codec.name, codec.at_start = decode_part(
            codec.undecoded + data, codec.name, self._errors, final, codec.at_start
        )
        if self._newline is not None and self._newline != "":
            return text
        if codec.after_cr and (text or final):
            text = "\r" + text
            codec.after_cr = False
        if text.endswith("\r") and not final:
            text = text[:-1]
            codec.after_cr = True
        if "\r" in text:
            codec.seen |= _seen_ends(text)
            if self._newline is None:
                text = text.replace("\r\n", "\n").replace("\r", "\n")
        elif "\n" in text:
            codec.seen |= 1
        return text

    def _take(self, size):
        start = self._used
        end = len(self._decoded) if size < 0 else min(len(self._decoded), start + size)
        self._used = end
        return self._decoded[start:end]

    def read(self, size=-1, /):
        self._check_readable()
        size = _size(size)
        self._send()
        if size < 0:
            text = self._take(-1) + self._decode(self._buffer.read(), True)
            self._forget()
            return text
        parts = self._take(size)
        while len(parts) < size:
            more = self._more()
            parts += self._take(size - len(parts))
            if not more:
                break
        return parts

    def _line_end(self, text, start):
        """Where the first line of the text ends, or -1."""
        newline = self._newline
        if newline == "":
            found = text.find("\n", start)
            single = text.find("\r", start)
            if single < 0 or 0 <= found < single:
                return found + 1 if found >= 0 else -1
            return single + 2 if text.startswith("\n", single + 1) else single + 1
        mark = newline or "\n"
        found = text.find(mark, start)
        return found + len(mark) if found >= 0 else -1

    def readline(self, size=-1, /):
        self._check_readable()
        size = _size(size)
        self._send()
        return self._line(size)

    def _line(self, size):
        parts = ""
        while True:
            at = self._used
            end = self._line_end(self._decoded, at)
            if parts and end < 0 and self._newline == "\r\n" and self._decoded.startswith("\n", at):
                if parts.endswith("\r"):
                    end = at + 1
            stop = len(self._decoded) if end < 0 else end
            if 0 <= size <= len(parts) + stop - at:
                self._used = at + size - len(parts)
                return parts + self._decoded[at : self._used]
            parts += self._decoded[at:stop]
            self._used = stop
            if end >= 0 or not self._more() and not self._decoded:
                return parts

    def __next__(self):
        self._telling = False
        self._check_readable()
        self._send()
        line = self._line(-1)
        if not line:
            self._telling = self._can_seek
            raise StopIteration
        return line

    # ---- Position

    def tell(self):
        self._check_open()
        if not self._can_seek:
            raise UnsupportedOperation("underlying stream is not seekable")
        if not self._telling:
            raise OSError("telling position disabled by next() call")
        self.flush()
        if self._start is None or not self._chunk:
            return self._buffer.tell()
        return self._start + self._bytes_used()

    def _bytes_used(self):
        """How many bytes of the chunk the characters up to the reader's position came from."""
        used = self._used
        if used == len(self._decoded):
            return len(self._chunk) - len(self._codec.undecoded) - self._codec.after_cr
        name = self._codec.name
        if self._newline is not None or b"\r" not in self._chunk:
            return len(self._decoded[:used].encode(name, self._errors))
        text = decode_part(self._chunk, name, self._errors, False, False)[0]
        at = 0
        for _ in range(used):
            at += 2 if text.startswith("\r\n", at) else 1
        return len(text[:at].encode(name, self._errors))

    def seek(self, cookie, whence=0, /):
        self._check_open()
        if not self._can_seek:
            raise UnsupportedOperation("underlying stream is not seekable")
        if whence == 1:
            if cookie != 0:
                raise UnsupportedOperation("can't do nonzero cur-relative seeks")
            cookie = self.tell()
        elif whence == 2:
            if cookie != 0:
                raise UnsupportedOperation("can't do nonzero end-relative seeks")
            self.flush()
            self._forget()
            position = self._buffer.seek(0, 2)
            self._wrote = position != 0
            return position
        elif whence != 0:
            raise ValueError("invalid whence (%r, should be 0, 1 or 2)" % (whence,))
        if cookie < 0:
            raise ValueError("negative seek position %r" % (cookie,))
        self.flush()
        self._forget()
        self._buffer.seek(cookie)
        self._wrote = cookie != 0
        return cookie

    def truncate(self, pos=None, /):
        self.flush()
        return self._buffer.truncate(pos)
`;
