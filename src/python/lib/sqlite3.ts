/** The library module sqlite3, in Python. */
export const sqliteSource = String.raw`"""SQLite: connections, cursors and rows. A cursor that has not been read to its end keeps its lock."""

import sys

from _types import in_c as _in_c

try:
    import _sqlite3
except ImportError:
    raise ImportError("sqlite3 needs SQLite, which this host of midden has not loaded") from None

__all__ = ["connect", "Connection", "Cursor", "Row", "Error"]

apilevel = "2.0"
paramstyle = "qmark"
threadsafety = 3
version = "2.6.0"
version_info = (2, 6, 0)
sqlite_version = "3.54.1"
sqlite_version_info = (3, 54, 1)
PARSE_DECLTYPES, PARSE_COLNAMES = 1, 2
Binary = bytes


class Warning(Exception):
    pass


class Error(Exception):
    pass


class InterfaceError(Error):
    pass


class DatabaseError(Error):
    pass


class InternalError(DatabaseError):
    pass


class OperationalError(DatabaseError):
    pass


class ProgrammingError(DatabaseError):
    pass


class IntegrityError(DatabaseError):
    pass


class DataError(DatabaseError):
    pass


class NotSupportedError(DatabaseError):
    pass


_CODES = (
    ("UNIQUE constraint failed", 2067, "SQLITE_CONSTRAINT_UNIQUE"),
    ("NOT NULL constraint failed", 1299, "SQLITE_CONSTRAINT_NOTNULL"),
    ("CHECK constraint failed", 275, "SQLITE_CONSTRAINT_CHECK"),
    ("FOREIGN KEY constraint failed", 787, "SQLITE_CONSTRAINT_FOREIGNKEY"),
    ("database table is locked", 6, "SQLITE_LOCKED"),
    ("database is locked", 5, "SQLITE_BUSY"),
)


def _guarded(function, *args):
    """Calls SQLite; what it refuses is raised as this module's own error."""
    try:
        return function(*args)
    except LookupError as error:
        kind, _, text = str(error).partition(":")
    if kind == "Binding":
        if sys.version_info >= (3, 11):
            raise ProgrammingError(text)
        position = int(text.split()[3].rstrip(":")) - 1
        raise InterfaceError("Error binding parameter %d - probably unsupported type." % position)
    error = (IntegrityError if kind == "IntegrityError" else OperationalError)(text)
    if sys.version_info >= (3, 11):
        error.sqlite_errorcode, error.sqlite_errorname = 1, "SQLITE_ERROR"
        for start, code, name in _CODES:
            if text.startswith(start):
                error.sqlite_errorcode, error.sqlite_errorname = code, name
    raise error


def _wait_for_locks(connection, sql):
    """Waits as long as the connection may until nobody is in the way of a statement."""
    word = _words(sql)
    if _sqlite3.lock(connection._number, word, sql):
        return
    import time

    end = time.monotonic() + connection._timeout
    while time.monotonic() < end:
        time.sleep(0.01)
        if _sqlite3.lock(connection._number, word, sql):
            return
    _guarded(_raise_locked)


def _raise_locked():
    raise LookupError("OperationalError:database is locked")


def connect(database, timeout=5.0, detect_types=0, isolation_level="", check_same_thread=True, factory=None, **options):
    factory = Connection if factory is None else factory
    return factory(database, timeout, detect_types, isolation_level, check_same_thread, **options)


def complete_statement(statement):
    return statement.rstrip().endswith(";")


def _words(sql):
    """The first word of a statement, in capitals, behind comments."""
    text = sql.lstrip()
    while text.startswith(("--", "/*")):
        end = text.find("\n" if text.startswith("--") else "*/")
        if end < 0:
            return ""
        text = text[end + (1 if text.startswith("--") else 2) :].lstrip()
    word = ""
    for letter in text:
        if not letter.isalpha():
            break
        word += letter
    return word.upper()


_CHANGES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


class Connection:
    """A database that is open."""

    def __init__(
        self, database, timeout=5.0, detect_types=0, isolation_level="", check_same_thread=True, factory=None,
        cached_statements=128, uri=False
    ):
        self._number = None
        if isinstance(database, bytes):
            database = database.decode()
        elif not isinstance(database, str):
            import os

            database = os.fspath(database)
        try:
            self._number = _sqlite3.open(None if database in (":memory:", "") else database)
        except OSError:
            raise OperationalError("unable to open database file") from None
        self.isolation_level = isolation_level
        self.row_factory = None
        self.text_factory = str
        self._timeout = timeout
        self._in_transaction = False
        self.total_changes = 0
        if sys.version_info >= (3, 10):
            # The cache of statements refers to what makes them: such a connection dies in a collection.
            import functools

            self._statements = functools.lru_cache(cached_statements)(self)

    def __del__(self):
        number = self._number
        if number is not None:
            self._number = None
            _sqlite3.close(number)

    def _check(self):
        if self._number is None:
            raise ProgrammingError("Cannot operate on a closed database.")

    def __call__(self, sql, /):
        raise NotSupportedError("statements of their own are not there in midden: use execute()")

    @property
    def in_transaction(self):
        self._check()
        return self._in_transaction

    def cursor(self, factory=None):
        self._check()
        cursor = (Cursor if factory is None else factory)(self)
        if self.row_factory is not None:
            cursor.row_factory = self.row_factory
        return cursor

    def execute(self, sql, parameters=(), /):
        return self.cursor().execute(sql, parameters)

    def executemany(self, sql, parameters, /):
        return self.cursor().executemany(sql, parameters)

    def executescript(self, script, /):
        return self.cursor().executescript(script)

    def _run(self, sql):
        """A statement without rows or parameters; the text behind it."""
        _wait_for_locks(self, sql)
        statement, rest = _guarded(_sqlite3.prepare, self._number, sql, [])
        if statement is not None:
            try:
                _guarded(_sqlite3.step, statement)
            finally:
                _sqlite3.free(statement)
            self._after(_words(sql))
        return rest

    def _after(self, word):
        """Follows what a statement does to the transaction."""
        if word in ("BEGIN", "SAVEPOINT"):
            self._in_transaction = True
            _sqlite3.transaction(self._number, True)
        elif word in ("COMMIT", "END"):
            self._in_transaction = False
            _sqlite3.commit(self._number)
        elif word == "ROLLBACK":
            self._in_transaction = False
            _sqlite3.transaction(self._number, False)
        elif not self._in_transaction and word not in ("SELECT", "PRAGMA", "EXPLAIN", "VALUES", "WITH", ""):
            _sqlite3.commit(self._number)

    def commit(self):
        self._check()
        if self._in_transaction:
            self._run("COMMIT")

    def rollback(self):
        self._check()
        if self._in_transaction:
            self._run("ROLLBACK")

    def close(self):
        number = self._number
        if number is not None:
            self._number = None
            _sqlite3.close(number)

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, kind, value, traceback):
        if kind is None:
            try:
                self.commit()
            except Error:
                self.rollback()
                raise
        else:
            self.rollback()
        return False

    def iterdump(self):
        raise NotSupportedError("iterdump() is not there in midden")


Connection.Error = Error
for _class in (
    Warning, InterfaceError, DatabaseError, InternalError, OperationalError, ProgrammingError, IntegrityError, DataError,
    NotSupportedError
):
    setattr(Connection, _class.__name__, _class)
del _class


def _bound(sql, names, parameters):
    """The values of a statement's parameters in their order."""
    if isinstance(parameters, dict) or not isinstance(parameters, (tuple, list)) and hasattr(parameters, "keys"):
        values = []
        for position, name in enumerate(names):
            if name is None:
                raise ProgrammingError("Binding %d has no name, but you supplied a dictionary (which has only names)." % (position + 1))
            try:
                values.append(parameters[name])
            except LookupError:
                if sys.version_info >= (3, 10):
                    raise ProgrammingError("You did not supply a value for binding parameter :%s." % name) from None
                raise ProgrammingError("You did not supply a value for binding %d." % (position + 1)) from None
        return values
    if not hasattr(type(parameters), "__len__") or not hasattr(type(parameters), "__getitem__"):
        raise ProgrammingError("parameters are of unsupported type")
    values = list(parameters)
    named = list(dict.fromkeys(name for name in names if name is not None and not name.isdigit()))
    count = len(names) if not named else len(named) + names.count(None)
    numbered = [int(name) for name in names if name is not None and name.isdigit()]
    if numbered:
        count = max(numbered + [len(names) if None in names else 0])
    if len(values) != count:
        raise ProgrammingError(
            "Incorrect number of bindings supplied. The current statement uses %d, and there %s %d supplied."
            % (count, "is" if len(values) == 1 and sys.version_info < (3, 11) else "are", len(values))
        )
    if numbered and None not in names:
        return [values[int(name) - 1] for name in names]
    if named and None not in names:
        return [values[named.index(name)] for name in names]
    return values


class Cursor:
    """What runs a statement and reads its rows."""

    def __init__(self, connection, /):
        self._statement = None
        self._next = None
        self._closed = False
        self.connection = connection
        self.description = None
        self.rowcount = -1
        self.lastrowid = None
        self.arraysize = 1
        self.row_factory = None

    def __del__(self):
        self._reset()

    def _reset(self):
        statement = self._statement
        if statement is not None:
            self._statement = None
            self._next = None
            _sqlite3.free(statement)

    def _check(self):
        if self._closed:
            raise ProgrammingError("Cannot operate on a closed cursor.")
        self.connection._check()

    def execute(self, sql, parameters=(), /):
        return self._execute("execute", sql, [parameters], False)

    def executemany(self, sql, parameters, /):
        return self._execute("executemany", sql, parameters, True)

    def _execute(self, what, sql, sets, many):
        self._check()
        if not isinstance(sql, str):
            raise TypeError("%s() argument 1 must be str, not %s" % (what, type(sql).__name__))
        connection = self.connection
        self._reset()
        word = _words(sql)
        changes = word in _CHANGES
        if many and not changes:
            raise ProgrammingError("executemany() can only execute DML statements.")
        names = _sqlite3.parameters(sql)
        self.description = None
        self.rowcount = -1
        total = 0
        for parameters in sets:
            values = _bound(sql, names, parameters)
            for value in values:
                if isinstance(value, int) and not -(2**63) <= value < 2**63:
                    raise OverflowError("Python int too large to convert to SQLite INTEGER")
            if changes and connection.isolation_level is not None and not connection._in_transaction:
                self._try(sql)
                connection._run("BEGIN " + connection.isolation_level)
            _wait_for_locks(connection, sql)
            statement, rest = _guarded(_sqlite3.prepare, connection._number, sql, values)
            if statement is None:
                break
            self._statement = statement
            if _words(rest.lstrip("; \n\t")) or rest.strip("; \n\t\r").startswith(("'", '"', "(")):
                self._reset()
                raise ProgrammingError("You can only execute one statement at a time.")
            try:
                self._next = _guarded(_sqlite3.step, statement)
            except Error:
                self._reset()
                raise
            if changes:
                total += _sqlite3.changes(connection._number)
            columns = _sqlite3.columns(statement)
            if columns:
                self.description = tuple((name, None, None, None, None, None, None) for name in columns)
            if self._next is None:
                self._reset()
            connection._after(word)
        if changes:
            self.rowcount = total
            connection.total_changes += total
        if not many:
            self.lastrowid = self._last()
        return self

    def _try(self, sql):
        """A statement that cannot even be prepared opens no transaction."""
        statement, _ = _guarded(_sqlite3.prepare, self.connection._number, sql, [])
        if statement is not None:
            _sqlite3.free(statement)

    def _last(self):
        statement, _ = _sqlite3.prepare(self.connection._number, "SELECT last_insert_rowid()", [])
        row = _sqlite3.step(statement)
        _sqlite3.free(statement)
        return row[0]

    def executescript(self, script, /):
        self._check()
        if not isinstance(script, str):
            raise TypeError("executescript() argument must be str, not %s" % type(script).__name__)
        self._reset()
        self.connection.commit()
        while script.strip():
            script = self.connection._run(script)
        return self

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        row = self.fetchone()
        if row is None:
            raise StopIteration
        return row

    def fetchone(self):
        self._check()
        row = self._next
        if row is None:
            return None
        try:
            self._next = _guarded(_sqlite3.step, self._statement)
        except Error:
            self._reset()
            raise
        if self.connection.text_factory is not str:
            make = self.connection.text_factory
            row = tuple(
                (value.encode() if make is bytes else make(value.encode())) if isinstance(value, str) else value
                for value in row
            )
        result = row if self.row_factory is None else self.row_factory(self, row)
        if self._next is None:
            self._reset()
        return result

    def fetchmany(self, size=None):
        size = self.arraysize if size is None else size
        rows = []
        while len(rows) < size:
            row = self.fetchone()
            if row is None:
                break
            rows.append(row)
        return rows

    def fetchall(self):
        rows = []
        while True:
            row = self.fetchone()
            if row is None:
                return rows
            rows.append(row)

    def close(self):
        self.connection._check()
        self._reset()
        self._closed = True

    def setinputsizes(self, sizes, /):
        pass

    def setoutputsize(self, size, column=None, /):
        pass


class Row:
    """A row whose values have names, too."""

    __slots__ = ("_names", "_values")

    def __new__(cls, cursor, data, /):
        if not isinstance(data, tuple):
            raise TypeError("tuple required for second argument")
        self = object.__new__(cls)
        self._names = [column[0] for column in cursor.description]
        self._values = data
        return self

    def keys(self):
        return list(self._names)

    def __getitem__(self, key):
        if isinstance(key, str):
            for name, value in zip(self._names, self._values):
                if name.lower() == key.lower():
                    return value
            raise IndexError("No item with that key")
        if not isinstance(key, (int, slice)):
            raise IndexError("Index must be int or string")
        return self._values[key]

    def __len__(self):
        return len(self._values)

    def __iter__(self):
        return iter(self._values)

    def __hash__(self):
        return hash(tuple(self._names)) ^ hash(self._values)

    def __eq__(self, other):
        if isinstance(other, Row):
            return self._names == other._names and self._values == other._values
        return NotImplemented


def _shown(cls, name):
    def __repr__(self):
        return "<sqlite3.%s object at %#x>" % (name, id(self))

    cls.__repr__ = __repr__


for _pair in ((Connection, "Connection"), (Cursor, "Cursor"), (Row, "Row")):
    _shown(*_pair)
    _in_c(_pair[0])
del _pair
`;
