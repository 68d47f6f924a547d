/** What a report is made of: the runs of programs with their event logs, the findings, and what real interpreters did. */
import { hasEffect, SUSPENDABLE } from '../check/evidence.ts';
import type { Finding } from '../check/finding.ts';
import type { RunReport } from '../execution.ts';
import type { EventOf, TraceEventType, TracePlace } from '../trace/events.ts';
import { eventsOf, type Trace, type WatchedLife, watchedLives } from '../trace/read-trace.ts';

/** The recording of a catalogued pitfall, by interpreter and version. */
export interface RecordedReality {
  readonly id: string;
  readonly title: string;
  readonly shows: string;
  readonly fix: string;
  readonly sources: readonly string[];
  readonly recording: Readonly<
    Record<string, { readonly exit: number; readonly stdout: string; readonly deterministic: boolean }>
  >;
}

export interface ReportedRun {
  readonly report: RunReport;
  /** Null for a run that told nothing. */
  readonly trace: Trace | null;
}

export interface ProgramInput {
  readonly program: string;
  readonly source: string;
  /** One per platform, in the order of the columns. */
  readonly runs: readonly ReportedRun[];
  /** Null where nobody asked for a diagnosis. */
  readonly findings: readonly Finding[] | null;
  readonly recorded: RecordedReality | null;
}

/**
 * - `prompt`: finalized before the next allocation after the last way to it was gone.
 * - `late`: later than that.
 * - `never`: not at all, though the program went on without it.
 * - `kept`: the program could reach it up to its end.
 * - `idle`: its finalizer had nothing left to do: it had been closed, or is only an inner part of something.
 */
export type Fate = 'prompt' | 'late' | 'never' | 'kept' | 'idle';
/** Those that are counted. */
export const FATES: readonly Fate[] = ['prompt', 'late', 'never', 'kept'];

export const FATE_WORDS: Readonly<Record<Fate, string>> = {
  prompt: 'released promptly',
  late: 'released late',
  never: 'never released',
  kept: 'in use to the end',
  idle: 'nothing left to release',
};

export interface Life extends WatchedLife {
  readonly fate: Fate;
  /** Allocations between its death and its finalizer; up to the end of the program where that never ran. */
  readonly delay: number;
}

export interface PlatformView {
  readonly name: string;
  readonly report: RunReport;
  readonly trace: Trace | null;
  /** Objects that stand for something; the idle ones are in the kins only. */
  readonly lives: readonly Life[];
  readonly counts: Readonly<Record<Fate, number>>;
  readonly openMax: number;
  /** Allocated by the program. */
  readonly bytes: number;
}

/** Objects of one class made at one line. */
export interface Kin {
  readonly class: string;
  readonly place: TracePlace;
  readonly suspendable: boolean;
  /** By platform; the nth of one is the nth of another. */
  readonly lives: readonly (readonly Life[])[];
}

export interface ProgramView {
  readonly platforms: readonly PlatformView[];
  /** By line. */
  readonly kins: readonly Kin[];
}

export function programView(runs: readonly ReportedRun[]): ProgramView {
  const raw = runs.map(rawLives);
  const kins = kinsOf(raw);
  const platforms = runs.map(({ report, trace }, index): PlatformView => {
    const lives = kins.flatMap((kin) => kin.lives[index]!).filter(({ fate }) => fate !== 'idle');
    return {
      name: report.platform,
      report,
      trace,
      lives,
      counts: fatesOf(lives),
      openMax: openSteps(lives).reduce((most, [, open]) => Math.max(most, open), 0),
      bytes: trace === null ? 0 : (eventsOf(trace, 'end')[0]?.at ?? 0),
    };
  });
  return { platforms, kins };
}

// ---- What became of an object

interface RawLife extends WatchedLife {
  /** When the program had ended. */
  readonly last: number;
  /** Its finalizer changed something; null where it did not run, or nobody saw. */
  readonly hadEffect: boolean | null;
}

function rawLives({ report, trace }: ReportedRun): RawLife[] {
  if (trace === null) return [];
  const end = eventsOf(trace, 'end')[0];
  const last = eventsOf(trace, 'exiting')[0]?.tick ?? end?.tick ?? 0;
  const effects = effectsOf(report, end?.tick ?? 0);
  return watchedLives(trace)
    .filter(isOwn)
    .map((life) => ({
      ...life,
      last,
      hadEffect:
        life.finalizer === null ? null : (effects.get(`${life.made.tick} ${life.made.class}`) ?? null),
    }));
}

/** What the library makes for itself is nobody's resource. */
function isOwn({ made }: WatchedLife): boolean {
  return made.place !== null && !(made.inside && made.suspendable);
}

/** By birth and class, as the event log tells them; the probe's clock began earlier. */
function effectsOf({ observations }: RunReport, endTick: number): Map<string, boolean> {
  const before = (observations?.ticks ?? 0) - endTick;
  return new Map(
    observations?.objects.map((each) => [
      `${each.birth - before} ${each.class}`,
      SUSPENDABLE.has(each.shape) ? each.suspended : hasEffect(each),
    ]),
  );
}

/**
 * @param twins the same object on every platform
 * @param sameLine whatever is made at its line: elsewhere that may be of another class
 */
function withFate(
  { last, hadEffect, ...life }: RawLife,
  twins: readonly RawLife[],
  sameLine: readonly RawLife[],
): Life {
  const { unreachable, finalizer } = life;
  const seen = hadEffect === null ? twins.filter((twin) => twin.hadEffect !== null) : [];
  const others = seen.length > 0 ? seen : sameLine.filter((other) => other.hadEffect !== null);
  const matters = hadEffect ?? !(others.length > 0 && others.every((other) => other.hadEffect === false));
  if (!matters) return { ...life, fate: 'idle', delay: 0 };
  if (unreachable === null || unreachable.tick >= last) return { ...life, fate: 'kept', delay: 0 };
  if (finalizer === null) return { ...life, fate: 'never', delay: last - unreachable.tick };
  const delay = Math.max(0, finalizer.tick - unreachable.tick);
  return { ...life, fate: delay === 0 && !finalizer.exiting ? 'prompt' : 'late', delay };
}

function kinsOf(platforms: readonly (readonly RawLife[])[]): Kin[] {
  const kins = new Map<string, Omit<Kin, 'lives'> & { readonly raw: RawLife[][] }>();
  platforms.forEach((lives, index) => {
    for (const life of lives) {
      const place = life.made.place!;
      const key = `${place.file}:${place.line} ${life.made.class}`;
      let kin = kins.get(key);
      if (kin === undefined) {
        const { class: name, suspendable } = life.made;
        kin = { class: name, place, suspendable, raw: platforms.map(() => []) };
        kins.set(key, kin);
      }
      kin.raw[index]!.push(life);
    }
  });
  const byLine = new Map<string, RawLife[]>();
  for (const { place, raw } of kins.values()) {
    const key = `${place.file}:${place.line}`;
    byLine.set(key, [...(byLine.get(key) ?? []), ...raw.flat()]);
  }
  const told = [...kins.values()].map(
    ({ raw, ...kin }): Kin => ({
      ...kin,
      lives: raw.map((lives) =>
        lives.map((life, nth) =>
          withFate(
            life,
            raw.flatMap((each) => each[nth] ?? []),
            byLine.get(`${kin.place.file}:${kin.place.line}`) ?? [],
          ),
        ),
      ),
    }),
  );
  return joined(told).sort((a, b) => a.place.line - b.place.line);
}

/** What one platform calls `file` and another `TextIOWrapper`: made at one line, by no platform both. */
function joined(kins: readonly Kin[]): Kin[] {
  const found: Kin[] = [];
  for (const kin of kins) {
    const index = found.findIndex((other) => isSame(other, kin));
    const other = found[index];
    if (other === undefined) found.push(kin);
    else
      found[index] = {
        ...other,
        class: `${other.class} or ${kin.class}`,
        lives: other.lives.map((lives, platform) => (lives.length > 0 ? lives : kin.lives[platform]!)),
      };
  }
  return found;
}

function isSame(a: Kin, b: Kin): boolean {
  return (
    a.place.file === b.place.file &&
    a.place.line === b.place.line &&
    a.suspendable === b.suspendable &&
    isIdle(a) === isIdle(b) &&
    a.lives.every((lives, platform) => lives.length === 0 || b.lives[platform]!.length === 0)
  );
}

export function isIdle({ lives }: Kin): boolean {
  return lives.every((each) => each.every(({ fate }) => fate === 'idle'));
}

export function fatesOf(lives: readonly Life[]): Record<Fate, number> {
  const counts = { prompt: 0, late: 0, never: 0, kept: 0, idle: 0 };
  for (const { fate } of lives) counts[fate]++;
  return counts;
}

/** How many are made and not finalized, whenever that changes, along the bytes allocated. */
export function openSteps(lives: readonly Life[]): (readonly [at: number, open: number])[] {
  const changes = lives.flatMap(({ made, finalizer }) => [
    { at: made.at, tick: made.tick, by: 1 },
    ...(finalizer === null ? [] : [{ at: finalizer.at, tick: finalizer.tick, by: -1 }]),
  ]);
  // What is made and what is finalized at one tick: the birth came first, it moved the clock.
  changes.sort((a, b) => a.tick - b.tick || b.by - a.by);
  let open = 0;
  return changes.map(({ at, by }) => {
    open += by;
    return [at, open] as const;
  });
}

export function eventsIn<T extends TraceEventType>({ trace }: PlatformView, type: T): EventOf<T>[] {
  return trace === null ? [] : eventsOf(trace, type);
}
