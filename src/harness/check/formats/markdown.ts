/** Markdown, for a comment on a change or a page of a wiki. */
import type { CheckResult } from '../check.ts';
import type { Finding } from '../finding.ts';

export function markdownText(results: readonly CheckResult[]): string {
  return results.map(programText).join('\n');
}

function programText({ program, findings, skipped }: CheckResult): string {
  const heading = `## ${escapeMarkdown(program)}\n`;
  const notes = skipped.map(
    ({ platform, reason }) => `- not run on ${platform}: ${escapeMarkdown(reason)}\n`,
  );
  if (findings.length === 0) return [heading, '\nNo findings.\n', ...notes].join('');
  return [heading, ...findings.map(findingText), ...notes].join('\n');
}

function findingText({
  kind,
  severity,
  line,
  function: name,
  message,
  why,
  fix,
  platforms,
}: Finding): string {
  const where = name === '' ? `line ${line}` : `line ${line}, in \`${name}\``;
  const rows = platforms.map(({ platform, did }) => `| ${platform} | ${escapeMarkdown(did)} |`);
  const edits = fix.edits.flatMap(({ before, after }) => [`- ${before}`, `+ ${after}`]);
  return [
    `### ${kind} (${severity}): ${where}`,
    '',
    `${escapeMarkdown(message)}.`,
    '',
    '| platform | what happened |',
    '|---|---|',
    ...rows,
    '',
    `${why}`,
    '',
    `**Fix:** ${escapeMarkdown(fix.text)}`,
    ...(edits.length === 0 ? [] : ['', '```diff', ...edits, '```']),
    '',
  ].join('\n');
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|#]/g, (character) => `\\${character}`).replaceAll('\n', ' ');
}
