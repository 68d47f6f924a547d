/** What a report has inside, from the files of this package and of the chart library. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { ReportAssets } from '../report/page.ts';

/** Compiled, always: a browser runs it. */
const SCRIPT = new URL(
  import.meta.url.endsWith('.ts') ? '../../../dist/src/web/report.js' : '../../web/report.js',
  import.meta.url,
);

export function readReportAssets(): ReportAssets {
  const require = createRequire(import.meta.url);
  const library = inline(readFileSync(require.resolve('uplot/dist/uPlot.iife.min.js'), 'utf8'));
  const script = inline(readFileSync(SCRIPT, 'utf8'));
  return {
    chartLibrary: library,
    chartStyle: readFileSync(require.resolve('uplot/dist/uPlot.min.css'), 'utf8'),
    script,
    hashes: [library, script].map(
      (text) => `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`,
    ),
  };
}

/** Nothing in it can end the element that it stands in; where its source map is is nobody's business there. */
function inline(script: string): string {
  const text = script.replace(/^\/\/# sourceMappingURL=.*$/gm, '').trim();
  if (/<\/script|<!--/i.test(text)) throw new Error('a script for reports holds the end of a script element');
  return text;
}
