/** The observations of all runs of one program, arranged so that what happened on one platform can be held against another. */
import type { Observations, ObservedObject, Place, Question } from '../../python/observe/observations.ts';
import type { RunReport } from '../execution.ts';

export interface ObservedRun {
  readonly platform: string;
  readonly seed: number;
  readonly report: RunReport;
  readonly seen: Observations;
}

/** Objects of one class made at one line, in one run, by age. */
export interface Batch {
  readonly run: ObservedRun;
  readonly objects: readonly ObservedObject[];
}

export interface Group {
  readonly key: string;
  readonly class: string;
  /** Null where no run knows. */
  readonly made: Place | null;
  readonly lastUsed: Place | null;
  readonly isSuspendable: boolean;
  readonly batches: readonly Batch[];
}

/** What is finalized by being closed; an event loop may do that, and hold it meanwhile. */
export const SUSPENDABLE: ReadonlySet<string> = new Set(['generator', 'coroutine', 'async_generator']);

export class Evidence {
  readonly file: string;
  readonly source: readonly string[];
  readonly runs: readonly ObservedRun[];
  /** Runs on the platform that the program was written for, to hold the others against. */
  readonly reference: readonly ObservedRun[];
  readonly others: readonly ObservedRun[];
  readonly groups: readonly Group[];

  constructor(
    file: string,
    source: string,
    reports: readonly { readonly seed: number; readonly report: RunReport }[],
  ) {
    this.file = file;
    this.source = source.split('\n');
    this.runs = reports.flatMap(({ seed, report }) =>
      report.observations === undefined || report.outcome === 'syntax-error'
        ? []
        : [{ platform: report.platform, seed, report, seen: report.observations }],
    );
    const first = this.runs[0]?.platform;
    this.reference = this.runs.filter(({ platform }) => platform === first);
    this.others = this.runs.filter(({ platform }) => platform !== first);
    this.groups = groupsOf(this.runs);
  }

  get platforms(): readonly string[] {
    return [...new Set(this.runs.map(({ platform }) => platform))];
  }

  line(place: Place): string {
    return place.file === this.file ? (this.source[place.line - 1] ?? '') : '';
  }

  /** The same question in every run, by kind; runs that did not ask it are left out. */
  questions(kind: Question['kind']): readonly AskedEverywhere[] {
    const found = new Map<
      string,
      AskedEverywhere & { readonly asked: { run: ObservedRun; question: Question }[] }
    >();
    for (const run of this.runs) {
      for (const question of run.seen.questions) {
        if (question.kind !== kind) continue;
        const place = run.seen.places[question.place]!;
        const key = `${place.file}:${place.line} ${question.what}`;
        const entry = found.get(key) ?? { place, what: question.what, asked: [] };
        found.set(key, entry);
        entry.asked.push({ run, question });
      }
    }
    return [...found.values()];
  }
}

export interface AskedEverywhere {
  readonly place: Place;
  readonly what: string;
  readonly asked: readonly { readonly run: ObservedRun; readonly question: Question }[];
}

function groupsOf(runs: readonly ObservedRun[]): Group[] {
  const byKey = new Map<
    string,
    { object: ObservedObject; run: ObservedRun; batches: Map<ObservedRun, ObservedObject[]> }
  >();
  for (const run of runs) {
    for (const object of run.seen.objects) {
      const made = placeOf(run, object.made);
      const key = `${made === null ? '?' : `${made.file}:${made.line}`} ${object.class}`;
      let entry = byKey.get(key);
      if (entry === undefined) {
        entry = { object, run, batches: new Map() };
        byKey.set(key, entry);
      }
      const batch = entry.batches.get(run);
      if (batch === undefined) entry.batches.set(run, [object]);
      else batch.push(object);
    }
  }
  return [...byKey].map(([key, { object, run, batches }]) => ({
    key,
    class: object.class,
    made: placeOf(run, object.made),
    lastUsed: placeOf(run, object.lastUsed),
    isSuspendable: SUSPENDABLE.has(object.shape),
    batches: [...batches].map(([each, objects]) => ({ run: each, objects })),
  }));
}

export function placeOf(run: ObservedRun, index: number): Place | null {
  return run.seen.places[index] ?? null;
}

// ---- What became of an object

/** Changes something besides the object itself. */
export function hasEffect(object: ObservedObject): boolean {
  return object.deeds.some(
    ({ what }) => what === 'write' || what === 'remove' || what === 'output' || what === 'system',
  );
}

/** Is seen outside of the process. */
export function hasOutsideEffect(object: ObservedObject): boolean {
  return object.deeds.some(({ what }) => what === 'output' || what === 'system');
}

export type Fate = 'prompt' | 'late' | 'never' | 'at-exit';

/** `at-exit`: it lived until the end, or died so shortly before that the program did nothing more. */
export function fateOf(object: ObservedObject): Fate {
  if (object.death === null || (!object.outlived && object.phase !== 'running')) return 'at-exit';
  if (object.phase === 'never') return 'never';
  if (object.phase === 'exit') return 'late';
  return delayOf(object) === 0 ? 'prompt' : 'late';
}

export function delayOf(object: ObservedObject): number {
  if (object.finalized === null || object.death === null) return 0;
  return Math.max(0, object.finalized - object.death);
}

export interface Fates {
  prompt: number;
  late: number;
  never: number;
  atExit: number;
  delayMax: number;
  peakOpen: number;
}

export function fatesOf(objects: readonly ObservedObject[]): Fates {
  const fates: Fates = { prompt: 0, late: 0, never: 0, atExit: 0, delayMax: 0, peakOpen: peakOpen(objects) };
  for (const object of objects) {
    const fate = fateOf(object);
    if (fate === 'at-exit') fates.atExit++;
    else fates[fate]++;
    if (fate === 'late') fates.delayMax = Math.max(fates.delayMax, delayOf(object));
  }
  return fates;
}

/** Made and not yet finalized, at most. */
function peakOpen(objects: readonly ObservedObject[]): number {
  const births = objects.map(({ birth }) => birth).sort((a, b) => a - b);
  const ends = objects.map(({ finalized }) => finalized ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
  let most = 0;
  let ended = 0;
  births.forEach((birth, born) => {
    while (ends[ended]! < birth) ended++;
    most = Math.max(most, born + 1 - ended);
  });
  return most;
}
