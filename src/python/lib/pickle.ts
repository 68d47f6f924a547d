/** The library module pickle, in Python. */
export const pickleSource = `"""Objects as bytes and back: protocols 0 to 5."""

import io as _io
import struct as _struct
import sys as _sys

import copyreg as _copyreg
from _pickle_format import *
from _pickle_reading import Unpickler

__all__ = [
    "PickleError", "PicklingError", "UnpicklingError", "Pickler", "Unpickler", "dump", "dumps", "load", "loads",
    "HIGHEST_PROTOCOL", "DEFAULT_PROTOCOL", "PickleBuffer",
]


class Pickler:
    """Writes objects to a file."""

    __module__ = "_pickle"

    def __init__(self, file, protocol=None, fix_imports=True, buffer_callback=None):
        if protocol is None:
            protocol = DEFAULT_PROTOCOL
        if protocol < 0:
            protocol = HIGHEST_PROTOCOL
        elif protocol > HIGHEST_PROTOCOL:
            raise ValueError("pickle protocol must be <= %d" % HIGHEST_PROTOCOL)
        if buffer_callback is not None and protocol < 5:
            raise ValueError("buffer_callback needs protocol >= 5")
        try:
            self._file_write = file.write
        except AttributeError:
            raise TypeError("file must have a 'write' attribute") from None
        self.proto = protocol
        self.bin = protocol >= 1
        self.fast = 0
        self.fix_imports = fix_imports and protocol < 3
        self.memo = {}
        self._parts = []
        self._size = 0

    def clear_memo(self):
        self.memo.clear()

    def persistent_id(self, obj):
        return None

    def dump(self, obj):
        self._parts, self._size = [], 0
        if self.proto >= 2:
            self._file_write(PROTO + bytes([self.proto]))
        self._save(obj)
        self._write(STOP)
        self._end_frame()

    # Frames

    def _write(self, data):
        self._parts.append(data)
        self._size += len(data)

    def _between(self):
        """After an object, where a frame may end."""
        if self._size >= _FRAME_TARGET:
            self._end_frame()

    def _end_frame(self):
        data = b"".join(self._parts)
        self._parts, self._size = [], 0
        if self.proto >= 4 and len(data) >= _FRAME_FROM:
            data = FRAME + len(data).to_bytes(8, "little") + data
        self._file_write(data)

    def _write_large(self, head, data):
        if self.proto >= 4 and len(data) >= _FRAME_TARGET:
            self._end_frame()
            self._file_write(head)
            self._file_write(data)
        else:
            self._write(head + data)

    # The memo

    def _remember(self, obj):
        if self.fast:
            return
        index = len(self.memo)
        self.memo[id(obj)] = index, obj
        if self.proto >= 4:
            self._write(MEMOIZE)
        elif not self.bin:
            self._write(PUT + b"%d\\n" % index)
        elif index < 256:
            self._write(BINPUT + bytes([index]))
        else:
            self._write(LONG_BINPUT + index.to_bytes(4, "little"))

    def _recall(self, index):
        if not self.bin:
            self._write(GET + b"%d\\n" % index)
        elif index < 256:
            self._write(BINGET + bytes([index]))
        else:
            self._write(LONG_BINGET + index.to_bytes(4, "little"))

    # Objects

    def _save(self, obj, persistent=True):
        self._save_one(obj, persistent)
        self._between()

    def _save_one(self, obj, persistent):
        if persistent:
            name = self.persistent_id(obj)
            if name is not None:
                self._save_persistent(name)
                return
        cls = type(obj)
        plain = _atoms.get(cls)
        if plain is not None:
            plain(self, obj)
            return
        known = self.memo.get(id(obj))
        if known is not None:
            self._recall(known[0])
            return
        writer = _writers.get(cls)
        if writer is not None:
            writer(self, obj)
            return
        self._save_other(obj, cls)

    def _save_other(self, obj, cls):
        reduced = NotImplemented
        override = getattr(self, "reducer_override", None)
        if override is not None:
            reduced = override(obj)
        if reduced is NotImplemented:
            table = getattr(self, "dispatch_table", _copyreg.dispatch_table)
            reduce = table.get(cls)
            if reduce is not None:
                reduced = reduce(obj)
            elif issubclass(cls, type):
                self._save_global(obj)
                return
            elif hasattr(obj, "__reduce_ex__"):
                reduced = obj.__reduce_ex__(self.proto)
            else:
                reduced = obj.__reduce__()
        if isinstance(reduced, str):
            self._save_global(obj, reduced)
            return
        if not isinstance(reduced, tuple):
            raise PicklingError("__reduce__ must return a string or tuple")
        if not 2 <= len(reduced) <= 6:
            raise PicklingError("tuple returned by __reduce__ must contain 2 through 6 elements")
        self._save_reduced(obj, *reduced)

    def _save_persistent(self, name):
        if self.bin:
            self._save(name, False)
            self._write(BINPERSID)
        else:
            self._write(PERSID + str(name).encode("ascii") + b"\\n")

    def _save_reduced(self, obj, function, arguments, state=None, items=None, pairs=None, setter=None):
        if not callable(function):
            raise PicklingError("first item of the tuple returned by __reduce__ must be callable")
        if not isinstance(arguments, tuple):
            raise PicklingError("second item of the tuple returned by __reduce__ must be a tuple")
        kind = getattr(function, "__name__", "")
        if self.proto >= 2 and kind == "__newobj_ex__":
            self._new_with_keywords(*arguments)
        elif self.proto >= 2 and kind == "__newobj__":
            cls = arguments[0]
            if obj is not None and cls is not obj.__class__:
                raise PicklingError("args[0] from __newobj__ args has the wrong class")
            self._save(cls)
            self._save(arguments[1:])
            self._write(NEWOBJ)
        else:
            self._save(function)
            self._save(arguments)
            self._write(REDUCE)
        # It may have come to be while its arguments were written.
        known = self.memo.get(id(obj))
        if known is not None:
            self._write(POP)
            self._recall(known[0])
        else:
            self._remember(obj)
        if items is not None:
            self._append_all(items)
        if pairs is not None:
            self._set_all(pairs)
        if state is None:
            return
        if setter is None:
            self._save(state)
            self._write(BUILD)
        else:
            for part in (setter, obj, state):
                if part is state:
                    self._save(part)
                    self._write(TUPLE2)
                else:
                    self._save(part)
            self._write(REDUCE + POP)

    def _new_with_keywords(self, cls, args, kwargs):
        if self.proto >= 4:
            for part in (cls, args, kwargs):
                self._save(part)
            self._write(NEWOBJ_EX)
        else:
            import functools

            self._save(functools.partial(cls.__new__, cls, *args, **kwargs))
            self._save(())
            self._write(REDUCE)

    def _save_none(self, obj):
        self._write(NONE)

    def _save_bool(self, obj):
        if self.proto >= 2:
            self._write(NEWTRUE if obj else NEWFALSE)
        else:
            self._write(b"I01\\n" if obj else b"I00\\n")

    def _save_int(self, obj):
        if self.bin:
            if 0 <= obj < 256:
                self._write(BININT1 + bytes([obj]))
                return
            if 0 <= obj < 65536:
                self._write(BININT2 + obj.to_bytes(2, "little"))
                return
            if -0x80000000 <= obj < 0x80000000:
                self._write(BININT + obj.to_bytes(4, "little", signed=True))
                return
        if self.proto >= 2:
            data = _long_bytes(obj)
            size = len(data)
            self._write((LONG1 + bytes([size]) if size < 256 else LONG4 + size.to_bytes(4, "little")) + data)
        elif -0x80000000 <= obj < 0x80000000:
            self._write(INT + b"%d\\n" % obj)
        else:
            self._write(LONG + b"%dL\\n" % obj)

    def _save_float(self, obj):
        self._write(BINFLOAT + _struct.pack(">d", obj) if self.bin else FLOAT + repr(obj).encode("ascii") + b"\\n")

    def _save_bytes(self, obj):
        if self.proto < 3:
            if not obj:
                self._save_reduced(obj, bytes, ())
            else:
                from _codecs import encode

                self._save_reduced(obj, encode, (obj.decode("latin-1"), "latin1"))
            return
        size = len(obj)
        if size < 256:
            self._write(SHORT_BINBYTES + bytes([size]) + obj)
        else:
            self._write_large(BINBYTES + size.to_bytes(4, "little"), obj)
        self._remember(obj)

    def _save_bytearray(self, obj):
        if self.proto < 5:
            self._save_reduced(obj, bytearray, (bytes(obj),) if obj else ())
            return
        self._write_large(BYTEARRAY8 + len(obj).to_bytes(8, "little"), bytes(obj))
        self._remember(obj)

    def _save_str(self, obj):
        if not self.bin:
            text = obj.replace("\\\\", "\\\\u005c").replace("\\0", "\\\\u0000").replace("\\n", "\\\\u000a")
            text = text.replace("\\r", "\\\\u000d").replace("\\x1a", "\\\\u001a")
            self._write(UNICODE + _escaped(text) + b"\\n")
        else:
            data = obj.encode("utf-8", "surrogatepass")
            size = len(data)
            if size < 256 and self.proto >= 4:
                self._write(SHORT_BINUNICODE + bytes([size]) + data)
            else:
                self._write_large(BINUNICODE + size.to_bytes(4, "little"), data)
        self._remember(obj)

    def _save_tuple(self, obj):
        size = len(obj)
        if not size:
            self._write(EMPTY_TUPLE if self.bin else MARK + TUPLE)
            return
        short = size <= 3 and self.proto >= 2
        if not short:
            self._write(MARK)
        for item in obj:
            self._save(item)
        known = self.memo.get(id(obj))
        if known is not None:
            # It contains itself: what was written goes, and it is taken from the memo.
            self._write(POP * size if short else POP_MARK if self.bin else POP * (size + 1))
            self._recall(known[0])
            return
        self._write((TUPLE1, TUPLE2, TUPLE3)[size - 1] if short else TUPLE)
        self._remember(obj)

    def _save_list(self, obj):
        self._write(EMPTY_LIST if self.bin else MARK + LIST)
        self._remember(obj)
        self._append_all(obj)

    def _save_dict(self, obj):
        self._write(EMPTY_DICT if self.bin else MARK + DICT)
        self._remember(obj)
        self._set_all(obj.items(), len(obj) > 1)
        if self.bin:
            self._end_of_full(obj, SETITEMS)

    def _end_of_full(self, obj, code):
        """CPython looks for more after a full batch, and closes an empty one."""
        if obj and len(obj) % _BATCH == 0:
            self._write(MARK + code)

    def _batches(self, items):
        batch = []
        for item in items:
            batch.append(item)
            if len(batch) == _BATCH:
                yield batch
                batch = []
        if batch:
            yield batch

    def _append_all(self, items):
        # Of a list itself CPython knows how long it is; of other items, whether another one follows.
        several = type(items) is list and len(items) > 1
        for batch in self._batches(items):
            if not self.bin:
                for item in batch:
                    self._save(item)
                    self._write(APPEND)
            elif len(batch) == 1 and not several:
                self._save(batch[0])
                self._write(APPEND)
            else:
                self._write(MARK)
                for item in batch:
                    self._save(item)
                self._write(APPENDS)

    def _set_all(self, pairs, several=False):
        for batch in self._batches(pairs):
            together = self.bin and (several or len(batch) > 1)
            if together:
                self._write(MARK)
            for key, value in batch:
                self._save(key)
                self._save(value)
                if not together:
                    self._write(SETITEM)
            if together:
                self._write(SETITEMS)

    def _save_set(self, obj):
        if self.proto < 4:
            self._save_reduced(obj, set, (list(obj),))
            return
        self._write(EMPTY_SET)
        self._remember(obj)
        for batch in self._batches(obj):
            self._write(MARK)
            for item in batch:
                self._save(item)
            self._write(ADDITEMS)
        self._end_of_full(obj, ADDITEMS)

    def _save_frozenset(self, obj):
        if self.proto < 4:
            self._save_reduced(obj, frozenset, (list(obj),))
            return
        self._write(MARK)
        for item in obj:
            self._save(item)
        known = self.memo.get(id(obj))
        if known is not None:
            self._write(POP_MARK)
            self._recall(known[0])
            return
        self._write(FROZENSET)
        self._remember(obj)

    def _save_type(self, obj):
        for singleton in (None, NotImplemented, ...):
            if obj is type(singleton):
                self._save_reduced(obj, type, (singleton,))
                return
        self._save_global(obj)

    def _save_range(self, obj):
        self._save_reduced(obj, range, (obj.start, obj.stop, obj.step))

    def _save_builtin(self, obj):
        owner = getattr(obj, "__self__", None)
        if owner is None or isinstance(owner, type(_sys)):
            self._save_global(obj, obj.__name__)
        else:
            self._save_reduced(obj, getattr, (owner, obj.__name__))

    def _save_global(self, obj, name=None):
        if name is None:
            name = getattr(obj, "__qualname__", None) or obj.__name__
        module_name = whichmodule(obj, name)
        try:
            __import__(module_name)
            found = _path_of(_sys.modules[module_name], name)
        except (ImportError, KeyError, AttributeError):
            if "<locals>" in name.split("."):
                raise AttributeError("Can't pickle local object %r" % name) from None
            raise PicklingError(
                "Can't pickle %r: attribute lookup %s on %s failed" % (obj, name.rpartition(".")[2], module_name)
            ) from None
        if found[1] is not obj:
            raise PicklingError("Can't pickle %r: it's not the same object as %s.%s" % (obj, module_name, name))
        if self.proto >= 4:
            self._save(module_name)
            self._save(name)
            self._write(STACK_GLOBAL)
        elif "." in name and found[0] is not None:
            self._save_reduced(obj, getattr, (found[0], name.rpartition(".")[2]))
            return
        else:
            if self.fix_imports:
                if module_name == "builtins" and isinstance(obj, type) and issubclass(obj, BaseException):
                    module_name = "exceptions"
                module_name, name = _old_globals.get((module_name, name), (_old_names.get(module_name, module_name), name))
            self._write(GLOBAL + module_name.encode("utf-8") + b"\\n" + name.encode("utf-8") + b"\\n")
        self._remember(obj)


_atoms = {type(None): Pickler._save_none, bool: Pickler._save_bool, int: Pickler._save_int, float: Pickler._save_float}
_writers = {
    bytes: Pickler._save_bytes, bytearray: Pickler._save_bytearray, str: Pickler._save_str, tuple: Pickler._save_tuple,
    list: Pickler._save_list, dict: Pickler._save_dict, set: Pickler._save_set, frozenset: Pickler._save_frozenset,
    type: Pickler._save_type, type(whichmodule): Pickler._save_global, type(len): Pickler._save_builtin, range: Pickler._save_range,
}


def _reduce_ellipsis(value):
    return "Ellipsis"


def _reduce_not_implemented(value):
    return "NotImplemented"


def _reduce_complex(value):
    return complex, (value.real, value.imag)


_copyreg.dispatch_table.setdefault(complex, _reduce_complex)
_copyreg.dispatch_table.setdefault(type(...), _reduce_ellipsis)
_copyreg.dispatch_table.setdefault(type(NotImplemented), _reduce_not_implemented)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    """The bytes of an object."""
    out = _io.BytesIO()
    Pickler(out, protocol, fix_imports, buffer_callback).dump(obj)
    return out.getvalue()


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    Pickler(file, protocol, fix_imports, buffer_callback).dump(obj)


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    """The object of some bytes."""
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return Unpickler(_io.BytesIO(data), fix_imports=fix_imports, encoding=encoding, errors=errors).load()


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    return Unpickler(file, fix_imports=fix_imports, encoding=encoding, errors=errors).load()
`;
