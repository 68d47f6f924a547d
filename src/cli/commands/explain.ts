/** `midden explain`: a kind of finding in plain words, with its smallest program. */
import { join } from 'node:path';
import { buildCommand } from '@stricli/core';
import { KIND_NAMES, KINDS, type Kind } from '../../harness/check/kinds.ts';
import { UsageError } from '../../harness/errors.ts';
import { PACKAGE_ROOT } from '../../harness/node/package-root.ts';
import { type Pitfall, readPitfalls } from '../../harness/node/pitfalls.ts';
import { unknownName } from '../../harness/suggest.ts';
import type { CliContext } from '../context.ts';
import { type Paint, paintFor } from '../style.ts';

function explain(this: CliContext, _flags: Record<never, never>, name?: string): void {
  const { stdout, env } = this.process;
  const paint = paintFor(stdout, env);
  if (name === undefined) {
    const width = Math.max(...KIND_NAMES.map(({ length }) => length));
    const lines = KINDS.map(
      (kind) => `  ${kind.name.padEnd(width)}  ${kind.severity.padEnd(7)}  ${kind.title}\n`,
    );
    stdout.write(`${paint('bold', 'What midden check finds')}\n${lines.join('')}`);
    return;
  }
  const kind: Kind | undefined = KINDS.find((each) => each.name === name);
  if (kind === undefined) throw new UsageError('KIND', unknownName('kind of finding', name, KIND_NAMES));
  const all = readPitfalls(join(PACKAGE_ROOT, 'pitfalls'));
  stdout.write(
    kindText(
      kind,
      all.filter(({ kinds }) => kinds.some((each) => each === name)),
      paint,
    ),
  );
}

function kindText(kind: Kind, shownBy: readonly Pitfall[], paint: Paint): string {
  const example = shownBy.find(({ id }) => id === kind.example);
  return [
    `${paint('bold', kind.name)} (${kind.severity}): ${kind.title}\n`,
    `${kind.why}\n`,
    `${paint('bold', 'Fix')}: ${kind.fix}\n`,
    ...(example === undefined
      ? []
      : [`${paint('bold', `For example ${example.id}`)}\n\n${withoutHeader(example.program)}`]),
    ...(shownBy.length === 0
      ? []
      : [`${paint('bold', 'In the catalogue')}: ${shownBy.map(({ id }) => id).join(', ')}\n`]),
  ].join('\n');
}

/** The program without the comments that the catalogue tells in its own words. */
function withoutHeader(program: string): string {
  const lines = program.trimEnd().split('\n');
  const first = lines.findIndex((line) => !line.startsWith('#'));
  return lines
    .slice(first)
    .map((line) => (line === '' ? '\n' : `    ${line}\n`))
    .join('');
}

export const explainCommand = buildCommand<Record<never, never>, [string?], CliContext>({
  func: explain,
  parameters: {
    flags: {},
    positional: {
      kind: 'tuple',
      parameters: [
        {
          brief: 'A kind of finding; all of them without one',
          parse: String,
          placeholder: 'kind',
          optional: true,
        },
      ],
    },
  },
  docs: {
    brief: 'Explain a kind of finding in plain words',
    fullDescription:
      'Tells what a kind of finding means, why it happens, and how to fix it, with a small program.',
  },
});
