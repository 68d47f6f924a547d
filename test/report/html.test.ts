/** Markup in which programs' texts are nothing but text, and series that lose no peak. */
import { describe, expect, it } from 'vitest';
import { escapeHtml, html, jsonForScript, quoted } from '../../src/harness/report/html.ts';
import { clustered, type Point, steps, thinned } from '../../src/harness/report/series.ts';
import { sourceFiles } from '../architecture/sources.ts';

describe('markup', () => {
  it('escapes what is put into it, and nothing twice', () => {
    const inner = html`<b title="${'"><script>'}">${'<script>alert(1)</script> & more'}</b>`;
    expect(html`<p>${inner}${[1, inner, null, false]}</p>`.text).toBe(`<p>${inner.text}1${inner.text}</p>`);
    expect(inner.text).toBe(
      '<b title="&quot;&gt;&lt;script&gt;">&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</b>',
    );
  });

  it('shows what cannot be seen', () => {
    expect(escapeHtml('a\0b\x1b[31m\tc\n')).toBe('a\\x00b\\x1b[31m\tc\n');
    expect(escapeHtml('user\u202egnp.exe \ud800 ok \u{1f600}')).toBe(
      'user\\u202egnp.exe \\ud800 ok \u{1f600}',
    );
  });

  it('holds data that cannot end its script', () => {
    const value = ['</script><script>alert(1)</script>', '<!--', '\u2028'];
    const { text } = jsonForScript(value);
    expect(text).not.toMatch(/<|\u2028/);
    expect(JSON.parse(text)).toEqual(value);
  });

  it('sets words in backquotes as code', () => {
    expect(quoted('use `with <x>` here').text).toBe('use <code>with &lt;x&gt;</code> here');
  });
});

describe('the sources of the report', () => {
  it('are ASCII: a bundle keeps the text of templates as it is, and is read as such', () => {
    const sources = sourceFiles('src/harness/report');
    expect(sources.length).toBeGreaterThan(10);
    expect(sources.filter(({ text }) => /[^\0-\x7f]/.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

describe('series', () => {
  it('keep their ends and their peaks when they are thinned', () => {
    const points = Array.from(
      { length: 10_000 },
      (_, x): Point => [x, x === 4321 ? 99 : x === 77 ? -5 : x % 7],
    );
    const kept = thinned(points, 200);
    expect(kept.length).toBeLessThanOrEqual(210);
    expect(kept).toContainEqual([4321, 99]);
    expect(kept).toContainEqual([77, -5]);
    expect([kept[0], kept.at(-1)]).toEqual([points[0], points.at(-1)]);
    expect(thinned(points.slice(0, 9), 200)).toEqual(points.slice(0, 9));
  });

  it('drop what happened between two steps at one moment', () => {
    expect(
      steps(
        [
          [0, 0],
          [5, 1],
          [5, 2],
          [5, 3],
          [9, 2],
        ],
        100,
      ),
    ).toEqual([
      [0, 0],
      [5, 1],
      [5, 3],
      [9, 2],
    ]);
  });

  it('tell moments that fall together once, with their number', () => {
    expect(clustered([0, 1, 2, 500, 501, 999], 1000, 10)).toEqual([
      [0, 3],
      [500, 2],
      [999, 1],
    ]);
  });
});
