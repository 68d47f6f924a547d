// Records what a real CPython prints for the examples: node test/cli/record-examples.mjs PYTHON
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const python = process.argv[2] ?? 'python3';

const RUNS = [
  ['examples/faq_loop.py'],
  ['examples/faq_loop.py', '64'],
  ['examples/faq_loop.py', '1'],
  ['examples/faq_loop_closed.py'],
  ['examples/faq_loop_closed.py', '64'],
  ['examples/faq_loop_closed.py', '1'],
];

const version = spawnSync(python, ['-c', 'import platform; print(platform.python_version())'], {
  encoding: 'utf8',
});
const runs = RUNS.map((args) => {
  const { status, stdout, stderr } = spawnSync(python, args, { cwd: root, encoding: 'utf8' });
  // CPython makes the script's path absolute in tracebacks; midden leaves it as it was typed.
  return { args, exitCode: status, stdout, stderr: stderr.replaceAll(join(root, args[0]), args[0]) };
});
const recording = { interpreter: `CPython ${version.stdout.trim()}`, runs };
writeFileSync(join(here, 'recorded', 'examples.json'), `${JSON.stringify(recording, null, 2)}\n`);
