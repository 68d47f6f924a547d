/** The source beside what each platform did at each line: objects made there, what was printed, what was raised. */
import type { Observations } from '../../python/observe/observations.ts';
import { formatCount } from '../quantities.ts';
import { type Html, html } from './html.ts';
import { eventsIn, FATE_WORDS, fatesOf, isIdle, type Kin, type Life, type PlatformView } from './model.ts';
import { fateBar, fateWords } from './summary.ts';

/** Longer programs are shown around the lines where something happened. */
const LINES_WHOLE = 240;
const LINES_AROUND = 3;
const PRINTED_LINES = 4;
const CHARACTERS = 160;

interface Outcomes {
  /** By line of the program: what each platform did there; null where it did nothing. */
  readonly cells: ReadonlyMap<number, readonly (Html | null)[]>;
}

export function linesSection(
  program: string,
  source: string,
  platforms: readonly PlatformView[],
  kins: readonly Kin[],
): Html {
  const { cells } = outcomesOf(program, platforms, kins);
  const lines = source.replace(/\n$/, '').split('\n');
  const rows: Html[] = [];
  let hidden = false;
  lines.forEach((text, index) => {
    const number = index + 1;
    if (lines.length > LINES_WHOLE && !isNear(number, cells)) {
      if (!hidden)
        rows.push(html`<tr class="gap"><td></td><td colspan="${platforms.length + 1}">&hellip;</td></tr>`);
      hidden = true;
      return;
    }
    hidden = false;
    rows.push(row(number, text, platforms, cells.get(number)));
  });
  return html`<div class="scroll"><table class="lines">
<caption>Each line of the program, and what happened there on each platform. A cell that spans the platforms holds for all.</caption>
<thead><tr><th scope="col" class="n">line</th><th scope="col">program</th>${platforms.map(
    ({ name }) => html`<th scope="col" class="p">${name}</th>`,
  )}</tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

function isNear(line: number, cells: ReadonlyMap<number, unknown>): boolean {
  for (let near = line - LINES_AROUND; near <= line + LINES_AROUND; near++) if (cells.has(near)) return true;
  return false;
}

function row(
  number: number,
  text: string,
  platforms: readonly PlatformView[],
  cells: readonly (Html | null)[] | undefined,
): Html {
  const code = html`<td class="n">${number}</td><td class="code"><code>${text === '' ? ' ' : text}</code></td>`;
  if (cells === undefined)
    return html`<tr>${code}<td class="quiet" colspan="${platforms.length}"></td></tr>\n`;
  const [first] = cells;
  const same = cells.every((cell) => cell !== null && cell.text === first?.text);
  if (same && platforms.length > 1)
    return html`<tr class="hit">${code}<td class="same" colspan="${platforms.length}" data-on="everywhere">${first}</td></tr>\n`;
  return html`<tr class="hit differs">${code}${cells.map((cell, index) =>
    cell === null
      ? html`<td class="empty">&ndash;</td>`
      : html`<td data-on="${platforms[index]!.name}">${cell}</td>`,
  )}</tr>\n`;
}

function outcomesOf(program: string, platforms: readonly PlatformView[], kins: readonly Kin[]): Outcomes {
  const parts = new Map<number, Html[][]>();
  const add = (line: number, platform: number, part: Html) => {
    const known = parts.get(line) ?? platforms.map(() => []);
    known[platform]!.push(part);
    parts.set(line, known);
  };
  for (const kin of kins) {
    if (kin.place.file !== program) continue;
    kin.lives.forEach((lives, index) => {
      if (lives.length === 0 || isBehind(kin, index, kins)) return;
      const counts = fatesOf(lives);
      const what = `${formatCount(lives.length)} \u00d7 ${nameOf(kin, lives)}`;
      const idle =
        counts.idle === lives.length ? FATE_WORDS.idle : `${formatCount(counts.idle)} ${FATE_WORDS.idle}`;
      add(
        kin.place.line,
        index,
        html`<div class="made"><span class="what">${what}</span>${counts.idle < lives.length && [fateBar(counts), fateWords(counts)]}${
          counts.idle > 0 && html`<span class="sub">${idle}</span>`
        }</div>`,
      );
    });
  }
  platforms.forEach((view, index) => {
    for (const [line, texts] of printedBy(program, view)) add(line, index, printed(texts));
    for (const [line, texts] of raisedBy(program, view.report.observations))
      add(line, index, html`${texts.map((text) => html`<div class="raised">${text}</div>`)}`);
  });
  const cells = new Map(
    [...parts].map(([line, all]) => [line, all.map((each) => (each.length === 0 ? null : html`${each}`))]),
  );
  return { cells };
}

/** What the platform calls it; where its fate is the same everywhere, what they call it together. */
function nameOf(kin: Kin, lives: readonly Life[]): string {
  if (kin.suspendable) return `${kin.class}()`;
  return isIdle(kin) ? kin.class : lives[0]!.made.class;
}

/** All of it is idle, and the line made something else that is not, or later: it is an inner part of that. */
function isBehind(kin: Kin, index: number, kins: readonly Kin[]): boolean {
  const lives = kin.lives[index]!;
  if (lives.some(({ fate }) => fate !== 'idle')) return false;
  const there = kins.filter(
    ({ place, lives: all }) => place.line === kin.place.line && all[index]!.length > 0,
  );
  const told = there.find((each) => each.lives[index]!.some(({ fate }) => fate !== 'idle')) ?? there.at(-1);
  return told !== kin;
}

function printedBy(program: string, view: PlatformView): Map<number, string[]> {
  const found = new Map<number, string[]>();
  for (const { place, text } of eventsIn(view, 'output')) {
    if (place === null || place.file !== program) continue;
    const texts = found.get(place.line) ?? [];
    texts.push(text);
    found.set(place.line, texts);
  }
  return found;
}

function printed(texts: readonly string[]): Html {
  const shown = texts.slice(0, texts.length > PRINTED_LINES ? PRINTED_LINES - 1 : PRINTED_LINES);
  const rest = texts.length - shown.length;
  return html`<div class="out">${shown.map((text) => html`<samp>${cut(text)}</samp>`)}${
    rest > 0 && html`<span class="more">and ${formatCount(rest)} lines more</span>`
  }</div>`;
}

export function cut(text: string, most = CHARACTERS): string {
  return text.length > most ? `${text.slice(0, most - 1)}\u2026` : text;
}

/** Only what stands for trouble: the end of an iteration is an exception as well. */
const ORDINARY: ReadonlySet<string> = new Set([
  'StopIteration',
  'StopAsyncIteration',
  'GeneratorExit',
  'SystemExit',
]);

function raisedBy(program: string, seen: Observations | undefined): Map<number, string[]> {
  const found = new Map<number, string[]>();
  for (const { place, type, message, times } of seen?.raised ?? []) {
    const at = seen!.places[place];
    if (at === undefined || at.file !== program || ORDINARY.has(type)) continue;
    const text = `${type}${message === '' ? '' : `: ${cut(message, 80)}`}${times > 1 ? ` (${formatCount(times)} times)` : ''}`;
    found.set(at.line, [...(found.get(at.line) ?? []), text]);
  }
  return found;
}
