/** Reports as HTML: what the commands have, with the catalogue's recordings beside it. */
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../harness/node/package-root.ts';
import { readPitfalls } from '../harness/node/pitfalls.ts';
import { readReportAssets } from '../harness/node/report-assets.ts';
import type { ProgramInput, RecordedReality } from '../harness/report/model.ts';
import { reportHtml } from '../harness/report/page.ts';
import { VERSION } from './version.ts';

export function reportText(programs: readonly Omit<ProgramInput, 'recorded'>[]): string {
  const [first] = programs;
  const title = programs.length === 1 ? `${first!.program}: midden` : `${programs.length} programs: midden`;
  const recordings = readRecordings();
  const inputs = programs.map((each) => ({ ...each, recorded: recordings.get(each.source) ?? null }));
  return reportHtml({ title, midden: VERSION, programs: inputs }, readReportAssets());
}

/** By the text of the program: a pitfall is one wherever its file lies. */
function readRecordings(): Map<string, RecordedReality> {
  return new Map(readPitfalls(join(PACKAGE_ROOT, 'pitfalls')).map((pitfall) => [pitfall.program, pitfall]));
}
