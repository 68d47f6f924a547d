"""The sqlite3 module: statements, transactions, and locks of cursors that nobody closes."""
import gc
import sqlite3


def t(f, *a):
    try:
        result = f(*a)
        print(result if not isinstance(result, sqlite3.Cursor) else 'cursor')
    except Exception as e:
        print(type(e).__name__, e)


con=sqlite3.connect(':memory:'); print(con.isolation_level, con.in_transaction, con.total_changes, con.row_factory)
cur=con.execute('create table t (x integer primary key, y text unique, z blob, w real)')
print(cur.description, cur.rowcount, cur.lastrowid, cur.fetchone())
cur=con.execute('insert into t values (?,?,?,?)',(1,'a',b'xx',1.5)); print(cur.rowcount, cur.lastrowid, con.in_transaction)
con.executemany('insert into t(y) values (?)',[('b',),('c',)]); con.commit(); print(con.in_transaction)
cur=con.execute('select * from t'); print(cur.description, cur.fetchone(), cur.fetchmany(1), cur.fetchall(), cur.fetchone())
t(con.execute,'insert into t values (1,1,1,1)'); t(con.execute,"insert into t(y) values ('a')"); t(con.execute,'selec'); t(con.execute,'select * from nope'); t(con.execute,'select ?',()); t(con.execute,'select ?',(1,2)); t(con.execute,'select :a',{}); t(con.execute,'select :a',{'a':5}); t(con.execute,'select 1; select 2'); t(con.execute,5); t(con.execute,'select ?',(object(),)); t(con.execute,'select ?', 5)
con.rollback()
cur=con.execute('select x from t'); cur.fetchone(); t(con.execute,'drop table t'); cur.close(); t(cur.fetchone); t(con.execute,'select count(*) from t')
con.row_factory=sqlite3.Row; r=con.execute('select x, y as Y from t').fetchone(); print(r['x'], r['y'], r[0], tuple(r), r.keys(), len(r), r==r); t(lambda:r['q']); t(lambda:r[9])
with con: con.execute("insert into t(y) values ('q')")
try:
    with con:
        con.execute("insert into t(y) values ('r')"); 1/0
except ZeroDivisionError: pass
print([x[0] for x in con.execute('select y from t order by x')])
print(con.execute('select 1, 2.5, null, "a", x\'00ff\', 9223372036854775807, -5').fetchone()[:])
t(con.execute,'select ?',(2**63,)); print(con.execute('select ?',(2**40,)).fetchone()[0], con.execute('select ?',(True,)).fetchone()[0], con.execute('select ?',(None,)).fetchone()[0])
con.executescript('create table u(a); insert into u values(1); insert into u values(2);'); print(con.execute('select sum(a) from u').fetchone()[0])
con.close(); t(con.execute,'select 1'); t(con.cursor); t(con.commit)
print(sqlite3.apilevel, sqlite3.paramstyle, sqlite3.threadsafety, sqlite3.Error.__mro__, sqlite3.OperationalError.__mro__)
t(sqlite3.connect,'/nonexistent/x.db')
c=sqlite3.connect('x.db'); c.execute('create table a(b)'); c.execute('insert into a values (1)'); c.commit(); d=sqlite3.connect('x.db'); print(d.execute('select * from a').fetchall()); c.execute('insert into a values (2)'); print(d.execute('select * from a').fetchall()); c.commit(); print(d.execute('select * from a').fetchall()); c.execute('insert into a values (3)'); c.close(); print(d.execute('select * from a').fetchall())
cc=d.cursor(); print(cc.execute('select * from a') is cc, cc.arraysize, list(cc), cc.connection is d)
try: d.execute('select * from nope')
except sqlite3.Error as e: print(e.sqlite_errorcode, e.sqlite_errorname)
con = sqlite3.connect(':memory:')
con.execute('create table t (x)')
con.executemany('insert into t values (?)', [(k,) for k in range(10)])
con.commit()
print(con.execute('select x from t').fetchone())
t(con.execute, 'drop table t')
con.execute('create table t (x)')
con.executemany('insert into t values (?)', [(k,) for k in range(10)])
con.commit()
holder = con.execute('select x from t')
holder.fetchone()
t(con.execute, 'drop table t')
cycle = [holder]
cycle.append(cycle)
del holder, cycle
t(con.execute, 'drop table t')
gc.collect()
t(con.execute, 'drop table t')
