import type { Ref } from '../../heap/layout.ts';
import { bytesOf } from '../builtins/byte-support.ts';
import { Kind } from '../objects/shapes.ts';
import type { NativeModule } from '../vm/modules.ts';
import type { VM } from '../vm/vm.ts';
import { DatabaseLocks } from '../world/database-locks.ts';
import { type RegularFile, readFrom, resize, writeAt } from '../world/inodes.ts';
import { OPEN_FLAGS } from '../world/processes.ts';
import type { SqlDatabase, SqlStatement, SqlValue } from '../world/sql-engine.ts';
import { parametersOf, withLiterals } from '../world/sql-text.ts';
import { bytesResult, system } from './world-support.ts';

/** The native half of sqlite3: databases and statements, by number. */

interface Connection {
  database: SqlDatabase;
  /** Where it is kept; null in memory. */
  readonly file: RegularFile | null;
  /** The version of the file that it has. */
  version: number;
  inTransaction: boolean;
  /** BEGIN IMMEDIATE has got its lock, and is being run. */
  isBeginning: boolean;
  /** The file does not have the last changes. */
  dirty: boolean;
  /** Statements in the middle of their rows. */
  active: number;
}

interface Open {
  readonly statement: SqlStatement;
  readonly connection: Connection;
}

interface Tables {
  readonly connections: Map<number, Connection>;
  readonly statements: Map<number, Open>;
  next: number;
}

const tables = new WeakMap<VM, Tables>();

function tablesOf(vm: VM): Tables {
  const known = tables.get(vm);
  if (known !== undefined) return known;
  const made: Tables = { connections: new Map(), statements: new Map(), next: 1 };
  tables.set(vm, made);
  return made;
}

/** How often each database file was written. */
const versions = new WeakMap<RegularFile, number>();

const locks = new WeakMap<RegularFile, DatabaseLocks<Connection>>();

function locksOf(file: RegularFile): DatabaseLocks<Connection> {
  const known = locks.get(file);
  if (known !== undefined) return known;
  const made = new DatabaseLocks<Connection>();
  locks.set(file, made);
  return made;
}

/** What needs no lock by itself. */
const LOCK_FREE = new Set(['', 'PRAGMA', 'EXPLAIN', 'SAVEPOINT', 'RELEASE', 'ROLLBACK', 'ATTACH', 'DETACH']);
const READS = new Set(['SELECT', 'VALUES', 'WITH']);

/** [connection, first word, text]: whether the locks that the statement needs were got */
function lock(vm: VM, args: number): Ref {
  const connection = connectionAt(vm, args);
  const { file, inTransaction } = connection;
  if (file === null) return vm.newBool(true);
  const word = vm.text(vm.at(args + 1));
  const got = lockFor(locksOf(file), connection, word, vm.text(vm.at(args + 2)));
  if (!got && !inTransaction) unlock(connection);
  return vm.newBool(got);
}

function lockFor(held: DatabaseLocks<Connection>, owner: Connection, word: string, text: string): boolean {
  if (LOCK_FREE.has(word)) return true;
  if (word === 'BEGIN') {
    if (!/^\s*begin\s+(immediate|exclusive)/i.test(text)) return true;
    owner.isBeginning = held.write(owner);
    return owner.isBeginning;
  }
  if (word === 'COMMIT' || word === 'END') return held.commit(owner);
  if (READS.has(word)) return held.read(owner);
  return held.write(owner) && (owner.inTransaction || held.commit(owner));
}

/** Between transactions nothing is held but by statements in the middle of their rows. */
function unlock(connection: Connection): void {
  if (connection.file !== null && !connection.inTransaction && !connection.isBeginning)
    locksOf(connection.file).release(connection, connection.active > 0);
}

const INTEGRITY = /constraint failed|datatype mismatch|foreign key/i;

/** Runs a call of SQLite's; its refusal becomes a LookupError, which the module's Python half turns into one of its own errors. */
function sql<T>(vm: VM, call: () => T): T {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const kind = INTEGRITY.test(error.message) ? 'IntegrityError' : 'OperationalError';
    throw vm.error('LookupError', `${kind}:${error.message}`);
  }
}

function connectionAt(vm: VM, at: number): Connection {
  return tablesOf(vm).connections.get(vm.index(vm.at(at)))!;
}

/** [path or None for memory]: its number */
function open(vm: VM, args: number): Ref {
  const path = vm.at(args) === vm.none ? null : vm.text(vm.at(args));
  const file = path === null ? null : fileAt(vm, path);
  const all = tablesOf(vm);
  const database = sql(vm, () => vm.options.sqlite!.open(contentOf(file)));
  const version = file === null ? 0 : (versions.get(file) ?? 0);
  all.connections.set(all.next, {
    database,
    file,
    version,
    inTransaction: false,
    isBeginning: false,
    dirty: false,
    active: 0,
  });
  return vm.newInt(all.next++);
}

function fileAt(vm: VM, path: string): RegularFile | null {
  const { process: own } = vm;
  const descriptor = system(vm, () => own.open(path, OPEN_FLAGS.O_RDWR | OPEN_FLAGS.O_CREAT, 0o644));
  const inode = own.at(descriptor).inode();
  own.close(descriptor);
  return inode?.kind === 'file' ? inode : null;
}

function contentOf(file: RegularFile | null): Uint8Array | null {
  return file === null || file.size === 0 ? null : readFrom(file, 0, file.size);
}

/** Writes a database to its file, unless a statement is in the middle of its rows: it would not survive that. */
function save(vm: VM, connection: Connection): void {
  const { file } = connection;
  if (!connection.dirty || file === null || connection.active > 0) return;
  connection.dirty = false;
  const content = connection.database.content();
  resize(file, 0);
  writeAt(file, 0, content);
  file.modified = vm.process.world.files.now();
  connection.version = (versions.get(file) ?? 0) + 1;
  versions.set(file, connection.version);
}

/** Takes in what another connection has written, between transactions. */
function refresh(vm: VM, connection: Connection): void {
  const { file, inTransaction, dirty, active } = connection;
  if (file === null || inTransaction || dirty || active > 0) return;
  const version = versions.get(file) ?? 0;
  if (version === connection.version) return;
  connection.database.close();
  connection.database = sql(vm, () => vm.options.sqlite!.open(contentOf(file)));
  connection.version = version;
}

/** [connection, whether one has begun or was rolled back] */
function transaction(vm: VM, args: number): Ref {
  const connection = connectionAt(vm, args);
  connection.inTransaction = vm.truthy(vm.at(args + 1));
  connection.isBeginning = false;
  unlock(connection);
  return vm.newNone();
}

/** [connection]: a transaction has ended */
function commit(vm: VM, args: number): Ref {
  const connection = connectionAt(vm, args);
  connection.inTransaction = false;
  connection.dirty = true;
  save(vm, connection);
  unlock(connection);
  return vm.newNone();
}

/** [connection] */
function close(vm: VM, args: number): Ref {
  const number = vm.index(vm.at(args));
  const all = tablesOf(vm);
  const connection = all.connections.get(number);
  if (connection === undefined) return vm.newNone();
  for (const [key, each] of all.statements) {
    if (each.connection === connection) all.statements.delete(key);
  }
  connection.active = 0;
  save(vm, connection);
  connection.inTransaction = false;
  connection.isBeginning = false;
  unlock(connection);
  connection.database.close();
  all.connections.delete(number);
  return vm.newNone();
}

const INT32_MAX = 2 ** 31;

/** A Python value as SQLite takes it; undefined for other types. */
function sqlValueOf(vm: VM, ref: Ref): SqlValue | undefined {
  switch (vm.kindOf(ref)) {
    case Kind.NONE:
      return null;
    case Kind.STR:
      return vm.text(ref);
    case Kind.FLOAT:
      return vm.numbers.floatOf(ref);
    case Kind.BYTES:
    case Kind.BYTEARRAY:
      return bytesOf(vm, ref);
    default:
      return vm.isInt(ref) ? vm.bigIntOf(ref) : undefined;
  }
}

/** [text]: the names of its parameters in order, None for `?` */
function parameters(vm: VM, args: number): Ref {
  const found = parametersOf(vm.text(vm.at(args)));
  for (const { name } of found) vm.push(name === null ? vm.newNone() : vm.newStr(name));
  return vm.listOfTop(found.length);
}

/** [connection, text, values]: (statement or None, the text behind it) */
function prepare(vm: VM, args: number): Ref {
  const connection = connectionAt(vm, args);
  refresh(vm, connection);
  const list = vm.at(args + 2);
  const values = Array.from({ length: vm.listLength(list) }, (_, k) => sqlValueOf(vm, vm.listItem(list, k)));
  const unknown = values.indexOf(undefined);
  if (unknown >= 0) {
    const type = vm.typeName(vm.listItem(list, unknown));
    throw vm.error(
      'LookupError',
      `Binding:Error binding parameter ${unknown + 1}: type '${type}' is not supported`,
    );
  }
  const text = withLiterals(vm.text(vm.at(args + 1)), values.map(wideLiteral));
  const plain = values.filter((value) => wideLiteral(value) === null).map(narrow);
  const { statement, rest } = prepared(vm, connection, text);
  if (statement === null) return vm.newTuple(vm.newNone(), vm.newStr(rest));
  sql(vm, () => statement.bind(plain));
  const all = tablesOf(vm);
  all.statements.set(all.next, { statement, connection });
  connection.active++;
  return vm.newTuple(vm.newInt(all.next++), vm.newStr(rest));
}

/** @throws the guest's error for what SQLite does not understand: then no lock stays */
function prepared(vm: VM, connection: Connection, text: string): ReturnType<SqlDatabase['prepare']> {
  let made: ReturnType<SqlDatabase['prepare']> | null = null;
  try {
    made = sql(vm, () => connection.database.prepare(text));
    return made;
  } finally {
    if (made === null || made.statement === null) unlock(connection);
  }
}

/** What is no 32-bit number has to be in the text: a parameter would become a float. */
function wideLiteral(value: SqlValue | undefined): string | null {
  if (typeof value !== 'bigint' || (value >= -INT32_MAX && value < INT32_MAX)) return null;
  return `(${value})`;
}

function narrow(value: SqlValue | undefined): SqlValue {
  return typeof value === 'bigint' ? Number(value) : (value ?? null);
}

/** [statement]: the next row, or None behind the last one */
function step(vm: VM, args: number): Ref {
  const { statement } = tablesOf(vm).statements.get(vm.index(vm.at(args)))!;
  if (!sql(vm, () => statement.step())) return vm.newNone();
  const row = statement.row();
  for (const value of row) vm.push(resultOf(vm, value));
  return vm.tupleOfTop(row.length);
}

function resultOf(vm: VM, value: SqlValue): Ref {
  if (value === null) return vm.newNone();
  if (typeof value === 'bigint') return vm.newBigInt(value);
  if (typeof value === 'number') return vm.newFloat(value);
  return typeof value === 'string' ? vm.newStr(value) : bytesResult(vm, value);
}

/** [statement] */
function columns(vm: VM, args: number): Ref {
  const names = tablesOf(vm)
    .statements.get(vm.index(vm.at(args)))!
    .statement.columns();
  for (const name of names) vm.push(vm.newStr(name));
  return vm.listOfTop(names.length);
}

/** [statement]: it is over, whether all its rows were read or not */
function free(vm: VM, args: number): Ref {
  const number = vm.index(vm.at(args));
  const all = tablesOf(vm);
  const found = all.statements.get(number);
  if (found === undefined) return vm.newNone();
  all.statements.delete(number);
  found.statement.free();
  found.connection.active--;
  save(vm, found.connection);
  unlock(found.connection);
  return vm.newNone();
}

function changes(vm: VM, args: number): Ref {
  return vm.newInt(connectionAt(vm, args).database.changes());
}

export const sqliteModule: NativeModule = {
  name: '_sqlite3',
  available: (vm) => vm.options.sqlite !== undefined,
  functions: {
    open: ['path, /', open],
    close: ['connection, /', close],
    commit: ['connection, /', commit],
    lock: ['connection, word, text, /', lock],
    transaction: ['connection, open, /', transaction],
    parameters: ['text, /', parameters],
    prepare: ['connection, text, values, /', prepare],
    step: ['statement, /', step],
    columns: ['statement, /', columns],
    free: ['statement, /', free],
    changes: ['connection, /', changes],
  },
};
