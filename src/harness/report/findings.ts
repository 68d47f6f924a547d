/** What a check found: the place, what each platform did, why, who held it, and the edit. */
import type { Finding } from '../check/finding.ts';
import { kindNamed } from '../check/kinds.ts';
import { type Html, html, quoted } from './html.ts';
import { steps } from './lives.ts';

export function findingsSection(findings: readonly Finding[], source: string): Html {
  if (findings.length === 0)
    return html`<p class="lead">No findings: nothing in what was observed depends on the platform.</p>`;
  const lines = source.split('\n');
  return html`${findings.map((finding) => card(finding, lines))}`;
}

function card(finding: Finding, source: readonly string[]): Html {
  const { kind, severity, line, function: name, platforms, message, why, fix } = finding;
  return html`<article class="finding ${severity}">
<h3><span class="tag">${severity}</span> ${kind} <span class="sub">line ${line}${name !== '' && `, in ${name}()`}: ${kindNamed(kind).title}</span></h3>
<pre class="place"><code>${(source[line - 1] ?? '').trim()}</code></pre>
<p>${message}.</p>
<dl>${platforms.map(({ platform, did }) => html`<div><dt>${platform}</dt><dd>${did}</dd></div>`)}</dl>
${keptOf(finding)}
<p class="why">${quoted(why)}</p>
<p class="fix"><b>Fix</b> ${quoted(fix.text)}</p>
${fix.edits.length > 0 && html`<pre class="edit">${fix.edits.map(({ before, after }) => html`<del>- ${before}</del><ins>+ ${after}</ins>`)}</pre>`}
</article>`;
}

function keptOf({ platforms }: Finding): Html | null {
  const held = platforms.find(({ kept }) => kept !== undefined && kept.steps.length > 0);
  const unseen = platforms.filter(({ kept }) => kept?.by === 'nobody-looked').map(({ platform }) => platform);
  if (held === undefined && unseen.length === 0) return null;
  return html`<div class="path">${
    held !== undefined &&
    html`<span class="sub">held on ${held.platform} by${held.kept!.by === 'cycle' && ' a cycle'}</span>${steps(held.kept!.steps)}`
  }${unseen.length > 0 && html`<p class="sub">Nothing held it on ${unseen.join(', ')}: nobody had looked yet.</p>`}</div>`;
}
