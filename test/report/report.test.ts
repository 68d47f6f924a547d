/** What a report holds, as text. */
import { describe, expect, it } from 'vitest';
import { programView } from '../../src/harness/report/model.ts';
import { HOSTILE, HOSTILE_NAME, PLATFORMS, programInput, reportOf } from './made-here.ts';

const BYTES_MAX = 600_000;
const input = programInput(HOSTILE, { filename: HOSTILE_NAME });
const recording = {
  'cpython-3.11.7': { exit: 0, stdout: input.runs[0]!.report.stdout, deterministic: true },
  'jython-2.7.3': { exit: 1, stdout: 'something else </pre>\n', deterministic: false },
};
const recorded = {
  id: '99_test',
  title: 'a <title>',
  shows: 'what it shows',
  fix: 'use `with`',
  sources: ['FAQ'],
  recording,
};
const text = reportOf({ ...input, recorded });

describe('a report', () => {
  it('is one file that needs nothing besides itself', () => {
    const outside = [
      ...text.matchAll(/<(?:script|link|img|iframe|object|source)\b[^>]*\b(?:src|href|data)=/g),
    ];
    expect(outside).toEqual([]);
    expect(text).not.toMatch(/@import|url\(/);
    expect(text).toMatch(
      /Content-Security-Policy" content="default-src &#39;none&#39;;[^"]*script-src &#39;sha256-/,
    );
    expect(Buffer.byteLength(text)).toBeLessThan(BYTES_MAX);
  });

  it('lets nothing of a program be markup', () => {
    expect(text).not.toContain('<script>window');
    expect(text).not.toContain('<img src=x');
    expect(text).toContain('&lt;script&gt;window.pwned = 2&lt;/script&gt;');
    expect(text).toContain('&lt;script&gt;window.pwned=1&lt;/script&gt;.py');
    expect([...text.matchAll(/<script\b/g)].length).toBe(3); // the library, the page's own, and data
  });

  it('counts what was released when', () => {
    const { platforms, kins } = programView(input.runs);
    const [cpython, jython] = platforms;
    expect(cpython!.counts).toMatchObject({ prompt: 30, late: 1, never: 0 });
    expect(cpython!.openMax).toBe(2);
    expect(jython!.counts.prompt).toBe(0);
    expect(jython!.openMax).toBeGreaterThan(29);
    const idle = kins.find((kin) => kin.class === 'Closed')!;
    expect(idle.lives[0]!.map(({ fate }) => fate)).toEqual(['idle', 'idle', 'idle']);
  });

  it('has the source beside what happened, findings, lives with paths, tables, and the recording', () => {
    for (const heading of [
      'Line by line',
      'Over time',
      'One object’s life',
      'Output, and the recorded reality',
    ])
      expect(text).toContain(`<h2>${heading}</h2>`);
    expect(text).toContain('<span class="what">30 × Resource</span>');
    expect(text).toContain('nobody had looked yet');
    expect(text).toContain('<code>.own: the same Resource</code>');
    expect([...text.matchAll(/<summary>Table: /g)].length).toBeGreaterThanOrEqual(PLATFORMS.length + 1);
    expect([...text.matchAll(/data-plot="/g)].length).toBe(2 * PLATFORMS.length);
    expect(text).toContain('midden prints what the real ones printed');
    expect(text).toContain('something else &lt;/pre&gt;');
    expect(text).toContain('jython-2.7.3 (not the same each time)');
  });

  it('stays below its size with many programs, and names them all', () => {
    const many = Array.from({ length: 60 }, (_, k) => ({ ...input, program: `program-${k}.py` }));
    const all = reportOf(...many);
    expect(Buffer.byteLength(all)).toBeLessThan(BYTES_MAX);
    for (const { program } of many) expect(all).toContain(`>${program}</a>`);
    expect(all).toContain('There was no room for its details');
    const unfound = many.map((each, k) => (k === 59 ? each : { ...each, findings: [] }));
    expect(reportOf(...unfound)).toContain('id="p60-time"');
  });

  it('has what there is of a program that was not run this time, or ran nowhere', () => {
    const without = reportOf({ ...input, runs: [] });
    expect(without).toContain('Line by line');
    const broken = programInput('def (:\n', { platforms: ['cpython-3.11'] });
    expect(reportOf(broken)).toContain('was not started');
  });
});
