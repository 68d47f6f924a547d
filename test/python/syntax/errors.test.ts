/**
 * Every source of the recordings, against CPython 3.11.7: accepted or refused, kind, message, position and the form
 * printed on stderr. `record.py` made the recordings.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PythonSyntaxError, parseModule } from '../../../src/python/syntax/index.ts';

interface RecordedError {
  kind: string;
  message: string;
  line: number;
  column: number;
  printed: string;
}

interface RecordedCase {
  source: string;
  error: RecordedError | null;
}

function recording(name: string): { version: string; cases: RecordedCase[] } {
  return JSON.parse(readFileSync(new URL(`./recorded/${name}.json`, import.meta.url), 'utf8'));
}

function refusal(source: string): PythonSyntaxError | null {
  try {
    parseModule(source, 'x.py');
    return null;
  } catch (failure) {
    if (failure instanceof PythonSyntaxError) return failure;
    throw failure;
  }
}

/** CPython counts columns of a file without a coding line in bytes; midden counts characters, so carets differ. */
function hasByteColumns(source: string): boolean {
  return /[^\0-\x7f]/.test(source);
}

describe.each(['errors', 'mutations'])('recorded %s', (name) => {
  const { version, cases } = recording(name);

  it('comes from CPython 3.11.7', () => expect(version).toBe('3.11.7'));

  it.each(cases.map((one) => [JSON.stringify(one.source).slice(0, 70), one] as const))(
    '%s',
    (_title, one) => {
      const refused = refusal(one.source);
      if (one.error === null || refused === null) {
        expect(refused?.message ?? null).toBe(one.error?.message ?? null);
        return;
      }
      expect(`${refused.kind}: ${refused.message}`).toBe(`${one.error.kind}: ${one.error.message}`);
      expect(refused.line).toBe(one.error.line);
      if (hasByteColumns(one.source)) return;
      expect(refused.column).toBe(one.error.column);
      expect(refused.format()).toBe(one.error.printed);
    },
  );
});
