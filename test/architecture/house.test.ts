/** The house rules that a linter does not know. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesUnder, ROOT, sourceFiles } from './sources.ts';

const LINES_MAX = 600;
const FOLDERS = ['src', 'strategies', 'test', 'bench'];
const CODE = sourceFiles(...FOLDERS);
const TEXTS = [...FOLDERS, 'docs', 'examples'].flatMap((folder) => filesUnder(join(ROOT, folder)));

describe('the house', () => {
  it(`has no TypeScript file over ${LINES_MAX} lines`, () => {
    const long = CODE.map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }));
    expect(long.filter(({ lines }) => lines > LINES_MAX)).toEqual([]);
  });

  it('names no path of some machine', () => {
    // Built from parts, so that this file does not name what it forbids.
    const roots = ['home', 'root', 'Users', 'work', 'farm'].join('|');
    const machinePath = new RegExp(`(?<![\\w./-])/(?:${roots})/[\\w.]`);
    expect(TEXTS.filter(({ text }) => machinePath.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('escapes neither the type checker nor the tests', () => {
    const escapes = [
      `\\bas ${'any'}\\b`,
      `@ts-${'(?:ignore|expect-error|nocheck)'}`,
      `\\b(?:it|test|describe)\\.${'(?:only|todo|skip)'}\\(`,
      `catch *(?:\\([^)]*\\))? *\\{ *\\}`,
      `\\b${'TO'}${'DO'}\\b`,
    ].map((pattern) => new RegExp(pattern));
    const found = CODE.flatMap(({ path, text }) =>
      escapes.filter((pattern) => pattern.test(text)).map((pattern) => `${path}: ${pattern.source}`),
    );
    expect(found.filter((each) => !each.startsWith('test/architecture/house.test.ts'))).toEqual([]);
  });

  it('lets an index.ts hold re-exports and tables only', () => {
    const lookUp = 'src/platforms/index.ts';
    const indexes = CODE.filter(({ path }) => /^src\/.*index\.ts$/.test(path) && path !== lookUp);
    const others = indexes.filter(({ text }) => /^(?:export )?(?:function|class|let)\b/m.test(text));
    expect(others.map(({ path }) => path)).toEqual([]);
  });
});
