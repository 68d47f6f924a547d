/** JUnit's XML as continuous-integration services read it: a suite per program, a case per kind that it could have. */
import type { CheckResult } from '../check.ts';
import type { Finding } from '../finding.ts';

export function junitText(results: readonly CheckResult[]): string {
  const failures = results.reduce((sum, { findings }) => sum + findings.length, 0);
  const cases = results.reduce((sum, { findings }) => sum + Math.max(1, findings.length), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="midden check" tests="${cases}" failures="${failures}">`,
    ...results.flatMap(suite),
    '</testsuites>',
    '',
  ].join('\n');
}

function suite({ program, findings }: CheckResult): string[] {
  const name = escapeXml(program);
  const tests = Math.max(1, findings.length);
  return [
    `  <testsuite name="${name}" tests="${tests}" failures="${findings.length}">`,
    ...(findings.length === 0
      ? [`    <testcase classname="${name}" name="no finding"/>`]
      : findings.flatMap((finding) => failure(name, finding))),
    '  </testsuite>',
  ];
}

function failure(program: string, finding: Finding): string[] {
  const { kind, file, line, message, platforms, why, fix } = finding;
  const text = [
    `${file}:${line}`,
    ...platforms.map(({ platform, did }) => `${platform}: ${did}`),
    why,
    `Fix: ${fix.text}`,
    ...fix.edits.map((edit) => `  line ${edit.line}: ${edit.before}  ->  ${edit.after}`),
  ].join('\n');
  return [
    `    <testcase classname="${program}" name="${kind} at line ${line}">`,
    `      <failure type="${kind}" message="${escapeXml(message)}">${escapeXml(text)}</failure>`,
    '    </testcase>',
  ];
}

/** What XML 1.0 cannot hold at all becomes the replacement character. */
function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}');
}
