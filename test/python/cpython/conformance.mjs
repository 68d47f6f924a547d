/** `npm run conformance:cpython -- --lib DIR [--platform NAME] [--suite NAME] [--test PATTERN] [--verbose] [--write-docs]` */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { documentedPlatforms, documentOf, said } from './document.mjs';
import { reasonFor } from './reasons.mjs';
import { runSuite, suites } from './suites.mjs';

const { values } = parseArgs({
  options: {
    lib: { type: 'string' },
    platform: { type: 'string', default: 'cpython-3.11' },
    suite: { type: 'string', multiple: true },
    test: { type: 'string', multiple: true },
    verbose: { type: 'boolean', default: false },
    'write-docs': { type: 'boolean', default: false },
  },
});
if (values.lib === undefined || !existsSync(join(values.lib, 'test', 'test_gc.py'))) {
  console.error(
    `conformance:cpython: --lib: found ${values.lib ?? 'nothing'}, expected the library of an installed CPython 3.11 with its tests: --lib ~/.pyenv/versions/3.11.7/lib/python3.11`,
  );
  process.exit(2);
}

/** Results of the platforms, one file for each: `--write-docs` replaces that of its platform and makes the document anew. */
const kept = new URL('results/', import.meta.url);

function runAll(platform) {
  const totals = { passed: 0, failed: 0, skipped: 0 };
  const results = [];
  console.log(`${platform}:`);
  for (const suite of values.suite ?? suites) {
    const began = performance.now();
    const { tests, ended } = runSuite({
      library: values.lib,
      suite,
      platform,
      patterns: values.test ?? [],
      write: (_, text) => values.verbose && process.stdout.write(text),
    });
    const seconds = (performance.now() - began) / 1000;
    results.push({ suite, tests, ended });
    const counts = { passed: 0, failed: 0, skipped: 0 };
    for (const { outcome } of tests) counts[outcome]++;
    for (const key of Object.keys(totals)) totals[key] += counts[key];
    show(suite, tests, ended, counts, seconds);
  }
  console.log(`total: ${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
  return { platform, suites: results };
}

function show(suite, tests, ended, counts, seconds) {
  const { passed, failed, skipped } = counts;
  console.log(`${suite}: ${passed} passed, ${failed} failed, ${skipped} skipped (${seconds.toFixed(1)} s)`);
  if (ended !== null) console.log(`  the run ended early: ${ended}`);
  for (const { outcome, name, reason } of tests) {
    if (outcome !== 'passed') console.log(`  ${outcome}: ${name}: ${reason}`);
  }
}

/** What the document needs: why a test does not pass, without its traceback. */
function withoutDetails(test) {
  if (test.outcome === 'passed') return { outcome: test.outcome, name: test.name };
  const why = reasonFor(values.platform, test) ?? said(test.reason);
  return { outcome: test.outcome, name: test.name, why };
}

/** The library of an installation names its version in its path, or is of some 3.11. */
function versionOf(library) {
  return /(\d+\.\d+\.\d+)/.exec(library)?.[1] ?? '3.11';
}

const result = runAll(values.platform);
if (values['write-docs']) {
  mkdirSync(kept, { recursive: true });
  const tests = result.suites.map((suite) => ({ ...suite, tests: suite.tests.map(withoutDetails) }));
  writeFileSync(
    new URL(`${values.platform}.json`, kept),
    `${JSON.stringify({ ...result, suites: tests }, null, 1)}\n`,
  );
  const known = documentedPlatforms
    .map((name) => new URL(`${name}.json`, kept))
    .filter((file) => existsSync(file));
  const results = known.map((file) => JSON.parse(readFileSync(file, 'utf8')));
  writeFileSync(
    new URL('../../../docs/CPYTHON-TESTS.md', import.meta.url),
    documentOf(results, versionOf(values.lib)),
  );
}
