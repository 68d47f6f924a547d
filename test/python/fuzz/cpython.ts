/**
 * `npm run fuzz:cpython -- [--seeds FROM-TO] [--for MINUTES] [--python COMMAND] [--stdout-only] [--shrink COUNT]`: random programs here
 * and on a real CPython 3.11. Prints where they differ, the first COUNT (3) with a minimal program, and the range of seeds at the end.
 */
import { parseArgs } from 'node:util';
import { type Output, programOf, RealPython, runHere } from './programs.ts';
import { shrink } from './shrinking.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1-500' },
    for: { type: 'string' },
    python: { type: 'string', default: 'python3' },
    'stdout-only': { type: 'boolean', default: false },
    shrink: { type: 'string', default: '3' },
  },
});

/** Programs that the real interpreter is running while one runs here. */
const AHEAD = 4;

/** Without a collection after the imports, when CPython's own ones come depends on the way it was started. */
const COLLECTED = ['import gc', 'gc.collect()'];

function usage(message: string): never {
  console.error(`fuzz:cpython: ${message}`);
  process.exit(2);
}

function seedRange(): [number, number] {
  const match = /^(\d+)(?:-(\d+))?$/.exec(values.seeds);
  if (match === null) usage(`--seeds: found ${values.seeds}, expected FROM-TO, as in 1-5000`);
  const first = Number(match[1]);
  return [
    first,
    values.for === undefined ? Number(match[2] ?? first) : Number(match[2] ?? Number.POSITIVE_INFINITY),
  ];
}

function openReal(): RealPython {
  try {
    return new RealPython(values.python);
  } catch (error) {
    usage(error instanceof Error ? error.message : String(error));
  }
}

function firstDifference(what: string, here: string, real: string): string | null {
  if (here === real) return null;
  const [ours, theirs] = [here.split('\n'), real.split('\n')];
  const at = ours.findIndex((line, k) => line !== theirs[k]);
  const line = at < 0 ? ours.length : at;
  const quote = (text: string | undefined) => JSON.stringify(text ?? null);
  return `${what} line ${line + 1}: ${quote(ours[line])}, CPython ${quote(theirs[line])}`;
}

function difference(source: string, real: Output | null): string | null {
  if (real === null) return null;
  let here: Output;
  try {
    here = runHere(source);
  } catch (error) {
    return `midden failed: ${error instanceof Error ? error.stack : String(error)}`;
  }
  const inOutput = firstDifference('stdout', here.stdout, real.stdout);
  if (inOutput !== null) return inOutput;
  if (here.exitCode !== real.exitCode) return `exit code ${here.exitCode}, CPython ${real.exitCode}`;
  return values['stdout-only'] ? null : firstDifference('stderr', here.stderr, real.stderr);
}

/** What a smaller program must not fail with. */
const UNWANTED = /SyntaxError|IndentationError|RecursionError/;

/** Of which kind a difference is; one between addresses is none. */
const kindOf = (found: string | null) =>
  found === null || / at 0x/.test(found) ? null : found.split(' ', 1)[0];

async function report(seed: number, source: string, found: string): Promise<void> {
  console.log(`seed ${seed}: ${found}`);
  if (differing > Number(values.shrink)) return;
  const minimal = await shrink(source, COLLECTED, async (candidate) => {
    const output = await real.run(candidate);
    if (output === null || UNWANTED.test(output.stderr)) return false;
    return kindOf(difference(candidate, output)) === kindOf(found);
  });
  console.log(`a minimal program: ${difference(minimal, await real.run(minimal))}\n${minimal}`);
}

const real = openReal();
const [first, last] = seedRange();
const deadline =
  values.for === undefined ? Number.POSITIVE_INFINITY : Date.now() + Number(values.for) * 60_000;
const queue: { readonly seed: number; readonly source: string; readonly real: Promise<Output | null> }[] = [];
let next = first;
let compared = 0;
let differing = 0;
let unfinished = 0;
for (;;) {
  while (queue.length < AHEAD && next <= last && Date.now() < deadline) {
    const source = programOf(next);
    queue.push({ seed: next++, source, real: real.run(source) });
  }
  const job = queue.shift();
  if (job === undefined) break;
  const output = await job.real;
  compared++;
  if (output === null) unfinished++;
  const found = difference(job.source, output);
  if (found === null) continue;
  differing++;
  await report(job.seed, job.source, found);
}
real.close();
const notes = unfinished > 0 ? ` (${unfinished} took too long on CPython)` : '';
console.log(
  `seeds ${first}-${next - 1}: ${differing} of ${compared} programs differ from CPython ${real.version}${notes}`,
);
process.exitCode = differing === 0 ? 0 : 1;
