/**
 * `npm run conformance:check [-- names…]`: precision and recall of `midden check` over the shipped programs and their fixed
 * variants. Without names the result is written to measured.json, of which a test repeats a part.
 */
import { writeFileSync } from 'node:fs';
import { checkHere, kindsOf } from './observe.ts';
import { pitfalls } from './shipped.ts';

const args = process.argv.slice(2);
const only = args.filter((arg) => !arg.startsWith('-'));
const isMeant = (name: string) => only.length === 0 || only.some((each) => name.startsWith(each));

interface Miss {
  readonly program: string;
  readonly missing: readonly string[];
  readonly unexpected: readonly string[];
}

const found: Record<string, readonly string[]> = {};
const misses: Miss[] = [];
let right = 0;

function judge(program: string, expected: readonly string[], kinds: readonly string[]): void {
  const missing = expected.filter((kind) => !kinds.includes(kind));
  const unexpected = kinds.filter((kind) => !expected.includes(kind));
  found[program] = kinds;
  right += expected.length - missing.length;
  if (missing.length + unexpected.length > 0) misses.push({ program, missing, unexpected });
  const verdict = missing.length + unexpected.length === 0 ? 'ok' : '✗ ';
  const notes = [
    ...missing.map((kind) => `missing ${kind}`),
    ...unexpected.map((kind) => `unexpected ${kind}`),
  ];
  console.log(`${verdict} ${program}${notes.length === 0 ? '' : `: ${notes.join(', ')}`}`);
}

for (const { id, kinds, program, fixed } of pitfalls) {
  if (!isMeant(id)) continue;
  judge(id, kinds, kindsOf(await checkHere(`${id}.py`, program)));
  if (fixed !== null) judge(`${id} (fixed)`, [], kindsOf(await checkHere(`${id}.py`, fixed)));
}

const missing = misses.reduce((sum, each) => sum + each.missing.length, 0);
const unexpected = misses.reduce((sum, each) => sum + each.unexpected.length, 0);
const precision = right / (right + unexpected);
const recall = right / (right + missing);
console.log(
  `precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)} over ${Object.keys(found).length} programs: ` +
    `${right} findings as expected, ${unexpected} unexpected, ${missing} missing`,
);
if (only.length === 0) {
  const result = { precision, recall, right, unexpected, missing, misses, found };
  writeFileSync(new URL('measured.json', import.meta.url), `${JSON.stringify(result, null, 1)}\n`);
}
