/** What the start of a run loads, counted instead of timed: files, modules of the bundles, packages. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../src/harness/node/package-root.ts';
import { midden, PROGRAM } from './started.ts';

/** Of V8's coverage: a script, and its functions with how often each was called. */
interface ScriptCoverage {
  readonly url: string;
  readonly functions: readonly {
    readonly functionName: string;
    readonly ranges: readonly { count: number }[];
  }[];
}

const scratch = mkdtempSync(join(tmpdir(), 'midden-loaded-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let scripts: ScriptCoverage[] = [];

beforeAll(() => {
  const coverage = join(scratch, 'coverage');
  const started = midden(['run', PROGRAM], { XDG_CACHE_HOME: scratch, NODE_V8_COVERAGE: coverage });
  expect(started).toEqual({ code: 0, stdout: 'started\n', stderr: '' });
  scripts = readdirSync(coverage).flatMap(
    (name) => JSON.parse(readFileSync(join(coverage, name), 'utf8')).result as ScriptCoverage[],
  );
});

const bundle = (name: string) => join(PACKAGE_ROOT, 'dist', 'bundle', `${name}.cjs`);

/** Modules of a bundle that were evaluated: those that wait for an import are functions by the name of their file. */
function evaluated(name: string): string[] {
  const text = readFileSync(bundle(name), 'latin1');
  const modules = [...text.matchAll(/^\/\/ ((?:dist|node_modules)\/\S+)$/gm)].map(([, path]) => path!);
  const called = new Set(
    scripts
      .filter(({ url }) => url.endsWith(`${name}.cjs`))
      .flatMap(({ functions }) => functions.filter(({ ranges }) => ranges[0]!.count > 0))
      .map(({ functionName }) => functionName),
  );
  return modules.filter((path) => called.has(path) || !text.includes(`"${path}"(`));
}

const packagesOf = (modules: readonly string[]) =>
  [...new Set(modules.map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]))]
    .filter((name) => name !== undefined)
    .map((name) => (/inversify|reflect-metadata/.test(name) ? 'inversify' : name));

/** Of some nine hundred. */
const OWN_MODULES_MAX = 200;

describe('the start of a run', () => {
  it('reads a handful of files, and none of another package', () => {
    const files = [...new Set(scripts.map(({ url }) => url))]
      .filter((url) => url.startsWith('file:'))
      .map((url) => fileURLToPath(url).replaceAll('\\', '/'));
    expect(files.filter((path) => path.includes('/node_modules/'))).toEqual([]);
    expect(files.length).toBeLessThanOrEqual(8);
  });

  it('evaluates what the command line needs for run, and nothing of the other commands', () => {
    const modules = evaluated('command');
    expect(new Set(packagesOf(modules))).toEqual(new Set(['@stricli/core', 'inversify']));
    const own = modules.filter((path) => path.startsWith('dist/'));
    const commands = own.filter((path) => path.includes('/commands/')).map((path) => path.split('/').at(-1));
    expect(new Set(commands)).toEqual(new Set(['run.js', 'completion.js']));
    expect(own.length).toBeLessThan(OWN_MODULES_MAX);
  });

  it('evaluates no package in the worker but the parser and the registry', () => {
    const modules = evaluated('isolate');
    expect(new Set(packagesOf(modules))).toEqual(new Set(['inversify', 'py-ast']));
  });
});
