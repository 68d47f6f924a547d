/** The life of a chosen object on every platform: made, last used, unreachable, finalized, reclaimed; and who held it. */
import { formatBytes, formatCount } from '../quantities.ts';
import { type Html, html } from './html.ts';
import { type Fate, isIdle, type Kin, type Life, type PlatformView } from './model.ts';

/** Objects that can be chosen: of each line the first, the one that waited longest, and the last. */
const KINS_MAX = 10;
const OBJECTS_MAX = 20;

interface Choice {
  readonly kin: Kin;
  readonly nth: number;
  readonly label: string;
  /** Greater is more worth seeing. */
  readonly weight: number;
}

export function livesSection(
  platforms: readonly PlatformView[],
  kins: readonly Kin[],
  id: string,
): Html | null {
  const choices = choicesOf(kins);
  if (choices.length === 0) return null;
  const best = choices.reduce((a, b) => (b.weight > a.weight ? b : a));
  const width = Math.max(1, ...platforms.map(({ bytes }) => bytes));
  const panels = choices.map((choice, index) =>
    panel(choice, platforms, width, `${id}-${index}`, choice === best),
  );
  const lines = [...new Set(choices.map(({ kin }) => kin))];
  return html`<p class="choose"><label for="${id}-choose">Object</label> <select id="${id}-choose" class="choose-life">${lines.map(
    (kin) =>
      html`<optgroup label="${kinWords(kin)}">${choices.map(
        (choice, index) =>
          choice.kin === kin &&
          html`<option value="${id}-${index}"${choice === best && html` selected`}>${choice.label}</option>`,
      )}</optgroup>`,
  )}</select></p>
<p class="legend life-legend"><span><i class="used"></i> in use</span> <span><i class="held"></i> not used any more, still reachable</span>
<span><i class="waiting"></i> unreachable, not finalized</span> <span><i class="over"></i> finalized, memory not reclaimed</span></p>
${panels}`;
}

function kinWords({ class: name, place, suspendable }: Kin): string {
  return `${suspendable ? `generator ${name}()` : name}, line ${place.line}${place.function === '' ? '' : ` in ${place.function}()`}`;
}

function choicesOf(kins: readonly Kin[]): Choice[] {
  const told = kins.filter((kin) => !isIdle(kin));
  const interesting = [...told].sort((a, b) => weightOf(b) - weightOf(a)).slice(0, KINS_MAX);
  const shown = told.filter((kin) => interesting.includes(kin));
  const each = Math.max(2, Math.floor(OBJECTS_MAX / Math.max(1, shown.length)));
  return shown.flatMap((kin) => {
    const count = Math.max(...kin.lives.map((lives) => lives.length));
    return [...chosen(kin, count, each)]
      .sort((a, b) => a - b)
      .map((nth) => ({
        kin,
        nth,
        label: `${kin.class} ${nth + 1} of ${formatCount(count)}: ${fatesWords(kin, nth)}`,
        weight:
          Math.max(...kin.lives.map((lives) => lifeWeight(lives[nth]))) *
          differing(kin, nth) *
          spread(kin, nth),
      }));
  });
}

function chosen(kin: Kin, count: number, most: number): Set<number> {
  const wanted = new Set<number>([0]);
  for (const lives of kin.lives) {
    const held = lives.findIndex((life) => life.held !== null);
    if (held >= 0 && wanted.size < most) wanted.add(held);
    let longest = 0;
    lives.forEach((life, nth) => {
      if (lifeWeight(life) > lifeWeight(lives[longest])) longest = nth;
    });
    if (wanted.size < most) wanted.add(longest);
  }
  if (wanted.size < most) wanted.add(count - 1);
  for (let nth = 1; nth < count && wanted.size < most; nth++) wanted.add(nth);
  return wanted;
}

function weightOf(kin: Kin): number {
  return Math.max(0, ...kin.lives.flatMap((lives) => lives.map(lifeWeight)));
}

function lifeWeight(life: Life | undefined): number {
  if (life === undefined) return 0;
  return life.delay + (life.fate === 'never' ? 2 : life.fate === 'late' ? 1 : 0);
}

/** Those that fared differently on different platforms are worth more. */
function differing({ lives }: Kin, nth: number): number {
  return new Set(lives.map((each) => each[nth]?.fate)).size > 1 ? 2 : 1;
}

/** So are those that every platform has. */
function spread({ lives }: Kin, nth: number): number {
  return lives.filter((each) => each[nth] !== undefined).length ** 3;
}

function fatesWords({ lives }: Kin, nth: number): string {
  const fates = [...new Set(lives.flatMap((each) => each[nth]?.fate ?? []))];
  return fates.map((fate) => CHOICE_WORDS[fate]).join(', ');
}

const CHOICE_WORDS: Readonly<Record<Fate, string>> = {
  prompt: 'prompt',
  late: 'late',
  never: 'never released',
  kept: 'used to the end',
  idle: 'closed before',
};

function panel(
  { kin, nth, label }: Choice,
  platforms: readonly PlatformView[],
  width: number,
  id: string,
  isBest: boolean,
): Html {
  const shown = platforms.map((view, index) => ({ view, life: kin.lives[index]?.[nth] }));
  const moments = shown.flatMap(({ view, life }) =>
    life === undefined ? [] : [life.made.at, endOf(life, view)],
  );
  const span = scaleOf(moments, width);
  return html`<section class="life${isBest && ' best'}" id="${id}" aria-label="${label}">
<h3>${kinWords(kin)}: number ${nth + 1}</h3>
<div class="life-axis" aria-hidden="true"><span>${formatBytes(span.from)}</span><span>bytes allocated</span><span>${formatBytes(span.to)}</span></div>
${shown.map(({ view, life }) => (life === undefined ? absent(view) : track(view, life, span)))}
${table(shown)}
</section>`;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** The axis of one object: all of the run where its life is long, nearer where it is short. */
function scaleOf(moments: readonly number[], width: number): Span {
  const first = Math.min(...moments);
  const last = Math.max(...moments);
  const margin = Math.max(16, (last - first) * 0.04);
  if ((last - first) * 3 > width) return { from: 0, to: width };
  return { from: Math.max(0, Math.floor(first - margin)), to: Math.min(width, Math.ceil(last + margin)) };
}

function endOf(life: Life, view: PlatformView): number {
  if (life.finalizer === null) return view.bytes;
  return life.reclaimed?.at ?? life.finalizer.at;
}

function absent({ name }: PlatformView): Html {
  return html`<div class="track"><b>${name}</b><p class="sub">made no such object, or none that has a finalizer</p></div>`;
}

function track(view: PlatformView, life: Life, { from, to }: Span): Html {
  const at = (bytes: number) => Math.min(100, Math.max(0, (100 * (bytes - from)) / Math.max(1, to - from)));
  const { made, lastUsed, unreachable, finalizer, reclaimed } = life;
  const end = view.bytes;
  const used = Math.max(made.at, lastUsed?.at ?? made.at);
  const dead = life.fate === 'kept' ? end : (unreachable?.at ?? end);
  const closed = finalizer?.at ?? end;
  const parts: readonly (readonly [string, number, number])[] = [
    ['used', made.at, Math.min(used, dead)],
    ['held', Math.min(used, dead), dead],
    ['waiting', dead, Math.max(dead, closed)],
    ['over', Math.max(dead, closed), finalizer === null ? closed : (reclaimed?.at ?? end)],
  ];
  return html`<div class="track"><b>${view.name}</b>
<div class="lane" aria-hidden="true">${parts.map(
    ([name, start, stop]) =>
      stop > start &&
      html`<i class="${name}" style="left:${percent(at(start))};width:${percent(at(stop) - at(start))}"></i>`,
  )}${mark('made', '\u25cf', at(made.at))}${unreachable !== null && life.fate !== 'kept' && mark('dead', '\u2715', at(dead))}${
    finalizer !== null && mark('finalized', '\u25a0', at(closed))
  }</div>
<p class="says"><span class="fate ${life.fate}">${sentence(life)}</span></p>
${heldBy(life, view)}</div>`;
}

function percent(value: number): string {
  return `${value.toFixed(2)}%`;
}

function mark(name: string, sign: string, left: number): Html {
  return html`<span class="mark ${name}" style="left:${percent(left)}">${sign}</span>`;
}

function sentence({ fate, delay, finalizer }: Life): string {
  const allocations = `${formatCount(delay)} allocation${delay === 1 ? '' : 's'}`;
  switch (fate) {
    case 'prompt':
      return 'finalized at once';
    case 'late':
      return finalizer?.exiting === true
        ? `finalized as the process ended, ${allocations} after its death`
        : `finalized ${allocations} after its death${finalizer?.thread === 'finalizer' ? ', on the finalizer thread' : ''}`;
    case 'never':
      return `never finalized; the program made ${allocations} more after its death`;
    case 'idle':
      return 'its finalizer had nothing left to do';
    case 'kept':
      return finalizer === null
        ? 'in use to the end, and not finalized then'
        : 'in use to the end, finalized then';
  }
}

/** A path from a root, a cycle, or nobody. */
function heldBy({ held, fate }: Life, { report }: PlatformView): Html | null {
  const waited = fate === 'late' || fate === 'never';
  const counting = report.observations?.counting === true;
  const nobody =
    waited &&
    !counting &&
    html`<p class="sub">Nothing held it${held !== null && ' any more'}: nobody had looked yet.</p>`;
  if (held === null) return nobody === false ? null : html`${nobody}`;
  const words =
    held.by === 'cycle'
      ? 'held by a cycle, which counts alone do not free'
      : `held${waited && ', as long as it lived,'} by`;
  return html`<div class="path"><span class="sub">${words}</span>
${steps(held.path)}${nobody}</div>`;
}

export function steps(path: readonly string[]): Html {
  return html`<ol class="steps">${path.map((step) => html`<li><code>${step}</code></li>`)}</ol>`;
}

function table(shown: readonly { readonly view: PlatformView; readonly life: Life | undefined }[]): Html {
  return html`<details class="data"><summary>Table: its life</summary><div class="scroll"><table>
<caption>When it was what, in bytes allocated; in brackets the objects allocated since it was made</caption>
<thead><tr><th scope="col">platform</th><th scope="col">made</th><th scope="col">last used</th><th scope="col">unreachable</th><th scope="col">finalized</th><th scope="col">reclaimed</th></tr></thead>
<tbody>${shown.map(({ view, life }) => {
    if (life === undefined)
      return html`<tr><th scope="row">${view.name}</th><td colspan="5">&ndash;</td></tr>`;
    const { made, lastUsed, unreachable, finalizer, reclaimed } = life;
    const cell = (event: { readonly at: number; readonly tick: number } | null, line = 0) =>
      event === null
        ? html`<td>&ndash;</td>`
        : html`<td>${formatBytes(event.at)} (+${formatCount(Math.max(0, event.tick - made.tick))})${line > 0 && `, line ${line}`}</td>`;
    return html`<tr><th scope="row">${view.name}</th>${cell(made, made.place?.line)}${cell(lastUsed, lastUsed?.place.line)}${cell(unreachable)}${cell(finalizer)}${cell(reclaimed)}</tr>`;
  })}</tbody></table></div></details>`;
}
