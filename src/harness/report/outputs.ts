/** What was printed: by each platform here, and by real interpreters where somebody recorded them. */
import { type Html, html, quoted } from './html.ts';
import { cut } from './lines.ts';
import type { PlatformView, RecordedReality } from './model.ts';

/** The catalogue's programs were recorded under `ulimit -n 256`. */
const RECORDED_DESCRIPTOR_LIMIT = 256;
const LINES_MAX = 40;
const CHARACTERS_MAX = 6000;

interface Printed {
  readonly stdout: string;
  readonly exit: number;
  readonly here: string[];
  readonly real: string[];
}

export function outputsSection(platforms: readonly PlatformView[], recorded: RecordedReality | null): Html {
  const groups = groupsOf(platforms, recorded);
  const differing = differingLines(groups.map(({ stdout }) => stdout.split('\n')));
  return html`${recorded !== null && about(recorded)}
<div class="outputs">${groups.map((group) => output(group, differing, recorded !== null))}</div>
${platforms.map(errors)}`;
}

function groupsOf(platforms: readonly PlatformView[], recorded: RecordedReality | null): Printed[] {
  const groups = new Map<string, Printed>();
  const add = (stdout: string, exit: number, side: 'here' | 'real', name: string) => {
    const key = `${exit} ${stdout}`;
    const known = groups.get(key) ?? { stdout, exit, here: [], real: [] };
    known[side].push(name);
    groups.set(key, known);
  };
  for (const { name, report } of platforms)
    if (report.outcome !== 'syntax-error') add(report.stdout, report.exitCode, 'here', name);
  for (const [name, { stdout, exit, deterministic }] of Object.entries(recorded?.recording ?? {}))
    add(stdout, exit, 'real', deterministic ? name : `${name} (not the same each time)`);
  return [...groups.values()];
}

function about({ id, title, shows, fix, sources }: RecordedReality): Html {
  return html`<div class="recorded"><p class="lead"><b>${id}</b>: ${title}. ${quoted(shows)}</p>
<p class="fix"><b>Fix</b> ${quoted(fix)}</p>${sources.length > 0 && html`<p class="sub">Documented by ${sources.join('; ')}</p>`}
<p class="sub">Real interpreters were recorded with at most ${RECORDED_DESCRIPTOR_LIMIT} descriptors; --fd-limit ${RECORDED_DESCRIPTOR_LIMIT} does the same here.</p></div>`;
}

function output(
  { stdout, exit, here, real }: Printed,
  differing: ReadonlySet<number>,
  isRecorded: boolean,
): Html {
  const lines = (stdout.length > CHARACTERS_MAX ? `${stdout.slice(0, CHARACTERS_MAX)}\u2026` : stdout)
    .replace(/\n$/, '')
    .split('\n');
  const shown = lines.slice(0, LINES_MAX);
  return html`<section class="output">
${here.length > 0 && html`<p class="who"><span class="tag here">midden</span> ${here.join(', ')}</p>`}
${real.length > 0 && html`<p class="who"><span class="tag real">recorded</span> ${real.join(', ')}</p>`}
${isRecorded && here.length > 0 && real.length > 0 && html`<p class="sub agrees">&check; midden prints what the real ones printed</p>`}
<pre>${stdout === '' ? html`<i>(nothing)</i>` : shown.map((line, index) => (differing.has(index) ? html`<mark>${cut(line, 300)}</mark>\n` : html`${cut(line, 300)}\n`))}${
    lines.length > shown.length && html`<i>&hellip; ${lines.length - shown.length} lines more</i>`
  }</pre>
${exit !== 0 && html`<p class="sub">exit code ${exit}</p>`}
</section>`;
}

/** Which lines are not the same everywhere. */
function differingLines(all: readonly (readonly string[])[]): ReadonlySet<number> {
  const found = new Set<number>();
  const most = Math.max(0, ...all.map((lines) => lines.length));
  for (let k = 0; k < most; k++) if (new Set(all.map((lines) => lines[k])).size > 1) found.add(k);
  return found;
}

function errors({ name, report }: PlatformView): Html | null {
  if (report.stderr === '') return null;
  const text =
    report.stderr.length > CHARACTERS_MAX ? `${report.stderr.slice(0, CHARACTERS_MAX)}\u2026` : report.stderr;
  return html`<details class="data"><summary>Standard error: ${name}</summary><pre>${text}</pre></details>`;
}
