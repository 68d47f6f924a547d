/** The seam between the harness and the compiler. */
import { InternalError } from './errors.ts';

/** @throws UsageError with CPython's text if the program has a syntax error */
export function disassembleProgram(_source: string, filename: string): string {
  throw new InternalError(`no compiler is built in yet: cannot disassemble ${filename}`);
}
