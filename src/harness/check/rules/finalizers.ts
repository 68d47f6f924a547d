/** What finalizers do: to the wrong thing, on the wrong thread, under a lock, with an error, or to keep themselves alive. */
import type { Deed, ObservedObject } from '../../../python/observe/observations.ts';
import { delayOf, type Evidence, type Group, type ObservedRun, placeOf, SUSPENDABLE } from '../evidence.ts';
import type { Finding, Kept } from '../finding.ts';
import type { KindName } from '../kinds.ts';
import { finding, plural, type Rule } from './rule.ts';

interface Pair {
  readonly group: Group;
  readonly here: ObservedObject;
  readonly there: ObservedObject;
  readonly run: ObservedRun;
  readonly reference: ObservedRun;
}

/** Each object of another platform with the same one on the reference. */
function* pairs(evidence: Evidence): Generator<Pair> {
  for (const group of evidence.groups) {
    const known = group.batches.find(({ run }) => evidence.reference.includes(run));
    if (known === undefined) continue;
    for (const { run, objects } of group.batches) {
      if (run.platform === known.run.platform) continue;
      for (const [nth, here] of objects.entries()) {
        const there = known.objects[nth];
        if (there !== undefined) yield { group, here, there, run, reference: known.run };
      }
    }
  }
}

function byGroup(
  kind: KindName,
  evidence: Evidence,
  differing: readonly (Pair & { readonly say: string; readonly sayThere: string })[],
  message: (first: Pair & { readonly say: string; readonly sayThere: string }) => string,
): Finding[] {
  const groups = new Map<string, (typeof differing)[number][]>();
  for (const each of differing) groups.set(each.group.key, [...(groups.get(each.group.key) ?? []), each]);
  return [...groups.values()].map((all) => {
    const [first] = all;
    const platforms = new Map<string, string>([[first!.reference.platform, first!.sayThere]]);
    for (const each of all) if (!platforms.has(each.run.platform)) platforms.set(each.run.platform, each.say);
    return finding(kind, evidence, {
      place: first!.group.made,
      class: first!.group.class,
      lastUsed: first!.group.lastUsed,
      platforms: [...platforms].map(([platform, did]) => ({ platform, did })),
      message: message(first!),
    });
  });
}

// ---- Something else has taken its place

export const lateRemovalRule: Rule = (evidence) => {
  const differing = [...pairs(evidence)].flatMap((pair) => {
    const mine = removals(pair.there);
    const other = removals(pair.here).find(({ on, value }) => {
      const expected = mine.find((deed) => deed.on === on);
      return expected !== undefined && expected.value !== value;
    });
    if (other === undefined || delayOf(pair.here) === 0) return [];
    const expected = mine.find(({ on }) => on === other.on)!;
    return [{ ...pair, say: `removed ${other.value}`, sayThere: `removed ${expected.value}` }];
  });
  return byGroup(
    'late-double-close',
    evidence,
    differing,
    ({ group, say, sayThere }) =>
      `${group.class}: its late finalizer ${say} instead of what was its own (${sayThere})`,
  );
};

function removals(object: ObservedObject): Deed[] {
  return object.deeds.filter(({ what, value }) => what === 'remove' && value !== '' && value !== 'None');
}

// ---- State that has moved on

export const ambientRule: Rule = (evidence) => {
  const differing = [...pairs(evidence)].flatMap((pair) => {
    if (delayOf(pair.here) === 0) return [];
    const written = new Set(pair.here.deeds.filter(({ what }) => what === 'write').map(({ on }) => on));
    const reads = pair.here.deeds.filter(({ what, on }) => what === 'read' && !written.has(on));
    const moved = reads.find(({ on, value }) => {
      const before = pair.there.deeds.find((deed) => deed.what === 'read' && deed.on === on);
      return before !== undefined && before.value !== value;
    });
    if (moved === undefined) return [];
    const before = pair.there.deeds.find((deed) => deed.what === 'read' && deed.on === moved.on)!;
    return [
      {
        ...pair,
        say: `found ${moved.on} to be ${moved.value}`,
        sayThere: `found ${moved.on} to be ${before.value}`,
      },
    ];
  });
  return byGroup(
    'ambient-state-in-finalizer',
    evidence,
    differing,
    ({ group, say, sayThere }) =>
      `${group.class}: its finalizer ${say}, where it ${sayThere} when the object died`,
  );
};

// ---- Properties of single objects

type Trait = (object: ObservedObject) => string | null;

function traitRule(kind: KindName, trait: Trait, message: (group: Group, count: number) => string): Rule {
  return (evidence) =>
    evidence.groups.flatMap((group) => {
      const platforms = new Map<string, { did: string; count: number }>();
      for (const { run, objects } of group.batches) {
        const said = objects.map(trait).filter((each) => each !== null);
        if (said.length === 0) continue;
        const before = platforms.get(run.platform);
        if (before === undefined || before.count < said.length)
          platforms.set(run.platform, { did: said[0]!, count: said.length });
      }
      if (platforms.size === 0) return [];
      const count = Math.max(...[...platforms.values()].map((each) => each.count));
      return [
        finding(kind, evidence, {
          place: group.made,
          class: group.class,
          lastUsed: group.lastUsed,
          platforms: [...platforms].map(([platform, { did, count: times }]) => ({
            platform,
            did: `${did} (${plural(times, 'time')})`,
            ...pinnedBy(group, platform),
          })),
          message: message(group, count),
        }),
      ];
    });
}

/** The way from a root through the frame that an exception keeps. */
function pinnedBy({ batches }: Group, platform: string): { kept?: Kept } {
  const objects = batches.filter(({ run }) => run.platform === platform).flatMap((batch) => batch.objects);
  const held = objects.find((each) => each.pinnedBy !== null && each.held !== null)?.held;
  return held == null ? {} : { kept: { by: held.by, steps: [...held.steps] } };
}

export const resurrectionRule = traitRule(
  'resurrection',
  ({ resurrected, shape }) =>
    resurrected && !SUSPENDABLE.has(shape) ? 'came back to life in its finalizer' : null,
  (group) => `${group.class}: its finalizer brings it back to life`,
);

export const unraisableRule = traitRule(
  'unraisable-swallowed',
  ({ error }) => (error === null ? null : `raised ${error}`),
  (group) => `${group.class}: its finalizer raises, and the program does not hear of it`,
);

export const lockRule = traitRule(
  'finalizer-lock',
  ({ deeds }) =>
    deeds.some(({ what, value }) => what === 'lock' && value === 'taken') ? 'found the lock taken' : null,
  (group) => `${group.class}: its finalizer wants a lock that the program holds`,
);

const threadRule = traitRule(
  'finalizer-thread',
  ({ otherThread, deeds }) =>
    otherThread && deeds.some(({ what }) => what === 'thread')
      ? 'asked which thread it is on, on another one'
      : null,
  (group) => `${group.class}: its finalizer depends on its thread, and runs on another one`,
);

export const pinnedRule = traitRule(
  'traceback-pins-frame',
  ({ pinnedBy }) =>
    pinnedBy === null ? null : `held by the frame of ${pinnedBy}(), which an exception keeps`,
  (group) => `${group.class}: kept alive by the traceback of a saved exception`,
);

export const finalizerThreadRule: Rule = (evidence) => [...threadRule(evidence), ...lostUpdates(evidence)];

function lostUpdates(evidence: Evidence): Finding[] {
  const found = evidence.runs.flatMap((run) => run.seen.lostUpdates.map((lost) => ({ run, lost })));
  const [first] = found;
  if (first === undefined) return [];
  const platforms = new Map<string, number>();
  for (const { run, lost } of found)
    platforms.set(run.platform, Math.max(platforms.get(run.platform) ?? 0, lost.times));
  return [
    finding('finalizer-thread', evidence, {
      place: placeOf(first.run, first.lost.place),
      platforms: [...platforms].map(([platform, times]) => ({
        platform,
        did: `lost ${plural(times, 'update')} of ${first.lost.on}`,
      })),
      message: `${first.lost.on} is changed by the program and by finalizers on another thread: updates get lost`,
    }),
  ];
}
