/** What `midden run` tells besides the program's own output, when asked: loaded only then. */
import type { RunReport } from '../harness/execution.ts';
import type { ProgramText } from '../harness/node/source-file.ts';
import { REPORT_VERSION, type RunDocument, runDocumentSchema } from '../harness/report-schema.ts';
import { figureRows, outcomeText, workRows } from './figures.ts';
import { type RunFlags, reportOptions } from './options.ts';
import { renderTable } from './table.ts';
import { VERSION } from './version.ts';

export function runDocument(
  program: ProgramText,
  argv: readonly string[],
  flags: RunFlags,
  run: RunReport,
): RunDocument {
  const options = reportOptions(flags);
  const format = REPORT_VERSION;
  return runDocumentSchema.parse({ midden: VERSION, format, program: program.filename, argv, options, run });
}

export function statsTable(report: RunReport, ruled: boolean): string {
  const head = [`${report.platform}, ${report.collector}`, ''];
  const rows = [
    ['outcome', outcomeText(report)],
    ['steps', report.steps.toLocaleString('en-US')],
    ...figureRows([report]),
    ...workRows([report]),
  ];
  return renderTable({ head, rows, ruled, figuresFrom: 1 });
}
