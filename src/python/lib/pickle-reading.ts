/** The library module _pickle_reading, in Python. */
export const pickleReadingSource = `"""Reading pickles: a machine with a stack."""

import struct as _struct
import sys as _sys

from _pickle_format import *


class Unpickler:
    """Reads objects from a file."""

    __module__ = "_pickle"

    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
        try:
            self._read_file, self._line = file.read, file.readline
        except AttributeError:
            raise TypeError("file must have 'read' and 'readline' attributes") from None
        self.encoding, self.errors = encoding, errors
        self.fix_imports = fix_imports
        self.memo = {}
        self.proto = 0

    def persistent_load(self, pid):
        raise UnpicklingError(
            "A load persistent id instruction was encountered,\\nbut no persistent_load function was specified."
        )

    def find_class(self, module, name):
        if self.proto < 3 and self.fix_imports:
            module, name = _new_globals.get((module, name), (_new_names.get(module, module), name))
        __import__(module)
        if self.proto >= 4:
            return _path_of(_sys.modules[module], name)[1]
        try:
            return getattr(_sys.modules[module], name)
        except AttributeError:
            raise AttributeError("Can't get attribute %r on %r" % (name, _sys.modules[module])) from None

    def load(self):
        self._stack, self._marks = [], []
        while True:
            code = self._read_file(1)
            if not code:
                raise EOFError("Ran out of input")
            if code == STOP:
                return self._pop()
            action = _actions.get(code)
            if action is None:
                raise UnpicklingError("invalid load key, '%s'." % (code.decode("ascii") if 32 <= code[0] < 127 and code != b"'" else "\\\\x%02x" % code[0]))
            action(self)

    def _read(self, count):
        data = self._read_file(count)
        if len(data) < count:
            raise UnpicklingError("pickle data was truncated")
        return data

    def _number(self, size):
        return int.from_bytes(self._read(size), "little")

    def _text_line(self):
        line = self._line()
        if not line.endswith(b"\\n"):
            raise UnpicklingError("pickle data was truncated")
        return line[:-1]

    def _pop(self):
        if not self._stack:
            raise UnpicklingError("unexpected MARK found" if self._marks else "unpickling stack underflow")
        return self._stack.pop()

    def _marked(self):
        """What has come since the last mark."""
        if not self._marks:
            raise UnpicklingError("could not find MARK")
        items, self._stack = self._stack, self._marks.pop()
        return items

    def _mark(self):
        self._marks.append(self._stack)
        self._stack = []

    def _push(self, value):
        self._stack.append(value)

    def _protocol(self):
        self.proto = self._number(1)
        if self.proto > HIGHEST_PROTOCOL:
            raise ValueError("unsupported pickle protocol: %d" % self.proto)

    def _reduce(self):
        arguments = self._pop()
        self._push(self._pop()(*arguments))

    def _new(self):
        arguments = self._pop()
        cls = self._pop()
        self._push(cls.__new__(cls, *arguments))

    def _new_with_keywords(self):
        kwargs, args = self._pop(), self._pop()
        cls = self._pop()
        self._push(cls.__new__(cls, *args, **kwargs))

    def _instance(self, cls, arguments):
        self._push(cls(*arguments) if arguments or not isinstance(cls, type) else cls())

    def _inst(self):
        module, name = self._text_line().decode("ascii"), self._text_line().decode("ascii")
        arguments = self._marked()
        self._instance(self.find_class(module, name), arguments)

    def _obj(self):
        cls, *arguments = self._marked()
        self._instance(cls, arguments)

    def _build(self):
        state = self._pop()
        made = self._stack[-1]
        setter = getattr(made, "__setstate__", None)
        if setter is not None:
            setter(state)
            return
        slots = None
        if isinstance(state, tuple) and len(state) == 2:
            state, slots = state
        if state:
            attributes = made.__dict__
            for name, value in state.items():
                attributes[_sys.intern(name) if type(name) is str else name] = value
        if slots:
            for name, value in slots.items():
                setattr(made, name, value)

    def _append(self):
        value = self._pop()
        self._extend_with([value])

    def _extend_with(self, items):
        target = self._stack[-1]
        if isinstance(target, list):
            target.extend(items)
        elif hasattr(target, "extend"):
            target.extend(items)
        else:
            for item in items:
                target.append(item)

    def _appends(self):
        self._extend_with(self._marked())

    def _set_item(self):
        value, key = self._pop(), self._pop()
        self._stack[-1][key] = value

    def _set_items(self):
        items = self._marked()
        target = self._stack[-1]
        for at in range(0, len(items), 2):
            target[items[at]] = items[at + 1]

    def _add_items(self):
        items = self._marked()
        target = self._stack[-1]
        if isinstance(target, set):
            target.update(items)
        else:
            for item in items:
                target.add(item)

    def _global(self):
        module = self._text_line().decode("utf-8")
        self._push(self.find_class(module, self._text_line().decode("utf-8")))

    def _stack_global(self):
        name, module = self._pop(), self._pop()
        if type(name) is not str or type(module) is not str:
            raise UnpicklingError("STACK_GLOBAL requires str")
        self._push(self.find_class(module, name))

    def _get(self, index):
        try:
            self._push(self.memo[index])
        except KeyError:
            raise UnpicklingError("Memo value not found at index %d" % index) from None

    def _put(self, index):
        if not self._stack:
            raise UnpicklingError("unpickling stack underflow")
        self.memo[index] = self._stack[-1]

    def _int_line(self):
        text = self._text_line()
        self._push({b"00": False, b"01": True}[text] if text in (b"00", b"01") else int(text, 0))

    def _tuple_of(self, count):
        items = [self._pop() for _ in range(count)]
        self._push(tuple(items[::-1]))

    def _dict_of_marked(self):
        items = self._marked()
        self._push(dict(zip(items[::2], items[1::2])))

    def _decoded(self, data):
        self._push(data if self.encoding == "bytes" else data.decode(self.encoding, self.errors))

    def _quoted(self):
        from ast import literal_eval

        self._decoded(literal_eval("b" + self._text_line().decode("latin-1")))

    def _pop_one(self):
        if self._stack:
            self._stack.pop()
        else:
            self._marked()


def _utf8(data):
    return data.decode("utf-8", "surrogatepass")


_actions = {
    PROTO: Unpickler._protocol, FRAME: lambda u: u._read(8), MARK: Unpickler._mark, POP: Unpickler._pop_one,
    POP_MARK: Unpickler._marked, DUP: lambda u: u._push(u._stack[-1]), REDUCE: Unpickler._reduce,
    NEWOBJ: Unpickler._new, NEWOBJ_EX: Unpickler._new_with_keywords, INST: Unpickler._inst, OBJ: Unpickler._obj,
    BUILD: Unpickler._build, APPEND: Unpickler._append, APPENDS: Unpickler._appends, SETITEM: Unpickler._set_item,
    SETITEMS: Unpickler._set_items, ADDITEMS: Unpickler._add_items, GLOBAL: Unpickler._global,
    STACK_GLOBAL: Unpickler._stack_global, INT: Unpickler._int_line, DICT: Unpickler._dict_of_marked,
    NONE: lambda u: u._push(None), NEWTRUE: lambda u: u._push(True), NEWFALSE: lambda u: u._push(False),
    BININT: lambda u: u._push(int.from_bytes(u._read(4), "little", signed=True)),
    BININT1: lambda u: u._push(u._number(1)), BININT2: lambda u: u._push(u._number(2)),
    LONG: lambda u: u._push(int(u._text_line().rstrip(b"L"), 0)),
    LONG1: lambda u: u._push(decode_long(u._read(u._number(1)))),
    LONG4: lambda u: u._push(decode_long(u._read(u._number(4)))),
    FLOAT: lambda u: u._push(float(u._text_line())),
    BINFLOAT: lambda u: u._push(_struct.unpack(">d", u._read(8))[0]),
    STRING: Unpickler._quoted, BINSTRING: lambda u: u._decoded(u._read(u._number(4))),
    SHORT_BINSTRING: lambda u: u._decoded(u._read(u._number(1))),
    UNICODE: lambda u: u._push(_unescaped(u._text_line())),
    SHORT_BINUNICODE: lambda u: u._push(_utf8(u._read(u._number(1)))),
    BINUNICODE: lambda u: u._push(_utf8(u._read(u._number(4)))),
    BINUNICODE8: lambda u: u._push(_utf8(u._read(u._number(8)))),
    SHORT_BINBYTES: lambda u: u._push(u._read(u._number(1))), BINBYTES: lambda u: u._push(u._read(u._number(4))),
    BINBYTES8: lambda u: u._push(u._read(u._number(8))),
    BYTEARRAY8: lambda u: u._push(bytearray(u._read(u._number(8)))),
    EMPTY_TUPLE: lambda u: u._push(()), TUPLE: lambda u: u._push(tuple(u._marked())),
    TUPLE1: lambda u: u._tuple_of(1), TUPLE2: lambda u: u._tuple_of(2), TUPLE3: lambda u: u._tuple_of(3),
    EMPTY_LIST: lambda u: u._push([]), LIST: lambda u: u._push(u._marked()), EMPTY_DICT: lambda u: u._push({}),
    EMPTY_SET: lambda u: u._push(set()), FROZENSET: lambda u: u._push(frozenset(u._marked())),
    GET: lambda u: u._get(int(u._text_line())), BINGET: lambda u: u._get(u._number(1)),
    LONG_BINGET: lambda u: u._get(u._number(4)), PUT: lambda u: u._put(int(u._text_line())),
    BINPUT: lambda u: u._put(u._number(1)), LONG_BINPUT: lambda u: u._put(u._number(4)),
    MEMOIZE: lambda u: u._put(len(u.memo)),
    PERSID: lambda u: u._push(u.persistent_load(u._text_line().decode("ascii"))),
    BINPERSID: lambda u: u._push(u.persistent_load(u._pop())),
}
`;
