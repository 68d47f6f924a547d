/** docs/CPYTHON-TESTS.md, from the results of all suites on all platforms. */
export const documentedPlatforms = [
  'cpython-3.11',
  'cpython-3.8',
  'cpython-3.12',
  'cpython-3.13',
  'cpython-2.7',
  'jython-2.7',
  'ironpython-3.4',
  'pypy-3.9',
];

const head = `# CPython's own tests

What CPython 3.11's tests of objects' lives say about midden: \`test_gc\`, \`test_weakref\`, \`test_finalization\`, \`test_weakset\` and
\`test_generators\`, unmodified, from an installed CPython 3.11 (${'`'}VERSION${'`'} when this was written), with \`doctest\` and \`test.mapping_tests\`
of the same library. Everything else that they import is midden's own: \`unittest\`, \`inspect\`, \`re\`, \`difflib\`, and a small \`test.support\`.

    npm run conformance:cpython -- --lib ~/.pyenv/versions/3.11.7/lib/python3.11

takes \`--platform NAME\`, \`--suite NAME\`, \`--test PATTERN\` and \`--verbose\`. **This file is written by** \`--write-docs\`: do not edit it.
`;

function counts(tests) {
  const result = { passed: 0, failed: 0, skipped: 0 };
  for (const { outcome } of tests) result[outcome]++;
  return result;
}

function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ').slice(0, 160);
}

/** What a test said, without what differs from run to run or belongs to this machine. */
export function said(reason) {
  return reason
    .replace(/0x[0-9a-f]{6,}/gi, '0x…')
    .replace(/(["'(])\/[^"') ]*\/([^/"') ]+)/g, '$1$2')
    .trim();
}

function table(rows) {
  return rows.map((row) => `| ${row.map((text) => cell(String(text))).join(' | ')} |`);
}

function summary(results) {
  const lines = [
    '## Results',
    '',
    '| platform | suite | passed | failed | skipped | |',
    '|---|---|---|---|---|---|',
  ];
  for (const { platform, suites } of results) {
    const total = { passed: 0, failed: 0, skipped: 0 };
    for (const { suite, tests, ended } of suites) {
      const found = counts(tests);
      for (const key of Object.keys(total)) total[key] += found[key];
      const note = ended === null ? '' : `ends early: ${said(ended)}`;
      lines.push(...table([[platform, suite, found.passed, found.failed, found.skipped, note]]));
    }
    const { passed, failed, skipped } = total;
    lines.push(`| **${platform}** | **all** | **${passed}** | **${failed}** | **${skipped}** | |`);
  }
  return lines;
}

function mainPlatform(suites) {
  const lines = [
    '',
    '## What does not pass on cpython-3.11',
    '',
    '| test | outcome | why |',
    '|---|---|---|',
  ];
  for (const { suite, tests } of suites) {
    for (const test of tests.filter(({ outcome }) => outcome !== 'passed')) {
      lines.push(...table([[`\`${suite}\` ${test.name}`, test.outcome, test.why]]));
    }
  }
  return lines;
}

/** Failures that cpython-3.11 does not have, by reason: a list of what a port must watch. */
function otherPlatform({ platform, suites }, passing) {
  const groups = new Map();
  for (const { suite, tests } of suites) {
    for (const test of tests) {
      if (test.outcome !== 'failed' || !passing.has(`${suite} ${test.name}`)) continue;
      const { why } = test;
      if (!groups.has(why)) groups.set(why, []);
      groups.get(why).push(`${test.name.split('.').slice(-1)[0]}`);
    }
  }
  const lines = ['', `### ${platform}`, '', '| why | tests | |', '|---|---|---|'];
  const rows = [...groups].sort((a, b) => b[1].length - a[1].length);
  for (const [why, names] of rows) {
    const shown = names
      .slice(0, 6)
      .map((name) => `\`${name}\``)
      .join(', ');
    const more = names.length > 6 ? `, and ${names.length - 6} more` : '';
    lines.push(`| ${cell(why)} | ${names.length} | ${shown}${more} |`);
  }
  return rows.length === 0
    ? ['', `### ${platform}`, '', 'Nothing that passes on cpython-3.11 fails here.']
    : lines;
}

export function documentOf(results, version) {
  const [main, ...others] = results;
  const passing = new Set();
  for (const { suite, tests } of main.suites) {
    for (const { outcome, name } of tests) if (outcome === 'passed') passing.add(`${suite} ${name}`);
  }
  const lines = [
    head.replace('VERSION', version),
    ...summary(results),
    ...mainPlatform(main.suites),
    '',
    '## What fails on the other platforms, and why',
    '',
    'Tests that pass on cpython-3.11. The suites are written for CPython 3.11: a failure says where a program that relies on its',
    'rules must be changed. Tests that CPython marks as its own (`cpython_only`) are skipped on other implementations. The rules, and where each',
    'is known from, are in [PLATFORMS.md](PLATFORMS.md).',
    ...others.flatMap((other) => otherPlatform(other, passing)),
  ];
  return `${lines.join('\n')}\n`;
}
