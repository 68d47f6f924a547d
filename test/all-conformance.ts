/**
 * `npm run conformance [-- --lib DIR] [--awfy DIR] [--pyperformance DIR]`: the tables of agreement with real interpreters, one after
 * the other. CPython's own tests and real programs are not part of midden: without the folder they are left out, and it says so.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const FOLDER = { type: 'string' } as const;

function foldersGiven(): { lib?: string; awfy?: string; pyperformance?: string } {
  try {
    return parseArgs({ options: { lib: FOLDER, awfy: FOLDER, pyperformance: FOLDER } }).values;
  } catch (error) {
    console.error(`conformance: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(2);
  }
}

const { lib, awfy, pyperformance } = foldersGiven();
const given = (name: string, value: string | undefined) => (value === undefined ? [] : [`--${name}`, value]);
let failed = false;

function table(title: string, script: string, args: readonly string[]): void {
  console.log(`\n${title}\n`);
  const { status } = spawnSync('npm', ['run', '--silent', script, '--', ...args], { stdio: 'inherit' });
  failed ||= status !== 0;
}

table('Recorded programs', 'conformance:programs', []);
if (lib === undefined)
  console.log("\nCPython's own tests: left out; --lib DIR names the library of an installed CPython 3.11");
else table("CPython's own tests", 'conformance:cpython', ['--lib', lib]);
const real = [...given('awfy', awfy), ...given('pyperformance', pyperformance)];
if (real.length === 0)
  console.log(
    '\nReal programs: left out; --awfy DIR and --pyperformance DIR name checkouts of are-we-fast-yet and pyperformance',
  );
else table('Real programs', 'conformance:real', real);
table('Findings', 'conformance:check', []);
process.exitCode = failed ? 1 : 0;
