"""Locks of a database file between two connections."""
from __future__ import print_function
import os, tempfile, gc
try:
    import sqlite3
except ImportError:
    sqlite3 = None
def attempt(what, f):
    try:
        r = f()
        print(what, "ok", r if not hasattr(r, "fetchone") else "")
    except Exception as e:
        print(what, type(e).__name__, e)
if sqlite3 is None:
    print("no sqlite3")
else:
    p = os.path.join(tempfile.mkdtemp(), "x.db")
    a = sqlite3.connect(p, timeout=0.05); b = sqlite3.connect(p, timeout=0.05)
    attempt("create", lambda: a.execute("create table t (x integer)"))
    attempt("commit", a.commit)
    attempt("b reads", lambda: b.execute("select count(*) from t").fetchall())
    attempt("a writes", lambda: a.execute("insert into t values (1)"))
    attempt("b reads old", lambda: b.execute("select count(*) from t").fetchall())
    attempt("b writes", lambda: b.execute("insert into t values (2)"))
    print(a.in_transaction, b.in_transaction)
    attempt("a commits", a.commit)
    attempt("b writes", lambda: b.execute("insert into t values (2)"))
    attempt("b rolls back", b.rollback)
    attempt("a reads", lambda: a.execute("select x from t").fetchall())
    for i in range(5): a.execute("insert into t values (?)", (10 + i,))
    a.commit()
    cur = a.execute("select x from t"); print(cur.fetchone())
    attempt("b writes beside a reader", lambda: b.execute("insert into t values (3)"))
    attempt("b commits beside a reader", b.commit)
    print(cur.fetchone()); del cur; gc.collect()
    attempt("b commits later", b.commit)
    attempt("a sees", lambda: a.execute("select count(*) from t").fetchall())
    attempt("immediate", lambda: a.execute("begin immediate"))
    attempt("b begins", lambda: b.execute("begin"))
    attempt("b immediate", lambda: b.execute("insert into t values (9)"))
    attempt("b drop", lambda: b.execute("drop table t"))
    attempt("a rollback", a.rollback)
    attempt("syntax", lambda: a.execute("selec 1"))
    attempt("b drop", lambda: b.execute("drop table t"))
    attempt("b commit", b.commit)
    a.close(); b.close()
