/** Findings for people: kind, place, what each platform did, why, and the fix. */
import type { CheckResult } from '../harness/check/check.ts';
import type { Finding } from '../harness/check/finding.ts';
import { kindNamed, type Severity } from '../harness/check/kinds.ts';
import { keptText } from '../harness/check/rules/kept.ts';
import type { Paint } from './style.ts';

const WIDTH = 88;
const COLOURS = { error: 'red', warning: 'yellow', note: 'cyan' } as const satisfies Record<Severity, string>;

export interface CheckedText {
  readonly result: CheckResult;
  readonly source: string;
}

export function findingsText(checked: readonly CheckedText[], paint: Paint): string {
  const texts = checked.map(({ result, source }) => programText(result, source.split('\n'), paint));
  return `${texts.join('\n')}${summary(checked.map(({ result }) => result))}`;
}

function programText(result: CheckResult, source: readonly string[], paint: Paint): string {
  const lines = [paint('bold', result.program)];
  if (result.findings.length === 0) lines.push('  no findings');
  for (const finding of result.findings) lines.push('', ...findingText(finding, result, source, paint));
  const skipped = new Map(result.skipped.map(({ platform, reason }) => [platform, reason]));
  for (const [platform, reason] of skipped)
    lines.push('', `  ${platform} is left out: ${reason.trim().split('\n').at(-1)}`);
  return `${lines.join('\n')}\n`;
}

function findingText(
  finding: Finding,
  { program }: CheckResult,
  source: readonly string[],
  paint: Paint,
): string[] {
  const { kind, severity, file, line, platforms, message, why, fix, lastUsed } = finding;
  const at = file === program ? `line ${line}` : `${file}, line ${line}`;
  const inside = finding.function === '' ? '' : `, in ${finding.function}()`;
  const code = file === program ? (source[line - 1]?.trim() ?? '') : '';
  const width = Math.max(...platforms.map(({ platform }) => platform.length));
  const used = lastUsed === undefined || lastUsed.line === line ? [] : [`last used at line ${lastUsed.line}`];
  return [
    `  ${paint(COLOURS[severity], `${severity}: ${kind}`)}, ${at}${inside}: ${kindNamed(kind).title}`,
    ...(code === '' ? [] : ['', `      ${paint('bold', code)}`, '']),
    ...wrapped(`${message}.`, '    '),
    ...used.map((text) => `    ${text}`),
    ...platforms.map(({ platform, did }) => `      ${platform.padEnd(width)}  ${did}`),
    ...wrapped(why, '    why  '),
    ...keptLines(platforms),
    ...wrapped(fix.text, '    fix  '),
    ...fix.edits.flatMap((edit) => [
      `         ${paint('red', `- ${edit.before}`)}`,
      `         ${paint('green', `+ ${edit.after}`)}`,
    ]),
  ];
}

/** What kept it alive, told once for platforms where it was the same. */
function keptLines(platforms: Finding['platforms']): string[] {
  const byText = new Map<string, string[]>();
  for (const { platform, kept } of platforms) {
    if (kept === undefined) continue;
    const text = keptText(kept);
    byText.set(text, [...(byText.get(text) ?? []), platform]);
  }
  return [...byText].flatMap(([text, names], index) =>
    wrapped(`${names.join(', ')}: ${text}`, index === 0 ? '    held by  ' : ' '.repeat(13)),
  );
}

/** Lines of at most WIDTH characters; those after the first are indented as deep. */
function wrapped(text: string, first: string): string[] {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(' ')) {
    if (!empty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = ' '.repeat(first.length);
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line];
}

function summary(results: readonly CheckResult[]): string {
  const findings = results.reduce((sum, each) => sum + each.findings.length, 0);
  const runs = results.reduce((sum, each) => sum + each.runs, 0);
  const affected = results.filter((each) => each.findings.length > 0).length;
  const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;
  if (findings === 0)
    return `\nno findings in ${counted(results.length, 'program')}, from ${counted(runs, 'run')}\n`;
  return `\n${counted(findings, 'finding')} in ${affected} of ${counted(results.length, 'program')}, from ${counted(runs, 'run')}\n`;
}
