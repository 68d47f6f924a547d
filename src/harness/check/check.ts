/** `midden check`: one program on several platforms, with several seeds, and what follows from what was observed. */
import type { IsolateOptions, RunIsolated, RunReport, RunRequest } from '../execution.ts';
import { Evidence } from './evidence.ts';
import type { Finding } from './finding.ts';
import { KIND_NAMES } from './kinds.ts';
import {
  collectRule,
  concatenationRule,
  controlRule,
  ephemeronRule,
  identityRule,
  idOrderRule,
  idReuseRule,
  introspectionRule,
  weakReferenceRule,
} from './rules/answers.ts';
import { exhaustionRule } from './rules/exhaustion.ts';
import {
  ambientRule,
  finalizerThreadRule,
  lateRemovalRule,
  lockRule,
  pinnedRule,
  resurrectionRule,
  unraisableRule,
} from './rules/finalizers.ts';
import { lostAtExitRule, neverReleasedRule } from './rules/loss.ts';
import { chainRule, orderRule } from './rules/order.ts';
import { releaseRule } from './rules/release.ts';
import type { Rule } from './rules/rule.ts';

const RULES: readonly Rule[] = [
  releaseRule,
  exhaustionRule,
  neverReleasedRule,
  lostAtExitRule,
  orderRule,
  chainRule,
  lateRemovalRule,
  resurrectionRule,
  finalizerThreadRule,
  lockRule,
  ambientRule,
  weakReferenceRule,
  ephemeronRule,
  idReuseRule,
  idOrderRule,
  identityRule,
  introspectionRule,
  collectRule,
  controlRule,
  pinnedRule,
  concatenationRule,
  unraisableRule,
];

/** What the observations show. Pure: the same reports, the same findings. */
export function findingsOf(
  file: string,
  source: string,
  reports: readonly { readonly seed: number; readonly report: RunReport }[],
): Finding[] {
  const evidence = new Evidence(file, source, reports);
  if (evidence.runs.length === 0) return [];
  const found = RULES.flatMap((rule) => [...rule(evidence)]);
  return found
    .filter((each) => !isAllowed(each, evidence.source))
    .sort((a, b) => a.line - b.line || KIND_NAMES.indexOf(a.kind) - KIND_NAMES.indexOf(b.kind));
}

const ALLOW = /#\s*midden:\s*allow\s+([a-z-]+(?:\s*,\s*[a-z-]+)*)/;

/** `# midden: allow late-release` on the line, or alone on the one above it. */
function isAllowed({ kind, line }: Finding, source: readonly string[]): boolean {
  const own = ALLOW.exec(source[line - 1] ?? '');
  const above = source[line - 2] ?? '';
  const before = above.trimStart().startsWith('#') ? ALLOW.exec(above) : null;
  return [own, before].some((found) => found !== null && found[1]!.split(/\s*,\s*/).includes(kind));
}

/** Heap of the runs with seeds from 1 on: collections fall elsewhere, and on some platforms while the program is in the middle of things. */
const TIGHT_HEAP_BYTES = 16 << 20;

export interface CheckSettings {
  /** The one to hold the others against comes first. */
  readonly platforms: readonly string[];
  readonly seeds: number;
  readonly heapBytes: number;
  readonly maxSteps?: number;
  readonly descriptorLimit?: number;
}

/** What to run for a check: every platform with every seed. */
export function checkRequests(
  program: { readonly filename: string; readonly source: string },
  { platforms, seeds, heapBytes, ...limits }: CheckSettings,
): RunRequest[] {
  return platforms.flatMap((platform) =>
    Array.from({ length: seeds }, (_, seed) => ({
      ...program,
      ...limits,
      argv: [],
      platform,
      heapBytes: seed === 0 ? heapBytes : Math.min(heapBytes, TIGHT_HEAP_BYTES),
      seed,
      verify: false,
      stress: false,
      observe: false,
      probe: true,
    })),
  );
}

export interface CheckPlan {
  readonly program: string;
  readonly source: string;
  /** In the order of the platforms, the one to hold the others against first. */
  readonly requests: readonly RunRequest[];
}

export interface CheckOptions extends IsolateOptions {
  readonly parallel?: number;
  readonly onRunEnd?: (report: RunReport) => void;
}

export interface SkippedRun {
  readonly platform: string;
  readonly seed: number;
  readonly outcome: RunReport['outcome'];
  readonly reason: string;
}

export interface CheckResult {
  readonly program: string;
  /** Runs that told nothing, and why: a syntax error there, a limit. */
  readonly skipped: readonly SkippedRun[];
  readonly platforms: readonly string[];
  readonly runs: number;
  readonly findings: readonly Finding[];
}

const SILENT = { onStdout: () => undefined, onStderr: () => undefined };

export async function check(
  plan: CheckPlan,
  runIsolated: RunIsolated,
  options: CheckOptions = {},
): Promise<CheckResult> {
  const reports: { seed: number; report: RunReport }[] = [];
  const waiting = plan.requests.map((request, index) => ({ request, index }));
  const takeTurns = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const report = await runIsolated(next.request, SILENT, options);
      reports[next.index] = { seed: next.request.seed, report };
      options.onRunEnd?.(report);
    }
  };
  await Promise.all(Array.from({ length: options.parallel ?? 1 }, takeTurns));
  return checkResult(plan.program, plan.source, reports);
}

export function checkResult(
  program: string,
  source: string,
  all: readonly { readonly seed: number; readonly report: RunReport }[],
): CheckResult {
  const reports = all.filter((each) => !hasNoRoom(each, all));
  return {
    program,
    skipped: reports.flatMap(({ seed, report }) => {
      const reason = skippedBecause(report);
      return reason === null ? [] : [{ platform: report.platform, seed, outcome: report.outcome, reason }];
    }),
    platforms: [...new Set(reports.map(({ report }) => report.platform))],
    runs: all.length,
    findings: findingsOf(program, source, reports),
  };
}

/** A run in a tight heap that was too tight for it tells nothing. */
function hasNoRoom(
  { seed, report }: { readonly seed: number; readonly report: RunReport },
  all: readonly { readonly seed: number; readonly report: RunReport }[],
): boolean {
  const roomy = all.find((each) => each.seed === 0 && each.report.platform === report.platform);
  return seed > 0 && ranOut(report) && roomy !== undefined && !ranOut(roomy.report);
}

function ranOut({ outcome, observations }: RunReport): boolean {
  return outcome === 'limit' || observations?.raised.some(({ type }) => type === 'MemoryError') === true;
}

function skippedBecause({ outcome, message, stderr }: RunReport): string | null {
  if (outcome === 'syntax-error') return stderr.trimEnd();
  if (outcome === 'limit' || outcome === 'internal-error') return message ?? outcome;
  return null;
}
