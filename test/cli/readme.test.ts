/** What README shows is what there is. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { PACKAGE_ROOT } from '../../src/harness/node/package-root.ts';

const read = (path: string) => readFileSync(join(PACKAGE_ROOT, path), 'utf8');
const readme = read('README.md');

/** The fenced blocks of a language. */
function blocks(language: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, text]) => text!,
  );
}

it('shows the workload as it is', () => {
  expect(blocks('ts')).toContain(read('examples/workload.ts'));
});

it('shows a workload that runs, in thirty lines', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  await import('../../examples/workload.ts');
  const lines = log.mock.calls.map(([line]) => String(line));
  log.mockRestore();
  expect(read('examples/workload.ts').split('\n').length).toBeLessThanOrEqual(35);
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) expect(line).toMatch(/^[\w-]+: 100,001 allocated, [\d,]+ left$/);
});

it('shows a part of the example collector as it is', () => {
  const example = read('examples/collectors/first-fit.ts');
  const dedented = example.replace(/^ {2}/gm, '');
  expect(blocks('ts').some((block) => dedented.includes(block) && block.startsWith('collect('))).toBe(true);
});

it('names files that exist', () => {
  for (const [, path] of readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g))
    expect(existsSync(join(PACKAGE_ROOT, path!)), path).toBe(true);
});
