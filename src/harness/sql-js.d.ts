/** The part of sql.js that is used; the package brings no types. */
declare module 'sql.js' {
  type Value = number | bigint | string | Uint8Array | null;

  export interface Statement {
    bind(values: readonly Value[]): boolean;
    step(): boolean;
    get(params: null, options: { readonly useBigInt: boolean }): Value[];
    getColumnNames(): string[];
    free(): boolean;
  }

  export interface Database {
    iterateStatements(sql: string): {
      next(): { readonly value: Statement | undefined };
      getRemainingSQL(): string;
    };
    getRowsModified(): number;
    export(): Uint8Array;
    close(): void;
  }

  export interface SqlJsStatic {
    readonly Database: new (content?: Uint8Array | null) => Database;
  }

  export default function init(options: {
    readonly locateFile?: (file: string) => string;
  }): Promise<SqlJsStatic>;
}
