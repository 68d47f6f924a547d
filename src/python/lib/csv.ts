/** The library module csv, in Python. */
export const csvSource = `"""Tables as text: values between delimiters, quoted where that is needed."""

import re as _re

from _types import in_c as _in_c

__all__ = [
    "Dialect", "DictReader", "DictWriter", "Error", "QUOTE_ALL", "QUOTE_MINIMAL", "QUOTE_NONE", "QUOTE_NONNUMERIC",
    "Sniffer", "excel", "excel_tab", "field_size_limit", "get_dialect", "list_dialects", "reader", "register_dialect",
    "unix_dialect", "unregister_dialect", "writer",
]

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = range(4)
_limit = 131072
_dialects = {}
_options = {
    "delimiter": ",", "quotechar": '"', "escapechar": None, "doublequote": True, "skipinitialspace": False,
    "lineterminator": "\\r\\n", "quoting": QUOTE_MINIMAL, "strict": False,
}


class Error(Exception):
    """What cannot be read or written."""

    __module__ = "_csv"


def _checked(options):
    for name in ("delimiter", "quotechar", "escapechar"):
        value = options[name]
        if value is None and name != "delimiter":
            continue
        if not isinstance(value, str):
            kind = "string" if name == "delimiter" else "string or None"
            raise TypeError('"%s" must be %s, not %s' % (name, kind, type(value).__name__))
        if len(value) != 1:
            raise TypeError('"%s" must be a 1-character string' % name)
    if options["quoting"] not in range(4):
        raise TypeError('bad "quoting" value')
    if options["quoting"] != QUOTE_NONE and options["quotechar"] is None:
        raise TypeError("quotechar must be set if quoting enabled")
    return options


class Dialect:
    """How a table is written; to derive from."""

    _name = ""
    _valid = False
    delimiter = quotechar = escapechar = doublequote = skipinitialspace = lineterminator = quoting = None

    def __init__(self):
        if self.__class__ is not Dialect:
            self._valid = True
        try:
            _resolved(self, {})
        except TypeError as error:
            raise Error(str(error)) from None


class _Settings:
    """A dialect that was looked at."""

    def __init__(self, options):
        self.__dict__.update(options)


def _resolved(dialect, given):
    options = dict(_options)
    if isinstance(dialect, str):
        dialect = get_dialect(dialect)
    if dialect is not None:
        for name in options:
            value = getattr(dialect, name, None)
            if value is not None or name in ("quotechar", "escapechar") and hasattr(dialect, name):
                options[name] = value
    for name, value in given.items():
        if name not in options:
            raise TypeError("this function got an unexpected keyword argument '%s'" % name)
        options[name] = value
    if options["quotechar"] is None and "quoting" not in given and getattr(dialect, "quoting", None) is None:
        options["quoting"] = QUOTE_NONE
    return _Settings(_checked(options))


def register_dialect(name, dialect=None, **fmtparams):
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = _resolved(dialect, fmtparams)


def unregister_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def list_dialects():
    return list(_dialects)


def field_size_limit(*new):
    global _limit
    before = _limit
    if new:
        if not isinstance(new[0], int):
            raise TypeError("limit must be an integer")
        _limit = new[0]
    return before


class excel(Dialect):
    """What Excel writes."""

    delimiter, quotechar, doublequote, skipinitialspace = ",", '"', True, False
    lineterminator, quoting = "\\r\\n", QUOTE_MINIMAL


class excel_tab(excel):
    delimiter = "\\t"


class unix_dialect(Dialect):
    """Everything quoted, lines as on Unix."""

    delimiter, quotechar, doublequote, skipinitialspace = ",", '"', True, False
    lineterminator, quoting = "\\n", QUOTE_ALL


class _Reader:
    """Rows of the lines that an iterable gives."""

    __module__ = "_csv"
    __slots__ = ("dialect", "line_num", "_lines")

    def __init__(self, lines, dialect):
        self.dialect, self.line_num, self._lines = dialect, 0, iter(lines)

    def __iter__(self):
        return self

    def __next__(self):
        row, state = _Row(self.dialect), None
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if row.open and (row.text or row.quoted):
                    if self.dialect.strict:
                        raise Error("unexpected end of data") from None
                    row.close_field()
                    return row.fields
                raise
            if not isinstance(line, str):
                raise Error(
                    "iterator should return strings, not %s (the file should be opened in text mode)"
                    % type(line).__name__
                )
            self.line_num += 1
            if row.read(line):
                return row.fields


class _Row:
    """One row while it is read, from one line or more."""

    def __init__(self, dialect):
        self.dialect = dialect
        self.fields, self.text = [], []
        self.quoted = self.inside = self.open = self.escaped = False

    def close_field(self):
        text = "".join(self.text)
        if len(text) > _limit:
            raise Error("field larger than field limit (%d)" % _limit)
        number = text and not self.quoted and self.dialect.quoting == QUOTE_NONNUMERIC
        self.fields.append(float(text) if number else text)
        self.text, self.quoted, self.open = [], False, False

    def read(self, line):
        """Whether the row ends with this line."""
        d = self.dialect
        at, size = 0, len(line)
        ended = closed = False
        while at < size:
            letter = line[at]
            at += 1
            if ended and letter not in "\\r\\n":
                raise Error("new-line character seen in unquoted field - do you need to open the file in universal-newline mode?")
            if self.escaped:
                self.text.append(letter)
                self.escaped = False
                if at == size and letter in "\\r\\n":
                    # Inside of quotes or not, the field goes on in the next line.
                    return False
            elif closed and letter not in "\\r\\n" + d.delimiter:
                self.text.append(letter)
                closed = False
            elif self.inside:
                if letter == d.escapechar:
                    self.escaped = True
                elif letter != d.quotechar or d.quoting == QUOTE_NONE:
                    self.text.append(letter)
                elif d.doublequote and line[at : at + 1] == d.quotechar:
                    self.text.append(letter)
                    at += 1
                else:
                    self.inside, closed = False, d.doublequote
                    after = line[at : at + 1]
                    if d.strict and after not in (d.delimiter, "\\r", "\\n", ""):
                        raise Error("'%s' expected after '%s'" % (d.delimiter, d.quotechar))
            elif letter in "\\r\\n":
                if not ended and (self.open or self.fields):
                    self.close_field()
                ended = True
            elif letter == d.delimiter:
                self.close_field()
                self.open, closed = True, False
            elif letter == " " and d.skipinitialspace and not self.text and not self.quoted:
                self.open = True
            elif letter == d.escapechar:
                self.open = self.escaped = True
            elif letter == d.quotechar and d.quoting != QUOTE_NONE and not self.text and not self.quoted:
                self.open = self.quoted = self.inside = True
            else:
                self.open = True
                self.text.append(letter)
        if self.escaped:
            self.text.append("\\n")
            self.escaped = False
            return False
        if self.inside:
            return False
        if not ended and (self.open or self.fields):
            self.close_field()
        return True


class _Writer:
    """Writes rows by a file's write()."""

    __module__ = "_csv"
    __slots__ = ("dialect", "_write")

    def __init__(self, file, dialect):
        if not callable(getattr(file, "write", None)):
            raise TypeError('argument 1 must have a "write" method')
        self.dialect, self._write = dialect, file.write

    def writerow(self, row, /):
        try:
            values = list(row)
        except TypeError:
            raise Error("iterable expected, not %s" % type(row).__name__) from None
        d = self.dialect
        fields = [self._field(value) for value in values]
        if len(fields) == 1 and fields[0] == "":
            if d.quoting == QUOTE_NONE:
                raise Error("single empty field record must be quoted")
            fields[0] = d.quotechar * 2
        return self._write(d.delimiter.join(fields) + d.lineterminator)

    def writerows(self, rows, /):
        for row in rows:
            self.writerow(row)

    def _field(self, value):
        d = self.dialect
        number = isinstance(value, (int, float))
        text = "" if value is None else value if isinstance(value, str) else str(value)
        special = d.delimiter + (d.quotechar or "") + (d.escapechar or "") + d.lineterminator + "\\r\\n"
        quoted = d.quoting == QUOTE_ALL or d.quoting == QUOTE_NONNUMERIC and not number
        out = []
        for letter in text:
            if letter in special:
                if letter == d.quotechar and d.quoting != QUOTE_NONE:
                    if d.doublequote:
                        quoted = True
                        out.append(letter)
                    else:
                        out.append(self._escape())
                elif letter == d.escapechar or d.quoting == QUOTE_NONE:
                    out.append(self._escape())
                else:
                    quoted = True
            out.append(letter)
        body = "".join(out)
        return d.quotechar + body + d.quotechar if quoted else body

    def _escape(self):
        if self.dialect.escapechar is None:
            raise Error("need to escape, but no escapechar set")
        return self.dialect.escapechar


_Reader.__name__ = _Reader.__qualname__ = "reader"
_Writer.__name__ = _Writer.__qualname__ = "writer"
_in_c(_Reader)
_in_c(_Writer)


def reader(iterable, /, dialect=None, **fmtparams):
    return _Reader(iterable, _resolved(dialect, fmtparams))


def writer(fileobj, /, dialect=None, **fmtparams):
    return _Writer(fileobj, _resolved(dialect, fmtparams))


class DictReader:
    """Rows as dicts, with the names of the first row or given ones."""

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        self._fieldnames = fieldnames if fieldnames is None else list(fieldnames)
        self.restkey, self.restval = restkey, restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
            self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, names):
        self._fieldnames = names

    def __iter__(self):
        return self

    def __next__(self):
        names = self.fieldnames
        row = next(self.reader)
        while not row:
            row = next(self.reader)
        self.line_num = self.reader.line_num
        made = dict(zip(names, row))
        if len(row) > len(names):
            made[self.restkey] = row[len(names) :]
        made.update((name, self.restval) for name in names[len(row) :])
        return made


class DictWriter:
    """Writes dicts, their values in the order of the names."""

    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        self.fieldnames, self.restval = fieldnames, restval
        self.extrasaction = extrasaction.lower()
        if self.extrasaction not in ("raise", "ignore"):
            raise ValueError("extrasaction (%s) must be 'raise' or 'ignore'" % extrasaction)
        self.writer = writer(f, dialect, *args, **kwds)

    def _values(self, rowdict):
        if self.extrasaction == "raise":
            wrong = [repr(name) for name in rowdict if name not in self.fieldnames]
            if wrong:
                raise ValueError("dict contains fields not in fieldnames: " + ", ".join(wrong))
        return [rowdict.get(name, self.restval) for name in self.fieldnames]

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def writerow(self, rowdict):
        return self.writer.writerow(self._values(rowdict))

    def writerows(self, rowdicts):
        self.writer.writerows(map(self._values, rowdicts))


class Sniffer:
    """Guesses a dialect."""

    def sniff(self, sample, delimiters=None):
        lines = [line for line in sample.splitlines() if line][:10]
        for mark in delimiters or ",;\\t| :":
            counts = {line.count(mark) for line in lines}
            if len(counts) == 1 and counts != {0}:

                class dialect(excel):
                    _name = "sniffed"
                    delimiter = mark

                return dialect
        raise Error("Could not determine delimiter")

    def has_header(self, sample):
        rows = list(reader(sample.splitlines(), self.sniff(sample)))
        is_number = lambda text: _re.fullmatch(r"[-+.\\d]+", text) is not None
        return len(rows) > 1 and not any(map(is_number, rows[0])) and any(map(is_number, rows[1]))


register_dialect("excel", excel)
register_dialect("excel-tab", excel_tab)
register_dialect("unix", unix_dialect)
`;
