/** The main job's result in words, for someone who has never heard of this. Every figure comes from the runs. */
import type { Comparison } from '../harness/compare.ts';
import { InternalError } from '../harness/errors.ts';
import type { RunReport } from '../harness/execution.ts';
import { formatBytes, formatCount } from '../harness/quantities.ts';
import type { Paint } from './style.ts';
import { renderTable } from './table.ts';

/** The FAQ program and its repaired twin, each with as many handles as it likes and with few. */
export interface StoryRuns {
  readonly handles: number;
  readonly loop: Comparison;
  readonly loopFewHandles: Comparison;
  readonly closed: Comparison;
  readonly closedFewHandles: Comparison;
}

/** What the story needs to know of a platform besides its runs. */
export interface StoryPlatform {
  readonly name: string;
  readonly title: string;
  /** Its collector releases an object the moment its last reference goes. */
  readonly prompt: boolean;
}

export interface StoryLooks {
  readonly ruled: boolean;
  readonly paint: Paint;
}

export function tellStory(runs: StoryRuns, platforms: readonly StoryPlatform[], looks: StoryLooks): string {
  const bold = (text: string) => looks.paint('bold', text);
  return [
    bold('One Python program, three systems'),
    '',
    'This loop opens 200 resources (think of files) and closes none. It trusts that a resource is',
    'released by itself, in __del__, as soon as the next one takes its place:',
    '',
    '    for i in range(200):',
    '        resource = Resource("file%03d" % i)',
    '        total += resource.read()',
    '',
    bold('1. As many handles as it likes'),
    '',
    resourceTable(runs.loop, platforms, looks),
    bold(`2. The same program where only ${runs.handles} handles exist`),
    '',
    outcomeTable(runs.loopFewHandles, platforms, looks),
    bold('3. Why'),
    '',
    ...platforms.flatMap((platform, i) => [...reasonFor(platform, runs.loop.runs[i]!), '']),
    bold('4. The repaired program'),
    '',
    'The twin says when it is done with each resource, so nobody has to guess:',
    '',
    '        with Resource("file%03d" % i) as resource:',
    '            total += resource.read()',
    '',
    resourceTable(runs.closed, platforms, looks, false),
    outcomeTable(runs.closedFewHandles, platforms, looks),
    ...conclusion(runs, platforms),
    '',
    'Your own program:  npx midden compare FILE',
    `These two:         npx midden compare ${runs.loop.program} ${runs.closed.program}`,
    '',
  ].join('\n');
}

function resourceTable(
  { runs }: Comparison,
  platforms: readonly StoryPlatform[],
  { ruled }: StoryLooks,
  finalizers = true,
): string {
  const rows = [
    ['open at once, at most', ...runs.map((run) => said(run, 'open at most'))],
    ['still open after the loop', ...runs.map((run) => said(run, 'open after the loop'))],
  ];
  if (finalizers) {
    rows.push(
      ['released at once', ...runs.map(({ metrics }) => String(metrics?.finalizers.prompt ?? '-'))],
      ['released later', ...runs.map(({ metrics }) => String(metrics?.finalizers.late ?? '-'))],
      ['never released', ...runs.map(({ metrics }) => String(metrics?.finalizers.never ?? '-'))],
    );
  }
  return renderTable({ head: ['', ...platforms.map(({ title }) => title)], rows, ruled, figuresFrom: 1 });
}

function outcomeTable(
  { runs }: Comparison,
  platforms: readonly StoryPlatform[],
  { ruled }: StoryLooks,
): string {
  const rows = platforms.map(({ title }, i) => [
    title,
    fails(runs[i]!) ? 'FAILS' : 'works',
    lastWords(runs[i]!),
  ]);
  return renderTable({ head: ['platform', 'result', 'its last words'], rows, ruled });
}

function fails({ exitCode }: RunReport): boolean {
  return exitCode !== 0;
}

function lastWords({ stdout, stderr, exitCode }: RunReport): string {
  const lines = (exitCode === 0 ? stdout : stderr).trimEnd().split('\n');
  return lines.at(-1)!;
}

/** What the program printed behind `label: `. @throws InternalError if it printed no such line */
function said(run: RunReport, label: string): string {
  const line = run.stdout.split('\n').find((each) => each.startsWith(`${label}: `));
  if (line === undefined) {
    throw new InternalError(`the example printed no "${label}" on ${run.platform}: ${lastWords(run)}`);
  }
  return line.slice(label.length + 2);
}

function reasonFor({ title, prompt }: StoryPlatform, run: RunReport): string[] {
  const { metrics } = run;
  if (metrics === undefined) throw new InternalError(`nothing was counted on ${run.platform}`);
  const { finalizers, collections, allocations, heap } = metrics;
  if (prompt) {
    return wrap(
      `${title} counts the references to every object (collector ${run.collector}). When the name "resource" ` +
        'moves on to the next object, the count of the old one falls to 0 and its __del__ runs there and then: ' +
        `${finalizers.prompt} of ${metrics.resources.constructed} were released before anything else was allocated. ` +
        'Two are open at once because the new one is built before the name lets go of the old one.',
    );
  }
  const during = collections.filter(({ cause }) => cause !== 'shutdown');
  const ran = during.reduce((sum, { count }) => sum + count, 0);
  const looked = ran === 0 ? 'never looked' : ran === 1 ? 'looked once' : `looked ${formatCount(ran)} times`;
  return wrap(
    `${title} looks for garbage only when memory is short (collector ${run.collector}). The whole run allocates ` +
      `${formatBytes(allocations.bytes)} and the heap may grow to ${formatBytes(heap.limitBytes)}, so while the ` +
      `program ran it ${looked}. Until it looks, a resource that nobody can reach keeps its handle; ` +
      'running out of handles is no shortage of memory and makes nobody look. ' +
      `Released later: ${finalizers.late}; never: ${finalizers.never}.`,
  );
}

function conclusion(
  { handles, loopFewHandles, closedFewHandles }: StoryRuns,
  platforms: readonly StoryPlatform[],
): string[] {
  const failing = (comparison: Comparison) =>
    platforms.filter((_, i) => fails(comparison.runs[i]!)).map(({ title }) => title);
  const before = failing(loopFewHandles);
  const after = failing(closedFewHandles);
  const broke = before.length === 0 ? 'nowhere' : `on ${before.join(' and ')}`;
  const holds = after.length === 0 ? 'everywhere' : `everywhere but on ${after.join(' and ')}`;
  return wrap(
    `With ${handles} handles the loop breaks ${broke}; with close() in a "with" it works ${holds}.`,
  );
}

const COLUMNS = 96;

function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > COLUMNS) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
