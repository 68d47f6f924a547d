/** A comparison as text: the table of figures, then where the outputs part, side by side. */
import type { Comparison } from '../harness/compare.ts';
import type { OutputDifference } from '../harness/output-diff.ts';
import { figureRows, outcomeText, workRows } from './figures.ts';
import type { Paint } from './style.ts';
import { renderTable } from './table.ts';

export interface Looks {
  readonly ruled: boolean;
  /** The work vectors too. */
  readonly work: boolean;
  readonly paint: Paint;
}

/** Longer lines are cut so that columns stay side by side. */
const SIDE_CHARACTERS_MAX = 60;

export function comparisonText({ program, runs, differences }: Comparison, looks: Looks): string {
  const table = renderTable({
    head: ['', ...runs.map(({ platform }) => platform)],
    rows: [
      ['collector', ...runs.map(({ collector }) => collector)],
      ['outcome', ...runs.map(outcomeText)],
      ...figureRows(runs),
      ...(looks.work ? workRows(runs) : []),
    ],
    ruled: looks.ruled,
    figuresFrom: 1,
  });
  const stopped = runs.filter(({ message }) => message !== undefined);
  const notes = stopped.map(({ platform, message }) => `${platform}: ${message}\n`).join('');
  return `${looks.paint('bold', program)}\n${table}${notes}\n${differencesText(differences, looks)}`;
}

function differencesText(differences: readonly OutputDifference[], looks: Looks): string {
  if (differences.length === 0) return 'Output and exit codes are the same on every platform.\n';
  return differences
    .map((difference) => `${looks.paint('bold', titleOf(difference))}\n${sides(difference, looks)}`)
    .join('\n');
}

function titleOf({ stream, line }: OutputDifference): string {
  return line === undefined ? `The ${stream} differs:` : `${stream} differs from line ${line} on:`;
}

/** Platforms that agree share a column. */
function sides({ texts }: OutputDifference, { ruled }: Looks): string {
  const groups = new Map<string | null, string[]>();
  for (const { platform, text } of texts) groups.set(text, [...(groups.get(text) ?? []), platform]);
  return renderTable({
    head: [...groups.values()].map((platforms) => platforms.join(', ')),
    rows: [[...groups.keys()].map((text) => (text === null ? '(nothing more)' : shown(text)))],
    ruled,
  });
}

/** A program's output must not drive the terminal that shows it. */
function shown(text: string): string {
  const printable = text.replace(
    /\p{Cc}/gu,
    (control) => `\\x${control.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  return printable.length > SIDE_CHARACTERS_MAX
    ? `${printable.slice(0, SIDE_CHARACTERS_MAX - 1)}…`
    : printable;
}
