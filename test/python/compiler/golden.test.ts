/** Every recorded program and snippet compiles to exactly CPython 3.11's code objects. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compileModule } from '../../../src/python/compiler/compile.ts';
import { parseModule } from '../../../src/python/syntax/parse.ts';
import { normalise, type RecordedCode, type Recording } from './normalise.ts';

function read(path: string): string {
  return readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
}

function compile(text: string, filename: string): RecordedCode[] {
  const { module, source } = parseModule(text, filename);
  return normalise(compileModule(module, { source, filename }), true);
}

/** Columns inside f-strings are not recorded exactly by the parser; lines are. */
function withLinesOnly({ positions, ...code }: RecordedCode): object {
  return { ...code, lines: positions?.map(([line]) => line) };
}

function withoutPositions({ positions: _, ...code }: RecordedCode): object {
  return code;
}

describe.each(['snippets', 'programs'])('%s', (name) => {
  const recording = JSON.parse(read(`recorded/${name}.json`)) as Recording;
  it.each(Object.entries(recording.files))('%s', (file, expected) => {
    const actual = compile(recording.sources[file] ?? read(file), file);
    const project = expected[0]?.positions === undefined ? withoutPositions : withLinesOnly;
    expect(actual.map((code) => code.qualname)).toEqual(expected.map((code) => code.qualname));
    actual.forEach((code, i) => {
      expect(project(code)).toEqual(project(expected[i] as RecordedCode));
    });
  });
});
