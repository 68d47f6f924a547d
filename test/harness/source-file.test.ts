import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readModuleBeside, readProgram } from '../../src/harness/node/source-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'midden-'));
afterAll(() => rmSync(folder, { recursive: true }));
const program = join(folder, 'main.py');
writeFileSync(program, '\ufeffimport helper\n');
writeFileSync(join(folder, 'helper.py'), 'x = 1\n');
mkdirSync(join(folder, 'pack'));
writeFileSync(join(folder, 'pack', '__init__.py'), 'y = 2\n');
writeFileSync(join(folder, 'pack', 'part.py'), 'z = 3\n');

it('leaves a byte-order mark to the parser', () => {
  expect(readProgram(program).source).toBe('\ufeffimport helper\n');
});

it.each([
  ['helper', 'x = 1\n'],
  ['pack', 'y = 2\n'],
  ['pack.part', 'z = 3\n'],
])('finds the module %s beside the program', (name, source) => {
  expect(readModuleBeside(program, name)?.source).toBe(source);
});

it.each(['none', '../helper', '/etc/passwd', 'pack/part', '', 'pack.', 'helper.py'])(
  'finds no module %j',
  (name) => {
    expect(readModuleBeside(program, name)).toBeNull();
  },
);
