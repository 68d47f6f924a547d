/** `finalizer-order` and `finalizer-chain`: what dies together and is finalized in another order, or one after another. */
import type { ObservedObject } from '../../../python/observe/observations.ts';
import { type Evidence, type Group, hasEffect, type ObservedRun, placeOf } from '../evidence.ts';
import type { Finding } from '../finding.ts';
import { finding, plural, type Rule } from './rule.ts';

interface Named {
  readonly id: string;
  readonly object: ObservedObject;
  readonly group: Group;
}

/** Every object of a run under a name that it has in all runs: where it was made, and the how-manieth there. */
function named(evidence: Evidence, run: ObservedRun): Named[] {
  return evidence.groups.flatMap((group) =>
    group.batches
      .filter((batch) => batch.run === run)
      .flatMap(({ objects }) => objects.map((object, nth) => ({ id: `${group.key} ${nth}`, object, group }))),
  );
}

/** Finalizers that ran one right after the other, with nothing of the program in between. */
function together(objects: readonly Named[]): Named[][] {
  const ran = objects
    .filter(({ object }) => object.phase === 'running' && isOrdered(object))
    .sort((a, b) => a.object.order - b.object.order);
  const batches: Named[][] = [];
  for (const each of ran) {
    const before = batches.at(-1)?.at(-1);
    if (before !== undefined && before.object.finished === each.object.finalized) batches.at(-1)!.push(each);
    else batches.push([each]);
  }
  return batches.filter((batch) => batch.length > 1);
}

/** Does something whose result depends on what others did before: adds to a sequence, prints. */
function isOrdered(object: ObservedObject): boolean {
  return object.deeds.some(({ what, on }) => what === 'output' || /append|insert|write$/.test(on));
}

export const orderRule: Rule = (evidence) => {
  for (const reference of evidence.reference) {
    for (const batch of together(named(evidence, reference))) {
      const others = evidence.runs.filter((run) => run !== reference && isPermuted(evidence, batch, run));
      const reliedOn = others.filter((run) => run.report.stdout !== reference.report.stdout);
      if (reliedOn.length === 0) continue;
      return [orderFinding(evidence, batch, reference, reliedOn)];
    }
  }
  return [];
};

function isPermuted(evidence: Evidence, batch: readonly Named[], run: ObservedRun): boolean {
  const there = new Map(named(evidence, run).map((each) => [each.id, each.object]));
  const orders = batch.map(({ id }) => there.get(id)?.order ?? -1).filter((order) => order >= 0);
  return orders.some((order, k) => k > 0 && order < orders[k - 1]!);
}

function orderFinding(
  evidence: Evidence,
  batch: readonly Named[],
  reference: ObservedRun,
  others: readonly ObservedRun[],
): Finding {
  const describe = (run: ObservedRun) => {
    const there = new Map(named(evidence, run).map((each) => [each.id, each.object]));
    const inOrder = batch
      .map(({ id }, k) => ({ k: k + 1, order: there.get(id)?.order ?? -1 }))
      .filter(({ order }) => order >= 0)
      .sort((a, b) => a.order - b.order);
    return `finalized in the order ${inOrder
      .slice(0, 8)
      .map(({ k }) => k)
      .join(', ')}`;
  };
  const platforms = new Map<string, string>();
  for (const run of [reference, ...others])
    if (!platforms.has(run.platform)) platforms.set(run.platform, describe(run));
  const [first] = batch;
  return finding('finalizer-order', evidence, {
    place: first!.group.made,
    class: first!.group.class,
    lastUsed: first!.group.lastUsed,
    platforms: [...platforms].map(([platform, did]) => ({ platform, did })),
    message: `${plural(batch.length, 'object')} that die together are finalized in another order on ${[...new Set(others.map(({ platform }) => platform))].join(', ')}, and the output shows it`,
  });
}

// ---- Chains

export const chainRule: Rule = (evidence) => {
  const found = new Map<string, Finding>();
  for (const run of evidence.runs) {
    for (const group of evidence.groups) {
      const links = linksIn(ofClass(evidence, group.class, run));
      if (links === null || found.has(group.class)) continue;
      found.set(group.class, chainFinding(evidence, group, run, links));
    }
  }
  return [...found.values()];
};

function ofClass(evidence: Evidence, name: string, run: ObservedRun): readonly ObservedObject[] {
  return evidence.groups
    .filter((group) => group.class === name)
    .flatMap(({ batches }) => batches.filter((batch) => batch.run === run).flatMap(({ objects }) => objects));
}

/** The most collections that one of them had to wait for, if those that died together waited for different numbers of them. */
function linksIn(objects: readonly ObservedObject[]): number | null {
  const byDeath = new Map<number, Set<number>>();
  let nested = 0;
  for (const object of objects) {
    if (!hasEffect(object) || object.phase !== 'running') continue;
    if (object.madeInFinalizer >= 0 && object.collections > 0) nested++;
    if (object.death === null || object.queuedAfter < 0) continue;
    const waits = byDeath.get(object.death) ?? new Set();
    byDeath.set(object.death, waits);
    waits.add(object.queuedAfter);
  }
  if (nested > 0) return nested + 1;
  const most = [...byDeath.values()].filter(({ size }) => size > 1).map((waits) => Math.max(...waits));
  return most.length === 0 ? null : Math.max(...most);
}

function chainFinding(evidence: Evidence, group: Group, run: ObservedRun, links: number): Finding {
  const platforms = evidence.platforms.flatMap((platform) => {
    const own = evidence.runs.find((each) => each.platform === platform);
    const objects = own === undefined ? [] : ofClass(evidence, group.class, own);
    if (objects.length === 0) return [];
    const needed = linksIn(objects);
    const never = objects.filter(({ phase }) => phase !== 'running').length;
    const rest = never > 0 ? `, ${never} not finalized at all` : '';
    const did = needed === null ? 'finalized all at once' : `needed ${plural(needed, 'collection')}`;
    return [{ platform, did: `${did}${rest}`, never }];
  });
  return finding('finalizer-chain', evidence, {
    place: group.made ?? placeOf(run, 0),
    class: group.class,
    platforms,
    message: `${group.class}: objects that die together are finalized one collection after another (${links} on ${run.platform})`,
  });
}
