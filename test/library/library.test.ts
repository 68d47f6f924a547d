/** midden as a library: the examples, and what the functions refuse. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue, check, compare, UsageError } from 'midden';
import { describe, expect, it, vi } from 'vitest';
import { PACKAGE_ROOT } from '../../src/harness/node/package-root.ts';
import '../../examples/library/portable.test.ts';

const read = (path: string) => readFileSync(join(PACKAGE_ROOT, path), 'utf8');

describe('the library', () => {
  it('runs as its documentation shows it', async () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    await import('../../examples/library/port.ts');
    const lines = log.mock.calls.map(([line]) => String(line));
    log.mockRestore();
    expect(lines[0]).toBe('cpython-3.11: still open: 0, at most 2 at a time');
    expect(lines[1]).toBe('jython-2.7: still open: 100, at most 100 at a time');
    expect(lines[2]).toBe('1 difference, in line 1 of the output');
    expect(lines[3]).toMatch(/^line 11: late-release; \w/);
    expect(lines.at(-1)).toMatch(/: recorded on \d+ interpreters$/);
    const shown = read('docs/LIBRARY.md');
    for (const example of ['port.ts', 'portable.test.ts'])
      expect(shown).toContain(`\`\`\`ts\n${read(`examples/library/${example}`)}\`\`\``);
  });

  it('takes files, and gives findings their names', async () => {
    const file = join(PACKAGE_ROOT, 'examples', 'faq_loop.py');
    const { findings, runs } = await check({ file }, { platforms: ['cpython', 'jython'], seeds: 1 });
    expect(runs).toBe(2);
    expect(findings.map(({ kind, line, file: name }) => [kind, line, name])).toEqual([
      ['late-release', 38, file],
    ]);
  });

  it('refuses what there is not, and what does not start', async () => {
    await expect(compare('1', { platforms: ['cpithon'] })).rejects.toThrow(UsageError);
    await expect(check({ file: 'nowhere.py' })).rejects.toThrow('no such file');
    await expect(compare('if', { platforms: ['cpython'] })).rejects.toThrow('SyntaxError');
    await expect(check('if', { platforms: ['cpython'], seeds: 1 })).rejects.toThrow('SyntaxError');
    expect(() => catalogue.pitfall('99')).toThrow('no pitfall 99');
  });

  it('has the whole catalogue', () => {
    expect(catalogue.pitfalls.length).toBeGreaterThanOrEqual(70);
    expect(catalogue.platform('jython').name).toBe('jython-2.7');
  });
});

describe('the matchers', () => {
  const leaky = `class R(object):
    n = 0
    def __del__(self):
        R.n += 1
r = R()
r = None
print("%d" % R.n)
`;
  const platforms = ['cpython', 'jython'];

  it('say what was found where', async () => {
    await expect(expect(leaky).toReleasePromptlyOn('jython')).rejects.toThrow(/<string>:5: late-release/);
    await expect(expect(leaky).toBehaveTheSameOn(...platforms)).rejects.toThrow('stdout, line 1, differs');
    await expect(expect(leaky).not.toHaveFinding('late-release', { platforms })).rejects.toThrow(
      'expected no late-release',
    );
    await expect(expect(leaky).toHaveFinding('id-reuse', { platforms, line: 3 })).rejects.toThrow(
      'expected id-reuse in line 3',
    );
    await expect(expect(leaky).toHaveNoFindings({ platforms })).rejects.toThrow('expected no findings');
    await expect(leaky).toHaveNoFindings({ platforms, kinds: ['id-reuse'] });
  });
});
