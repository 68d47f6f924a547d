/** `midden pitfalls`: the catalogue of programs that depend on when objects are released, with their fixes and recordings. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { buildCommand } from '@stricli/core';
import type { PlatformEntry } from '../../harness/catalogue.ts';
import { UsageError } from '../../harness/errors.ts';
import type { RunReport } from '../../harness/execution.ts';
import { PACKAGE_ROOT } from '../../harness/node/package-root.ts';
import { type Pitfall, type Recording, readPitfalls } from '../../harness/node/pitfalls.ts';
import { unknownName } from '../../harness/suggest.ts';
import type { CliContext } from '../context.ts';
import { EXIT_FOUND, EXIT_OK } from '../exit-codes.ts';
import { writeJson } from '../json-file.ts';
import { progressOn } from '../progress.ts';
import { type Paint, paintFor } from '../style.ts';
import { renderTable } from '../table.ts';

interface PitfallsFlags {
  readonly run: boolean;
  readonly json?: string;
}

/** The programs were recorded under `ulimit -n 256`. */
const RECORDED_DESCRIPTOR_LIMIT = 256;
const HEAP_BYTES = 1 << 30;

async function pitfalls(this: CliContext, flags: PitfallsFlags, ...ids: string[]): Promise<void> {
  const { stdout, env } = this.process;
  const all = readPitfalls(join(PACKAGE_ROOT, 'pitfalls'));
  const chosen = ids.length === 0 ? all : ids.map((id) => pitfallNamed(all, id));
  const paint = paintFor(stdout, env);
  if (flags.run) {
    await runMatrix(this, chosen, ids.length > 0 ? paint : null);
    return;
  }
  if (flags.json !== undefined) writeJson(flags.json, { pitfalls: chosen }, stdout);
  if (flags.json === '-') return;
  stdout.write(
    ids.length === 0 ? listText(all, paint) : chosen.map((each) => pitfallText(each, paint)).join('\n'),
  );
}

/** By its whole name or its number. @throws UsageError */
function pitfallNamed(all: readonly Pitfall[], text: string): Pitfall {
  const found = all.find(({ id }) => id === text || id.startsWith(`${text}_`));
  if (found === undefined)
    throw new UsageError(
      'ID',
      unknownName(
        'pitfall',
        text,
        all.map(({ id }) => id),
      ),
    );
  return found;
}

function listText(all: readonly Pitfall[], paint: Paint): string {
  const categories = [...new Set(all.map(({ category }) => category))];
  const parts = categories.map((category) => {
    const own = all.filter((each) => each.category === category);
    const width = Math.max(...own.map(({ id }) => id.length));
    const lines = own.map(({ id, title }) => `  ${id.padEnd(width)}  ${title}\n`);
    return `${paint('bold', category)}\n${lines.join('')}`;
  });
  return `${parts.join('\n')}\n${all.length} pitfalls. One of them: midden pitfalls ${all[0]!.id}\n`;
}

function pitfallText(pitfall: Pitfall, paint: Paint): string {
  const { id, title, category, shows, fix, kinds, sources, program, fixed, recording } = pitfall;
  const heading = (text: string) => paint('bold', text);
  const parts = [
    `${heading(`${id}: ${title}`)} (${category})\n\n${shows}\n`,
    `${heading('Findings')}: ${kinds.length === 0 ? 'none' : kinds.join(', ')}\n`,
    `${heading('Fix')}: ${fix}\n`,
    ...(sources.length === 0 ? [] : [`${heading('Documented by')}: ${sources.join('; ')}\n`]),
    `${heading('Program')}\n\n${indented(program)}`,
    ...(fixed === null ? [] : [`${heading('Fixed')}\n\n${indented(fixed)}`]),
    `${heading('What real interpreters printed')}\n\n${recordingText(recording)}`,
  ];
  return parts.join('\n');
}

function indented(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '\n' : `    ${line}\n`))
    .join('');
}

type Printed = Pick<Recording, 'exit' | 'stdout' | 'deterministic'>;

/** Interpreters that printed the same stand together. */
function recordingText(recording: Readonly<Record<string, Printed>>): string {
  const byOutput = new Map<string, string[]>();
  for (const [name, { stdout, exit, deterministic }] of Object.entries(recording)) {
    const notes = [
      ...(exit === 0 ? [] : [`exit ${exit}`]),
      ...(deterministic ? [] : ['not the same each time']),
    ];
    const key = `${notes.length === 0 ? '' : `(${notes.join(', ')})\n`}${stdout}`;
    byOutput.set(key, [...(byOutput.get(key) ?? []), name]);
  }
  return [...byOutput].map(([output, names]) => `  ${names.join(', ')}\n${indented(output)}`).join('\n');
}

// ---- The agreement matrix

type Verdict = 'agrees' | 'differs' | 'varies' | '-';

/** @param outputs what was printed is shown too, where somebody asked for single programs, and on every system then */
async function runMatrix(
  context: CliContext,
  chosen: readonly Pitfall[],
  outputs: Paint | null,
): Promise<void> {
  const { stdout, stderr } = context.process;
  const platforms = context.catalogue.platforms.filter(
    (platform) =>
      (outputs !== null && platform.versionOf === undefined) ||
      chosen.some((each) => recordingFor(each, platform) !== undefined),
  );
  const cells = chosen.flatMap((pitfall) => platforms.map((platform) => ({ pitfall, platform })));
  const progress = progressOn(stderr, cells.length);
  const verdicts = new Map<string, Verdict>();
  const printed = new Map(chosen.map(({ id }) => [id, {} as Record<string, Printed>]));
  const waiting = [...cells];
  const takeTurns = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { pitfall, platform } = next;
      const recording = recordingFor(pitfall, platform);
      if (recording !== undefined || outputs !== null) {
        const report = await runPitfall(context, pitfall, platform);
        verdicts.set(`${pitfall.id} ${platform.name}`, verdictOf(report, recording));
        printed.get(pitfall.id)![platform.name] = {
          exit: report.exitCode,
          stdout: report.stdout,
          deterministic: true,
        };
      }
      progress.step(`${pitfall.id} on ${platform.name}`);
    }
  };
  try {
    await Promise.all(Array.from({ length: availableParallelism() }, takeTurns));
  } finally {
    progress.end();
  }
  const verdict = (pitfall: Pitfall, platform: PlatformEntry) =>
    verdicts.get(`${pitfall.id} ${platform.name}`) ?? '-';
  const totals = platforms.map((platform) => {
    const own = chosen.map((pitfall) => verdict(pitfall, platform)).filter((each) => each !== '-');
    return `${own.filter((each) => each === 'agrees').length}/${own.length}`;
  });
  stdout.write(
    renderTable({
      head: ['', ...platforms.map(({ name }) => name)],
      rows: [
        ...chosen.map((pitfall) => [pitfall.id, ...platforms.map((platform) => verdict(pitfall, platform))]),
        ['prints what the real one printed', ...totals],
      ],
      ruled: stdout.isTTY === true,
    }),
  );
  if (outputs !== null)
    for (const { id } of chosen) {
      const title = outputs('bold', `What midden’s platforms print for ${id}`);
      const own = printed.get(id)!;
      const inOrder = platforms.map(({ name }) => [name, own[name]!] as const);
      stdout.write(`\n${title}\n\n${recordingText(Object.fromEntries(inOrder))}`);
    }
  const differs = [...verdicts.values()].includes('differs');
  context.process.exitCode = differs ? EXIT_FOUND : EXIT_OK;
}

/** A recording of the same system and version, whatever its patch level. */
function recordingFor({ recording }: Pitfall, { name }: PlatformEntry): Recording | undefined {
  const found = Object.keys(recording).find(
    (each) => each === name || each.startsWith(`${name}.`) || each.startsWith(`${name}-`),
  );
  return found === undefined ? undefined : recording[found];
}

function verdictOf(report: RunReport, recording: Recording | undefined): Verdict {
  if (recording === undefined) return '-';
  if (report.exitCode === recording.exit && report.stdout === recording.stdout) return 'agrees';
  return recording.deterministic ? 'differs' : 'varies';
}

function runPitfall(context: CliContext, pitfall: Pitfall, platform: PlatformEntry): Promise<RunReport> {
  return context.runIsolated(
    {
      source: pitfall.program,
      filename: `${pitfall.id}.py`,
      argv: [],
      platform: platform.name,
      heapBytes: HEAP_BYTES,
      seed: 0,
      verify: false,
      stress: false,
      observe: false,
      descriptorLimit: RECORDED_DESCRIPTOR_LIMIT,
    },
    { onStdout: () => undefined, onStderr: () => undefined },
  );
}

export const pitfallsCommand = buildCommand<PitfallsFlags, string[], CliContext>({
  func: pitfalls,
  parameters: {
    flags: {
      run: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief:
          'Run them on every platform that was recorded, and compare with the recordings; of named ones show what they print',
      },
      json: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Write the catalogue as JSON to a file; - is standard output',
        placeholder: 'file',
      },
    },
    positional: {
      kind: 'array',
      parameter: { brief: 'Names or numbers of pitfalls', parse: String, placeholder: 'id' },
    },
  },
  docs: {
    brief: 'Browse the programs that depend on when objects are released',
    fullDescription:
      'Lists the catalogue by category; shows a program, its fix and what real interpreters printed; or runs\n' +
      'all of it and prints where midden agrees with them. With --run it exits with 1 where one differs.',
    customUsage: ['', 'ID...', '--run [ID...]'],
  },
});
