/** SARIF 2.1.0, which code-scanning services and editors read. */
import type { CheckResult } from '../check.ts';
import type { Finding } from '../finding.ts';
import { KINDS } from '../kinds.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

export function sarifText(results: readonly CheckResult[], version: string): string {
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'midden',
            semanticVersion: version,
            informationUri: 'https://www.npmjs.com/package/midden',
            rules: KINDS.map(({ name, title, why, fix, severity }) => ({
              id: name,
              shortDescription: { text: title },
              fullDescription: { text: why },
              help: { text: fix },
              defaultConfiguration: { level: severity },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: results.flatMap(({ findings }) => findings.map(resultOf)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function resultOf(finding: Finding) {
  const { kind, severity, file, line, message, platforms, lastUsed } = finding;
  const did = platforms.map((each) => `${each.platform}: ${each.did}`).join('\n');
  return {
    ruleId: kind,
    ruleIndex: KINDS.findIndex(({ name }) => name === kind),
    level: severity,
    message: { text: `${message}.\n${did}\nFix: ${finding.fix.text}` },
    locations: [{ physicalLocation: physical(file, line) }],
    ...(lastUsed === undefined
      ? {}
      : {
          relatedLocations: [
            {
              id: 1,
              message: { text: 'last used here' },
              physicalLocation: physical(lastUsed.file, lastUsed.line),
            },
          ],
        }),
    partialFingerprints: { 'middenFinding/v1': `${kind}:${finding.function}:${finding.class ?? ''}` },
  };
}

function physical(file: string, line: number) {
  return { artifactLocation: { uri: uriOf(file) }, region: { startLine: Math.max(1, line) } };
}

/** Relative paths stay relative to wherever the reader is. */
function uriOf(file: string): string {
  const path = file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${path}` : path;
}
