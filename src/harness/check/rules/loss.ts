/** `never-released`, `lost-at-exit`: cleanup that a platform never does. */
import {
  type Evidence,
  fateOf,
  type Group,
  hasEffect,
  hasOutsideEffect,
  type ObservedRun,
} from '../evidence.ts';
import type { Finding } from '../finding.ts';
import { fixFor } from '../fixes.ts';
import { keptToTheEnd } from './kept.ts';
import { releasePlatforms } from './release.ts';
import { finding, plural, type Rule } from './rule.ts';

/** Finalizers that ran on one platform, and that another does not know of: nothing with that class was ever found there. */
export const neverReleasedRule: Rule = (evidence) => {
  const found: Finding[] = [];
  for (const group of evidence.groups) {
    const ran = group.batches.some(({ objects }) =>
      objects.some((each) => each.phase === 'running' && hasEffect(each)),
    );
    if (!ran || group.isSuspendable) continue;
    const without = evidence.runs.filter(
      (run) => !isKnown(evidence, group, run) && run.report.outcome === 'ok',
    );
    if (without.length === 0 || !evidence.runs.some((run) => asksForCollections(run))) continue;
    const names = [...new Set(without.map(({ platform }) => platform))];
    found.push(
      finding('never-released', evidence, {
        place: group.made ?? group.lastUsed ?? dropped(group),
        class: group.class,
        platforms: [
          ...releasePlatforms(evidence, group),
          ...names.map((platform) => ({ platform, did: 'never called its finalizer' })),
        ],
        message: `${group.class}: its finalizer is never called on ${names.join(', ')}, not even by full collections`,
        fix: fixFor('never-released', evidence, group),
      }),
    );
  }
  return found;
};

function dropped(group: Group) {
  return group.batches.map(({ run }) => run.seen.places[0]).find((place) => place !== undefined) ?? null;
}

/** Something with a finalizer was made at that line in that run; of what was made nowhere known, the class decides. */
function isKnown(evidence: Evidence, group: Group, run: ObservedRun): boolean {
  const { made } = group;
  return evidence.groups.some(
    (each) =>
      each.batches.some((batch) => batch.run === run) &&
      (made === null
        ? each.class === group.class
        : each.made?.line === made.line && each.made.file === made.file),
  );
}

function asksForCollections({ seen }: ObservedRun): boolean {
  return seen.objects.some(({ collections }) => collections > 0);
}

/** What was there at the end, cleaned up on one platform with an effect outside of the process, and not on another. */
export const lostAtExitRule: Rule = (evidence) => {
  const found: Finding[] = [];
  for (const group of evidence.groups) {
    const cleaned = group.batches.filter(({ objects }) =>
      objects.some((each) => fateOf(each) === 'at-exit' && each.phase === 'exit' && hasOutsideEffect(each)),
    );
    if (cleaned.length === 0) continue;
    const lost = group.batches.filter(({ objects }) =>
      objects.some((each) => fateOf(each) === 'at-exit' && each.phase === 'never'),
    );
    if (lost.length === 0) continue;
    const names = [...new Set(lost.map(({ run }) => run.platform))];
    const kept = [...new Set(cleaned.map(({ run }) => run.platform))];
    found.push(
      finding('lost-at-exit', evidence, {
        place: group.made,
        class: group.class,
        lastUsed: group.lastUsed,
        platforms: [
          ...kept.map((platform) => ({
            platform,
            did: 'cleaned up as the program ended',
            ...keptToTheEnd(group.batches.filter(({ run }) => run.platform === platform)),
          })),
          ...names.map((platform) => ({
            platform,
            did: 'ended without its cleanup',
            ...keptToTheEnd(group.batches.filter(({ run }) => run.platform === platform)),
          })),
        ],
        message: `${group.class}: what it does in the end is lost on ${names.join(', ')}`,
        fix: fixFor('lost-at-exit', evidence, group),
      }),
    );
  }
  return [...found, ...exitFunctions(evidence)];
};

function exitFunctions(evidence: Evidence): Finding[] {
  const registered = evidence.runs.flatMap((run) => run.seen.exitFunctions.map((each) => ({ run, each })));
  const skipped = registered.filter(({ each }) => !each.ran);
  if (skipped.length === 0 || skipped.length === registered.length) return [];
  const [first] = skipped;
  const place = first!.run.seen.places[first!.each.place] ?? null;
  const platforms = evidence.platforms.flatMap((platform) => {
    const here = registered.filter(({ run }) => run.platform === platform);
    if (here.length === 0) return [];
    const ran = here.every(({ each }) => each.ran);
    const count = new Set(here.map(({ each, run }) => `${run.seed} ${each.place}`)).size;
    return [{ platform, did: `${ran ? 'ran' : 'skipped'} ${plural(count, 'exit function')}` }];
  });
  const names = platforms.filter(({ did }) => did.startsWith('skipped')).map(({ platform }) => platform);
  return [
    finding('lost-at-exit', evidence, {
      place,
      platforms,
      message: `exit functions do not run at a normal end on ${names.join(', ')}`,
      fix: { text: 'Clean up in a `finally` around main(); keep atexit as a second net.', edits: [] },
    }),
  ];
}
