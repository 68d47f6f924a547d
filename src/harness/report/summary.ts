/** The first thing that one sees: what became of the objects on each platform, in numbers and as a bar. */
import type { Finding } from '../check/finding.ts';
import { formatBytes, formatCount } from '../quantities.ts';
import { type Html, html } from './html.ts';
import { FATE_WORDS, FATES, type Fate, type PlatformView } from './model.ts';

const SHORT_WORDS: Readonly<Record<Fate, string>> = {
  prompt: 'prompt',
  late: 'late',
  never: 'never',
  kept: 'to the end',
  idle: 'closed before',
};

/** Proportions; the words beside it say the same. */
export function fateBar(counts: Readonly<Record<Fate, number>>): Html {
  const total = FATES.reduce((sum, fate) => sum + counts[fate], 0);
  const parts = FATES.filter((fate) => counts[fate] > 0);
  return html`<span class="bar" aria-hidden="true">${
    total === 0
      ? html`<i class="none"></i>`
      : parts.map((fate) => html`<i class="${fate}" style="flex:${counts[fate]}"></i>`)
  }</span>`;
}

export function fateWords(counts: Readonly<Record<Fate, number>>): Html {
  const parts = FATES.filter((fate) => counts[fate] > 0);
  return html`<span class="fates">${parts.map(
    (fate) =>
      html`<span class="fate ${fate}"><b>${formatCount(counts[fate])}</b> ${SHORT_WORDS[fate]}</span> `,
  )}</span>`;
}

export function legend(): Html {
  return html`<p class="legend">${FATES.map(
    (fate) => html`<span><i class="${fate}"></i> ${FATE_WORDS[fate]}</span> `,
  )}</p>`;
}

export function summarySection(platforms: readonly PlatformView[]): Html {
  return html`<div class="cards">${platforms.map(card)}</div>${legend()}`;
}

function card(view: PlatformView): Html {
  const { name, report, counts, openMax, bytes } = view;
  const ended = outcomeWords(view);
  return html`<section class="card">
<h3>${name}</h3>
<p class="sub">${report.collector}</p>
<p class="big"><b>${formatCount(openMax)}</b> <span>open at once, at most</span></p>
${fateBar(counts)}
${fateWords(counts)}
<p class="sub">${ended}${report.metrics === undefined ? '' : `; ${collections(report.metrics.collections)}`}; ${formatBytes(bytes)} allocated</p>
</section>`;
}

function collections(all: readonly { readonly count: number; readonly cause: string }[]): string {
  const count = all.reduce((sum, each) => sum + each.count, 0);
  return `${formatCount(count)} collection${count === 1 ? '' : 's'}`;
}

export function outcomeWords({ report: { outcome, exitCode, message } }: PlatformView): string {
  if (outcome === 'ok') return exitCode === 0 ? 'ended well' : `ended with exit code ${exitCode}`;
  if (outcome === 'failed') return `failed with exit code ${exitCode}`;
  if (outcome === 'syntax-error') return 'was not started: a syntax error there';
  return message ?? outcome;
}

/** One sentence, for the top of the page. */
export function verdict(platforms: readonly PlatformView[], findings: readonly Finding[] | null): string {
  const told = platforms.filter(({ trace }) => trace !== null);
  const total = told.reduce((sum, { lives }) => sum + lives.length, 0);
  if (total === 0) return 'No finalizer had anything left to release.';
  const waits = told.filter(({ counts }) => counts.late + counts.never > 0);
  const prompt = told.filter((each) => !waits.includes(each));
  if (waits.length === 0) {
    const rest =
      findings === null || findings.length === 0 ? '' : ' What differs is something else: see the findings.';
    return `Everything is released where its last user lets go of it, on every platform.${rest}`;
  }
  if (prompt.length === 0)
    return 'Objects are released later than where their last user lets go of them, on every platform.';
  return `Released where its last user lets go of it on ${list(prompt)}; later, or never, on ${list(waits)}.`;
}

function list(views: readonly PlatformView[]): string {
  const names = views.map(({ name }) => name);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
