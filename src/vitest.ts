/**
 * Matchers for vitest: `import 'midden/vitest'` in a test file or a setup file. What they take is Python source, or `{ file }`; they
 * run programs, so they are awaited.
 */
import { expect } from 'vitest';
import type { CheckResult } from './harness/check/check.ts';
import type { Finding } from './harness/check/finding.ts';
import type { KindName } from './harness/check/kinds.ts';
import { type CheckProgramOptions, check, compare, type Program } from './harness/node/library.ts';

interface Answer {
  readonly pass: boolean;
  readonly message: () => string;
}

const REFERENCE = 'cpython';
/** Kinds that say that something is released later than where its last user stopped, or never. */
const LATE: ReadonlySet<KindName> = new Set([
  'late-release',
  'resource-exhaustion',
  'never-released',
  'generator-finally-late',
]);

/** The same question about the same text is answered once. */
const answered = new Map<string, Promise<CheckResult>>();

function checkOnce(program: Program, { run, ...options }: CheckProgramOptions): Promise<CheckResult> {
  if (run !== undefined) return check(program, { ...options, run });
  if (typeof program === 'object' && 'file' in program) return check(program, options);
  const key = JSON.stringify([program, options]);
  const known = answered.get(key) ?? check(program, options);
  answered.set(key, known);
  return known;
}

function told(findings: readonly Finding[]): string {
  return findings.map(({ kind, file, line, message }) => `  ${file}:${line}: ${kind}: ${message}`).join('\n');
}

function answer(name: string, found: readonly Finding[], wanted: string): Answer {
  const pass = found.length === 0;
  return {
    pass,
    message: () =>
      pass ? `expected findings, and there are none: ${name}` : `${wanted}, but midden found\n${told(found)}`,
  };
}

const matchers = {
  /** Whatever the program opens is released as promptly there as on CPython. */
  async toReleasePromptlyOn(program: Program, ...platforms: readonly string[]): Promise<Answer> {
    const { findings } = await checkOnce(program, { platforms: [REFERENCE, ...platforms] });
    const late = findings.filter(({ kind }) => LATE.has(kind));
    const list = platforms.join(', ');
    return answer(
      `released promptly on ${list}`,
      late,
      `expected everything to be released promptly on ${list}`,
    );
  },

  /** `midden check` finds nothing, or nothing of these kinds. */
  async toHaveNoFindings(
    program: Program,
    { kinds, ...options }: CheckProgramOptions & { readonly kinds?: readonly KindName[] } = {},
  ): Promise<Answer> {
    const { findings } = await checkOnce(program, options);
    const found = findings.filter(({ kind }) => kinds === undefined || kinds.includes(kind));
    return answer('no findings', found, 'expected no findings');
  },

  /** `midden check` finds this kind, at this line if one is given. */
  async toHaveFinding(
    program: Program,
    kind: KindName,
    { line, ...options }: CheckProgramOptions & { readonly line?: number } = {},
  ): Promise<Answer> {
    const { findings } = await checkOnce(program, options);
    const pass = findings.some((each) => each.kind === kind && (line === undefined || each.line === line));
    const where = line === undefined ? '' : ` in line ${line}`;
    const not = pass ? 'no ' : '';
    return {
      pass,
      message: () =>
        `expected ${not}${kind}${where}; midden found${findings.length === 0 ? ' nothing' : `\n${told(findings)}`}`,
    };
  },

  /** The same output and exit code on these platforms, on one of each system by default. */
  async toBehaveTheSameOn(program: Program, ...platforms: readonly string[]): Promise<Answer> {
    const { differences, runs } = await compare(program, platforms.length === 0 ? {} : { platforms });
    const [first] = differences;
    const names = runs.map(({ platform }) => platform).join(', ');
    return {
      pass: first === undefined,
      message: () =>
        first === undefined
          ? `expected outputs to differ on ${names}`
          : `expected the same on ${names}, but ${first.stream}${first.line === undefined ? '' : `, line ${first.line},`} differs:\n${first.texts
              .map(({ platform, text }) => `  ${platform}: ${text ?? '(nothing)'}`)
              .join('\n')}`,
    };
  },
};

declare module 'vitest' {
  // The parameter's name and default are vitest's: declarations merge only where they agree.
  // biome-ignore lint/suspicious/noExplicitAny: as above
  interface Matchers<T = any> {
    toReleasePromptlyOn(...platforms: readonly string[]): Promise<T>;
    toHaveNoFindings(options?: CheckProgramOptions & { readonly kinds?: readonly KindName[] }): Promise<T>;
    toHaveFinding(kind: KindName, options?: CheckProgramOptions & { readonly line?: number }): Promise<T>;
    toBehaveTheSameOn(...platforms: readonly string[]): Promise<T>;
  }
}

expect.extend(matchers);
