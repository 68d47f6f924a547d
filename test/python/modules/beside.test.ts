/** Which module a program gets where one beside it and one of the library have the same name: CPython looks beside the program first. */
import { expect, it } from 'vitest';
import { platformNamed } from '../../../src/platforms/index.ts';
import { runSource } from '../../../src/python/run-source.ts';
import { Runtime } from '../../../src/runtime/runtime.ts';
import { collectorNamed } from '../../../strategies/index.ts';

const BESIDE: Readonly<Record<string, string>> = {
  json: 'VALUE = "beside"',
  os: 'VALUE = "beside"',
  linecache: 'raise ImportError("the library took it")',
};

function run(source: string): string {
  const platform = platformNamed('cpython-3.11');
  const collector = collectorNamed(platform.collector);
  let text = '';
  runSource({
    runtime: new Runtime({ heapBytes: 1 << 24, collector }),
    platform,
    source,
    filename: 'program.py',
    readModule: (name) =>
      Object.hasOwn(BESIDE, name) ? { source: BESIDE[name]!, filename: `${name}.py` } : null,
    write: (_, part) => {
      text += part;
    },
  });
  return text;
}

it('takes a module beside the program instead of the library’s', () => {
  expect(run('import json\nprint(json.VALUE, json.__file__)')).toBe('beside json.py\n');
});

it('takes modules that are built into the interpreter in any case', () => {
  expect(run('import os\nprint(hasattr(os, "VALUE"))')).toBe('False\n');
});

it('does not give the library what is beside the program', () => {
  expect(run('import warnings\nwarnings.warn("seen")')).toContain('UserWarning: seen');
});
