import { describe, expect, it } from 'vitest';
import { findingsText } from '../../src/cli/findings-text.ts';
import { plain } from '../../src/cli/style.ts';
import type { CheckResult } from '../../src/harness/check/check.ts';
import { checkDocument, checkDocumentSchema, checkJsonSchema } from '../../src/harness/check/document.ts';
import { githubText } from '../../src/harness/check/formats/github.ts';
import { junitText } from '../../src/harness/check/formats/junit.ts';
import { markdownText } from '../../src/harness/check/formats/markdown.ts';
import { sarifText } from '../../src/harness/check/formats/sarif.ts';

/** With everything in it that some format could trip over. */
const nasty: CheckResult = {
  program: 'a <b>&"c".py',
  platforms: ['cpython-3.11', 'jython-2.7'],
  runs: 2,
  skipped: [{ platform: 'pypy-3.9', seed: 0, outcome: 'limit', reason: 'stopped | <script>' }],
  findings: [
    {
      kind: 'late-release',
      severity: 'warning',
      file: 'a <b>&"c".py',
      line: 2,
      function: 'main',
      class: 'File',
      lastUsed: { file: 'a <b>&"c".py', line: 3, function: 'main' },
      platforms: [
        { platform: 'cpython-3.11', did: '1 released promptly', prompt: 1 },
        { platform: 'jython-2.7', did: '100% late: <script>alert(1)</script>, `x`\nand more', late: 1 },
      ],
      message: 'File: ]]> & "late" \u0001',
      why: 'Because.',
      fix: { text: 'Use with.', edits: [{ line: 2, before: 'f = File()', after: 'with File() as f:' }] },
    },
  ],
};
const clean: CheckResult = { ...nasty, program: 'fine.py', skipped: [], findings: [] };

describe('formats of findings', () => {
  it('json has the findings at its top and is what its schema says', () => {
    const document = checkDocument([nasty, clean], '1.2.3');
    expect(checkDocumentSchema.parse(JSON.parse(JSON.stringify(document)))).toEqual(document);
    expect(document.findings).toEqual(nasty.findings);
    expect(document.programs.map(({ program, findings }) => [program, findings])).toEqual([
      [nasty.program, 1],
      ['fine.py', 0],
    ]);
    expect(checkJsonSchema()).toMatchObject({ properties: { findings: { type: 'array' } } });
  });

  it('sarif names a rule for each kind, and the place as a URI', () => {
    const log = JSON.parse(sarifText([nasty, clean], '1.2.3'));
    expect(log.version).toBe('2.1.0');
    const [run] = log.runs;
    const [result] = run.results;
    expect(run.results).toHaveLength(1);
    expect(run.tool.driver.rules[result.ruleIndex].id).toBe('late-release');
    expect(result.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'a%20%3Cb%3E%26%22c%22.py' },
      region: { startLine: 2 },
    });
    expect(result.level).toBe('warning');
  });

  it('junit escapes what XML has a use for, and what it cannot hold', () => {
    const text = junitText([nasty, clean]);
    expect(text).toContain('<testsuites name="midden check" tests="2" failures="1">');
    expect(text).toContain('classname="a &lt;b&gt;&amp;&quot;c&quot;.py" name="late-release at line 2"');
    expect(text).toContain('message="File: ]]&gt; &amp; &quot;late&quot; \uFFFD"');
    expect(text).toContain('<testcase classname="fine.py" name="no finding"/>');
    expect(text).not.toContain('<script>');
  });

  it('github puts each finding on one line', () => {
    const text = githubText([nasty, clean]);
    expect(text.split('\n')).toHaveLength(2);
    expect(text).toMatch(/^::warning file=a <b>&"c"\.py,line=2,title=midden%3A late-release::File: /);
    expect(text).toContain('100%25 late: <script>alert(1)</script>, `x`%0Aand more');
  });

  it('markdown escapes what would become markup', () => {
    const text = markdownText([nasty, clean]);
    expect(text).toContain('## a \\<b\\>&"c".py');
    expect(text).toContain('| jython-2.7 | 100% late: \\<script\\>alert(1)\\</script\\>, \\`x\\` and more |');
    expect(text).toContain('- f = File()\n+ with File() as f:');
    expect(text).toContain('## fine.py\n\nNo findings.');
  });

  it('text shows the line, the platforms and the edit', () => {
    const source = 'import x\nf = File()\nuse(f)\n';
    const text = findingsText(
      [
        { result: nasty, source },
        { result: clean, source: '' },
      ],
      plain,
    );
    expect(text).toContain('warning: late-release, line 2, in main()');
    expect(text).toContain('      f = File()\n');
    expect(text).toContain('last used at line 3');
    expect(text).toContain('- f = File()\n         + with File() as f:');
    expect(text).toContain('pypy-3.9 is left out: stopped | <script>');
    expect(text).toContain('1 finding in 1 of 2 programs, from 4 runs\n');
  });
});
