/** SQLite for the sqlite3 module: the real one, compiled to WebAssembly. */
import type { Database, SqlJsStatic } from 'sql.js';
import type { SqlDatabase, SqlEngine } from '../python/world/sql-engine.ts';

/**
 * Loads SQLite; a run that should have it gets it in its surroundings.
 *
 * @param locate where the host finds the package's `.wasm` file, if the package cannot tell by itself
 */
export async function loadSqlite(locate?: (file: string) => string): Promise<SqlEngine> {
  const { default: init } = await import('sql.js');
  const library = await init(locate === undefined ? {} : { locateFile: locate });
  return { open: (content) => open(library, content) };
}

function open(library: SqlJsStatic, content: Uint8Array | null): SqlDatabase {
  const database: Database = new library.Database(content);
  return {
    prepare(sql) {
      const statements = database.iterateStatements(sql);
      const { value: statement } = statements.next();
      const rest = statements.getRemainingSQL();
      if (statement === undefined) return { statement: null, rest };
      return {
        rest,
        statement: {
          bind: (values) => statement.bind(values),
          step: () => statement.step(),
          row: () => statement.get(null, { useBigInt: true }),
          columns: () => statement.getColumnNames(),
          free: () => statement.free(),
        },
      };
    },
    changes: () => database.getRowsModified(),
    content: () => database.export(),
    close: () => database.close(),
  };
}

/** Whether a program, or a module that it imports from beside itself, speaks of sqlite3. */
export function wantsSqlite(
  source: string,
  readModule: (name: string) => { readonly source: string } | null,
): boolean {
  const seen = new Set<string>();
  const waiting = [source];
  for (let text = waiting.pop(); text !== undefined; text = waiting.pop()) {
    if (text.includes('sqlite3')) return true;
    for (const [, name] of text.matchAll(/^\s*(?:import|from)\s+([\w.]+)/gm)) {
      if (name === undefined || seen.has(name)) continue;
      seen.add(name);
      const found = readModule(name);
      if (found !== null) waiting.push(found.source);
    }
  }
  return false;
}
