/** A report as one HTML file that needs nothing besides itself. */
import { timelineSection } from './charts.ts';
import { findingsSection } from './findings.ts';
import { Html, html } from './html.ts';
import { linesSection } from './lines.ts';
import { livesSection } from './lives.ts';
import { type ProgramInput, type ProgramView, programView } from './model.ts';
import { outputsSection } from './outputs.ts';
import { STYLE } from './style.ts';
import { fateBar, fateWords, summarySection, verdict } from './summary.ts';

/** What the page has inside: the chart library and its style sheet, and the page's own script. */
export interface ReportAssets {
  readonly chartLibrary: string;
  readonly chartStyle: string;
  readonly script: string;
  /** `sha256-...` of the two scripts, for the page's own security policy: nothing else in it runs. */
  readonly hashes: readonly string[];
}

export interface ReportInput {
  readonly title: string;
  /** The version of midden. */
  readonly midden: string;
  readonly programs: readonly ProgramInput[];
}

/** The whole file stays below this, whatever the programs do. */
const BYTES_MAX = 580_000;

interface Program extends ProgramInput, ProgramView {
  readonly id: string;
}

export function reportHtml({ title, midden, programs }: ReportInput, assets: ReportAssets): string {
  const all = programs.map(
    (input, index): Program => ({ ...input, ...programView(input.runs), id: `p${index + 1}` }),
  );
  const frame = (body: Html) => page(title, midden, body, assets);
  let left = BYTES_MAX - bytesOf(frame(html`${index(all)}`));
  const bodies = new Map<Program, Html>();
  // Those with findings come first where there is not room for all.
  for (const program of [...all].sort((a, b) => findingsIn(b) - findingsIn(a))) {
    const body = fitting(program, left);
    left -= bytesOf(body.text);
    bodies.set(program, body);
  }
  return frame(html`${index(all)}${all.map((program) => bodies.get(program))}`);
}

function findingsIn({ findings }: Program): number {
  return findings?.length ?? 0;
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Everything, less, or a line: the first that fits. */
function fitting(program: Program, bytes: number): Html {
  for (const detail of ['all', 'brief'] as const) {
    const body = article(program, detail);
    if (bytesOf(body.text) <= bytes) return body;
  }
  const line = html`<article class="program" id="${program.id}"><h2>${program.program}</h2>
<p class="lead">There was no room for its details: a report of this program alone has them.</p></article>`;
  return bytesOf(line.text) <= bytes ? line : html``;
}

function index(programs: readonly Program[]): Html | null {
  if (programs.length < 2) return null;
  return html`<nav class="index" aria-label="Programs"><h2>${programs.length} programs</h2><div class="scroll"><table>
<thead><tr><th scope="col">program</th><th scope="col">findings</th>${programs[0]!.platforms.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${programs.map(
    ({ id, program, findings, platforms }) => html`<tr><th scope="row"><a href="#${id}">${program}</a></th>
<td>${findings === null ? '\u2013' : findings.length}</td>${platforms.map(({ counts }) => html`<td>${fateBar(counts)}<span class="unseen">${fateWords(counts)}</span></td>`)}</tr>`,
  )}</tbody></table></div></nav>`;
}

function article(
  { id, program, source, findings, recorded, platforms, kins }: Program,
  detail: 'all' | 'brief',
): Html {
  const lives = detail === 'all' ? livesSection(platforms, kins, id) : null;
  const isTold = platforms.some(({ trace }) => trace !== null);
  const parts: readonly (readonly [name: string, title: string, body: Html])[] = [
    ...(findings === null
      ? []
      : [['findings', findingsTitle(findings.length), findingsSection(findings, source)] as const]),
    ...(detail === 'brief'
      ? []
      : [['lines', 'Line by line', linesSection(program, source, platforms, kins)] as const]),
    ...(detail === 'brief' || !isTold
      ? []
      : [['time', 'Over time', timelineSection(platforms, id)] as const]),
    ...(lives === null ? [] : [['lives', 'One object\u2019s life', lives] as const]),
    [
      'output',
      recorded === null ? 'Output' : 'Output, and the recorded reality',
      outputsSection(platforms, recorded),
    ],
  ];
  return html`<article class="program" id="${id}">
<header class="title"><h2>${program}</h2><p class="verdict">${verdict(platforms, findings)}</p></header>
<nav class="parts" aria-label="Parts">${parts.map(([name, title]) => html`<a href="#${id}-${name}">${title}</a> `)}</nav>
<section aria-label="Summary">${summarySection(platforms)}</section>
${parts.map(
  ([name, title, body]) =>
    html`<section class="part part-${name}" id="${id}-${name}"><h2>${title}</h2>${body}</section>\n`,
)}</article>`;
}

function findingsTitle(count: number): string {
  return count === 0 ? 'No findings' : `${count} finding${count === 1 ? '' : 's'}`;
}

function page(title: string, midden: string, body: Html, assets: ReportAssets): string {
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src ${assets.hashes.map((hash) => `'${hash}'`).join(' ')}; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="midden ${midden}">
<title>${title}</title>
<style>${new Html(assets.chartStyle)}
${new Html(STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">To the report</a>
<header class="top"><p class="brand">midden</p><p class="sub">one program, one object model, several garbage collectors</p>
<button type="button" class="theme" hidden>Theme: system</button></header>
<main id="main">${body}</main>
<footer><p class="sub">Written by midden ${midden}. Every figure is a count; the same program gives the same report.</p></footer>
<script>${new Html(assets.chartLibrary)}</script>
<script type="module">${new Html(assets.script)}</script>
</body>
</html>
`.text;
}
