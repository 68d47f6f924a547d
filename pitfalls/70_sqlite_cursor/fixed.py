# 70_sqlite_cursor, fixed: the same task without what depends on the collector.
from __future__ import print_function
import contextlib

try:
    import sqlite3
except ImportError:
    sqlite3 = None


def main():
    with contextlib.closing(sqlite3.connect(":memory:")) as con:
        con.execute("create table t (x)").close()
        con.executemany("insert into t values (?)", [(i,) for i in range(10)]).close()
        con.commit()
        with contextlib.closing(con.execute("select x from t order by rowid")) as cursor:
            print("row", cursor.fetchone()[0])
        con.execute("drop table t").close()
        print("drop table: ok")


if sqlite3 is None:
    print("no sqlite3 on this runtime")
else:
    main()
