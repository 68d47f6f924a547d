/** CPython's own tests, from an installed library, on our machine. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { platformNamed } from '../../../dist/src/platforms/index.js';
import { runSource } from '../../../dist/src/python/run-source.js';
import { Runtime } from '../../../dist/src/runtime/runtime.js';
import { collectorNamed } from '../../../dist/strategies/index.js';

export const suites = ['test_gc', 'test_weakref', 'test_finalization', 'test_weakset', 'test_generators'];

const support = fileURLToPath(new URL('support', import.meta.url));
/** Modules that may come from the installed library, as they are: nothing in them is about how objects live. */
const fromLibrary = ['doctest', 'test.mapping_tests', ...suites.map((suite) => `test.${suite}`)];
const MARK = '\x1e';

/** Finds modules in `support`, then the few that are taken from the library. */
function moduleReader(library) {
  return (name) => {
    const path = name.replaceAll('.', '/');
    const roots = fromLibrary.includes(name) ? [library] : [support];
    for (const root of roots) {
      for (const filename of [join(root, `${path}.py`), join(root, path, '__init__.py')]) {
        if (existsSync(filename)) return { source: readFileSync(filename, 'utf8'), filename };
      }
    }
    return null;
  };
}

/** One test of a suite: `{ outcome, name, reason, details }`; a suite that ends early has `ended`. */
export function runSuite({ library, suite, platform: platformName, patterns = [], write = () => undefined }) {
  const platform = platformNamed(platformName);
  const runtime = new Runtime({
    heapBytes: 1 << 30,
    collector: collectorNamed(platform.collector),
    collectorOptions: platform.collectorOptions,
  });
  const filename = join(support, 'run_suite.py');
  let output = '';
  let result;
  try {
    result = runSource({
      runtime,
      platform,
      source: readFileSync(filename, 'utf8'),
      filename,
      argv: [suite, ...patterns],
      maxSteps: 2_000_000_000,
      readModule: moduleReader(library),
      write: (stream, text) => {
        if (stream === 'stdout') output += text;
        write(stream, text);
      },
    });
  } catch (error) {
    result = {
      outcome: 'crashed',
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
  const tests = output
    .split(MARK)
    .filter((_, index) => index % 2 === 1)
    .map((record) => {
      const [outcome, name, reason, details] = record.split('\x1f');
      return { outcome, name: shortName(name, suite), reason, details };
    });
  return { tests: withoutRepetitions(tests), ended: result.outcome === 'ok' ? null : endOf(result) };
}

function endOf(result) {
  return `${result.outcome}${result.message === undefined ? '' : `: ${result.message}`}`;
}

function shortName(name, suite) {
  return name.replace(`test.${suite}.`, '');
}

/** A test with several failing parts is one test. */
function withoutRepetitions(tests) {
  const byName = new Map();
  for (const test of tests) {
    const known = byName.get(test.name);
    if (known === undefined || known.outcome === 'passed') byName.set(test.name, test);
  }
  return [...byName.values()];
}
