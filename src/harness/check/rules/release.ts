/** `late-release` and `generator-finally-late`: what its last user left, and what was only released later. */
import type { ObservedObject } from '../../../python/observe/observations.ts';
import {
  type Evidence,
  type Fates,
  fateOf,
  fatesOf,
  type Group,
  hasEffect,
  hasOutsideEffect,
} from '../evidence.ts';
import type { Finding, PlatformFinding } from '../finding.ts';
import { fixFor } from '../fixes.ts';
import { keptBy } from './kept.ts';
import { finding, plural, type Rule } from './rule.ts';

/** What is released matters: somewhere its finalizer changed something, while the program was running. */
export function matters(group: Group): boolean {
  return group.batches.some(({ objects }) =>
    objects.some((each) => hasEffect(each) || isPending(group, each)),
  );
}

function isPending(group: Group, object: ObservedObject): boolean {
  return group.isSuspendable && object.suspended;
}

/** Late, and not without consequence: it did something then, or one like it does so where it is prompt. */
function isLate(group: Group, object: ObservedObject, likeIt: ObservedObject | undefined): boolean {
  const fate = fateOf(object);
  if (fate === 'at-exit') return isMissed(object, likeIt);
  if (fate === 'prompt') return false;
  if (group.isSuspendable) return object.suspended;
  if (object.finalized !== null && object.phase === 'running') return hasEffect(object);
  return likeIt === undefined ? hasEffect(object) || fate === 'never' : hasEffect(likeIt);
}

/** The program ended right after its death: that matters if somebody outside sees what its finalizer does where it is prompt. */
function isMissed(object: ObservedObject, likeIt: ObservedObject | undefined): boolean {
  if (object.phase !== 'never' || likeIt?.phase !== 'running') return false;
  return hasOutsideEffect(likeIt) && fateOf(likeIt) !== 'late';
}

export const releaseRule: Rule = (evidence) => {
  const found = new Map<string, Finding>();
  for (const group of evidence.groups) {
    if (!matters(group)) continue;
    const reference = group.batches.filter(({ run }) => evidence.reference.includes(run));
    const late = group.batches.some(({ objects }) =>
      objects.some((each, nth) => isLate(group, each, reference[0]?.objects[nth])),
    );
    if (!late) continue;
    const kind = group.isSuspendable ? 'generator-finally-late' : 'late-release';
    const place = group.made ?? group.lastUsed;
    const key = `${kind} ${place?.file}:${place?.line}`;
    if (found.has(key)) continue;
    found.set(
      key,
      finding(kind, evidence, {
        place,
        class: group.class,
        lastUsed: group.lastUsed,
        platforms: releasePlatforms(evidence, group),
        message: messageFor(evidence, group),
        fix: fixFor(kind, evidence, group),
      }),
    );
  }
  return [...found.values()];
};

export function releasePlatforms(evidence: Evidence, group: Group): PlatformFinding[] {
  return evidence.platforms.flatMap((platform) => {
    const batches = group.batches.filter(({ run }) => run.platform === platform);
    if (batches.length === 0) return [];
    const worst = batches.map(({ objects }) => fatesOf(objects)).reduce(worse);
    return [
      {
        platform,
        did: fatesText(worst),
        prompt: worst.prompt,
        late: worst.late,
        never: worst.never,
        delayMax: worst.delayMax,
        peakOpen: worst.peakOpen,
        ...keptBy(batches),
      },
    ];
  });
}

function worse(a: Fates, b: Fates): Fates {
  return b.late + b.never > a.late + a.never ? b : a;
}

export function fatesText({ prompt, late, never, atExit, delayMax, peakOpen }: Fates): string {
  const parts = [
    ...(prompt > 0 ? [`${prompt} released promptly`] : []),
    ...(late > 0 ? [`${late} late, by up to ${plural(delayMax, 'allocation')}`] : []),
    ...(never > 0 ? [`${never} never released`] : []),
    ...(atExit > 0 ? [`${atExit} kept to the end`] : []),
  ];
  return `${parts.join(', ')}; open at once: ${peakOpen}`;
}

function messageFor(evidence: Evidence, group: Group): string {
  const what = group.isSuspendable ? `generator ${group.class}()` : group.class;
  const outside = group.batches.some(({ objects }) => objects.some(hasOutsideEffect));
  const prompt = evidence.platforms.filter((platform) => {
    const batches = group.batches.filter(({ run }) => run.platform === platform);
    const fates = batches.map(({ objects }) => fatesOf(objects));
    return fates.some(({ prompt }) => prompt > 0) && fates.every(({ late, never }) => late + never === 0);
  });
  const where = prompt.length === 0 ? 'on every platform' : `except on ${prompt.join(', ')}`;
  const cleanup = group.isSuspendable
    ? 'its `finally` runs later than where it was dropped'
    : `its finalizer ${outside ? 'releases it' : 'runs'} later than where it was dropped`;
  return `${what}: ${cleanup}, or never, ${where}`;
}
