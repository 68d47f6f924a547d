/** GitHub's workflow commands: annotations beside the lines of a change. */
import type { CheckResult } from '../check.ts';
import type { Finding } from '../finding.ts';

const LEVELS = { error: 'error', warning: 'warning', note: 'notice' } as const;

export function githubText(results: readonly CheckResult[]): string {
  return results.flatMap(({ findings }) => findings.map(annotation)).join('');
}

function annotation({ kind, severity, file, line, message, platforms, fix }: Finding): string {
  const did = platforms.map((each) => `${each.platform}: ${each.did}`);
  const body = [message, ...did, `Fix: ${fix.text}`].join('\n');
  const title = property(`midden: ${kind}`);
  return `::${LEVELS[severity]} file=${property(file)},line=${line},title=${title}::${data(body)}\n`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
