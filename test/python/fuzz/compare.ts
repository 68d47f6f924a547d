/**
 * `npm run fuzz -- [first seed] [how many]`: random programs here and on `python3` (or $PYTHON), which must be CPython 3.11.
 * Prints the seeds on which the outputs differ, with the first line that does.
 */
import { programOf, runHere, runReal } from './programs.ts';

const [first = 1, many = 200] = process.argv.slice(2).map(Number);
const command = process.env.PYTHON ?? 'python3';
const version = runReal('import sys; print(sys.version_info[:2])', command)?.stdout.trim();
if (version !== '(3, 11)') {
  console.error(`fuzz: ${command} is ${version ?? 'missing'}, expected CPython 3.11; name one in PYTHON`);
  process.exit(2);
}

function firstDifference(here: string, real: string): string {
  const [ours, theirs] = [here.split('\n'), real.split('\n')];
  const at = ours.findIndex((line, k) => line !== theirs[k]);
  const line = at < 0 ? ours.length : at;
  return `line ${line + 1}: ${JSON.stringify(ours[line] ?? null)}, CPython ${JSON.stringify(theirs[line] ?? null)}`;
}

function difference(seed: number): string | null {
  const source = programOf(seed);
  const real = runReal(source, command);
  if (real === null) return null;
  try {
    const here = runHere(source);
    if (here.stdout !== real.stdout) return firstDifference(here.stdout, real.stdout);
    if (here.exitCode !== real.exitCode) return `exit code ${here.exitCode}, CPython ${real.exitCode}`;
    return null;
  } catch (error) {
    return error instanceof Error
      ? `midden failed: ${error.stack?.split('\n').slice(0, 3).join(' ')}`
      : String(error);
  }
}

let differing = 0;
for (let seed = first; seed < first + many; seed++) {
  const found = difference(seed);
  if (found === null) continue;
  differing++;
  console.log(`seed ${seed}: ${found}`);
}
console.log(`${differing} of ${many} programs differ`);
process.exitCode = differing === 0 ? 0 : 1;
