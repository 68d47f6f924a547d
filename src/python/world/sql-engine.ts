/**
 * What the sqlite3 module needs of SQLite. The host loads it, which takes a promise in every package; here it is synchronous.
 */
export interface SqlEngine {
  /** A database in memory with this content, or an empty one. */
  open(content: Uint8Array | null): SqlDatabase;
}

export interface SqlDatabase {
  /** The first statement of a text, null where there is none, and what follows it. */
  prepare(sql: string): { readonly statement: SqlStatement | null; readonly rest: string };
  /** Rows that the last statement has changed. */
  changes(): number;
  /** The file that it would be; open statements do not survive this. */
  content(): Uint8Array;
  close(): void;
}

export type SqlValue = number | bigint | string | Uint8Array | null;

export interface SqlStatement {
  bind(values: readonly SqlValue[]): void;
  /** Whether there is a row. */
  step(): boolean;
  /** The row; whole numbers are bigints. */
  row(): readonly SqlValue[];
  columns(): readonly string[];
  free(): void;
}
