/**
 * Compares midden's compiler with a recording of CPython's, code object by code object.
 *
 *     python3 record-dis.py [--positions] FILE... > recorded.json
 *     npx tsx compare-dis.ts recorded.json [shown differences]
 */
import { readFileSync } from 'node:fs';
import { compileModule } from '../../../src/python/compiler/compile.ts';
import { parseModule } from '../../../src/python/syntax/parse.ts';
import { normalise, type RecordedCode, type Recording } from './normalise.ts';

const recording = JSON.parse(readFileSync(process.argv[2] as string, 'utf8')) as Recording;
const shownMax = Number(process.argv[3] ?? 10);
let total = 0;
let same = 0;
let samePositions = 0;
let sameLines = 0;
let failed = 0;
let notCompiled = 0;
let shown = 0;
const differingFields = new Map<string, number>();

function report(text: string): void {
  shown += 1;
  if (shown <= shownMax) console.log(text);
}

function firstDifference(expected: readonly string[], actual: readonly string[]): string {
  let at = 0;
  while (at < expected.length && expected[at] === actual[at]) at += 1;
  const around = (list: readonly string[]): string => list.slice(Math.max(0, at - 3), at + 5).join(' | ');
  return `at ${at}\n    expected: ${around(expected)}\n    actual:   ${around(actual)}`;
}

function compareOne(file: string, expected: RecordedCode, actual: RecordedCode | undefined): boolean {
  if (actual === undefined) {
    report(`${file}: ${expected.qualname}: missing`);
    return false;
  }
  const fields = Object.keys(expected) as (keyof RecordedCode)[];
  const wrong = fields.filter(
    (f) => f !== 'positions' && JSON.stringify(expected[f]) !== JSON.stringify(actual[f]),
  );
  for (const field of wrong) differingFields.set(field, (differingFields.get(field) ?? 0) + 1);
  if (wrong.length === 0) return true;
  const details = wrong.map((field) =>
    field === 'instructions'
      ? `${field} ${firstDifference(expected.instructions, actual.instructions)}`
      : `${field}: ${JSON.stringify(expected[field]).slice(0, 300)} / ${JSON.stringify(actual[field]).slice(0, 300)}`,
  );
  report(`${file}:${expected.firstLine} ${expected.qualname}\n  ${details.join('\n  ')}`);
  return false;
}

function comparePositions(file: string, expected: RecordedCode, actual: RecordedCode): void {
  const lines = (code: RecordedCode): string => JSON.stringify(code.positions?.map(([line]) => line));
  const linesAgree = lines(expected) === lines(actual);
  if (linesAgree) sameLines += 1;
  if (JSON.stringify(expected.positions) === JSON.stringify(actual.positions)) {
    samePositions += 1;
    return;
  }
  const at =
    expected.positions?.findIndex((p, i) => JSON.stringify(p) !== JSON.stringify(actual.positions?.[i])) ?? 0;
  const [a, b] = [expected.positions?.[at], actual.positions?.[at]];
  const kind = linesAgree ? 'columns' : 'LINES';
  report(
    `${file}:${expected.firstLine} ${expected.qualname} ${kind} of ${at} ${expected.instructions[at]}: ${a} / ${b}`,
  );
}

for (const [file, codes] of Object.entries(recording.files)) {
  let actual: RecordedCode[] = [];
  try {
    const { module, source } = parseModule(readFileSync(file, 'utf8'), file);
    actual = normalise(compileModule(module, { source, filename: file }), codes[0]?.positions !== undefined);
  } catch (error) {
    failed += 1;
    notCompiled += codes.length;
    report(`${file}: ${error instanceof Error ? error.stack?.slice(0, 300) : String(error)}`);
    continue;
  }
  codes.forEach((expected, i) => {
    total += 1;
    const code = actual[i];
    if (!compareOne(file, expected, code) || code === undefined) return;
    same += 1;
    if (expected.positions !== undefined) comparePositions(file, expected, code);
  });
}
const percent = (n: number): string => `${((100 * n) / total).toFixed(2)} %`;
console.log(
  `${Object.keys(recording.files).length} files (${failed} failed, with ${notCompiled} code objects), ${total} code objects: ${same} identical (${percent(same)})`,
);
if (sameLines > 0)
  console.log(
    `same lines ${sameLines} (${percent(sameLines)}), same columns ${samePositions} (${percent(samePositions)})`,
  );
for (const [field, count] of differingFields) console.log(`  differing ${field}: ${count}`);
