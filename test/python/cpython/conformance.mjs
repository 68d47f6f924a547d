/** `npm run conformance:cpython -- --lib DIR [--platform NAME] [--suite NAME] [--test PATTERN] [--verbose]` */
import { parseArgs } from 'node:util';
import { runSuite, suites } from './suites.mjs';

const { values } = parseArgs({
  options: {
    lib: { type: 'string' },
    platform: { type: 'string', default: 'cpython-3.11' },
    suite: { type: 'string', multiple: true },
    test: { type: 'string', multiple: true },
    verbose: { type: 'boolean', default: false },
  },
});
if (values.lib === undefined) {
  console.error(
    'conformance:cpython: found no --lib, expected the library of an installed CPython 3.11: --lib ~/.pyenv/versions/3.11.7/lib/python3.11',
  );
  process.exit(2);
}

const totals = { passed: 0, failed: 0, skipped: 0 };
for (const suite of values.suite ?? suites) {
  const began = performance.now();
  const { tests, ended } = runSuite({
    library: values.lib,
    suite,
    platform: values.platform,
    patterns: values.test ?? [],
    write: (_, text) => values.verbose && process.stdout.write(text),
  });
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const test of tests) counts[test.outcome]++;
  for (const key of Object.keys(totals)) totals[key] += counts[key];
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(
    `${suite}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped (${seconds} s)`,
  );
  if (ended !== null) console.log(`  the run ended early: ${ended}`);
  for (const test of tests) {
    if (test.outcome !== 'passed') console.log(`  ${test.outcome}: ${test.name}: ${test.reason}`);
  }
}
console.log(`total: ${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
