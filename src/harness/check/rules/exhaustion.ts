/** `resource-exhaustion`: an error that arises only where dead objects still occupy what they stood for. */
import type { Raised } from '../../../python/observe/observations.ts';
import { type Evidence, type ObservedRun, placeOf } from '../evidence.ts';
import type { Finding } from '../finding.ts';
import { matters } from './release.ts';
import { finding, plural, type Rule } from './rule.ts';

/** The end of something that was waited for, or of an iteration: nothing ran out. */
const OTHERWISE =
  /^(?:socket\.)?timeout$|Timeout|^StopIteration|^StopAsyncIteration|^GeneratorExit|^KeyError|^AttributeError|^ReferenceError|^NameError|^ImportError|^ModuleNotFoundError|^NotImplementedError|^TypeError/;
const MANY_DESCRIPTORS = 64;
const TIMES_MORE = 4;

export const exhaustionRule: Rule = (evidence) => {
  const effective = new Set(evidence.groups.filter(matters).map((group) => group.class));
  const expected = new Map<string, number>();
  for (const run of evidence.reference) {
    for (const each of run.seen.raised) {
      const key = keyOf(run, each);
      expected.set(key, Math.max(expected.get(key) ?? 0, each.times));
    }
  }
  const found = new Map<string, { run: ObservedRun; raised: Raised; dead: number }[]>();
  for (const run of evidence.others) {
    for (const raised of run.seen.raised) {
      const key = keyOf(run, raised);
      const dead = Object.entries(raised.waiting)
        .filter(([name]) => effective.has(name))
        .reduce((sum, [, count]) => sum + count, 0);
      if (raised.times <= (expected.get(key) ?? 0) || dead === 0 || OTHERWISE.test(raised.type)) continue;
      found.set(key, [...(found.get(key) ?? []), { run, raised, dead }]);
    }
  }
  // One that goes through several lines is told at the first of them.
  const [first] = [...found.values()];
  if (first === undefined) return descriptors(evidence);
  return [exhaustionFinding(evidence, first)];
};

function keyOf(run: ObservedRun, { place, type }: Raised): string {
  const at = placeOf(run, place);
  return `${at?.file}:${at?.line} ${type}`;
}

function exhaustionFinding(
  evidence: Evidence,
  all: readonly { readonly run: ObservedRun; readonly raised: Raised; readonly dead: number }[],
): Finding {
  const [{ run, raised }] = all as [(typeof all)[number]];
  const platforms = evidence.platforms.map((platform) => {
    const own = all.find((each) => each.run.platform === platform);
    if (own === undefined) return { platform, did: 'went on' };
    return {
      platform,
      did: `raised ${own.raised.type}: ${own.raised.message}, with ${plural(own.dead, 'dead object')} unreleased`,
      never: own.dead,
    };
  });
  return finding('resource-exhaustion', evidence, {
    place: placeOf(run, raised.place),
    platforms,
    message: `${raised.type} (${raised.message}) only where dead objects have not been released yet`,
  });
}

/** Nothing has failed yet, but so many descriptors are open that a real limit is near. */
function descriptors(evidence: Evidence): Finding[] {
  const usual = Math.max(0, ...evidence.reference.map(({ seen }) => seen.peakDescriptors));
  const worst = evidence.others.filter(
    ({ seen }) => seen.peakDescriptors >= MANY_DESCRIPTORS && seen.peakDescriptors >= TIMES_MORE * usual,
  );
  if (worst.length === 0) return [];
  const group = evidence.groups.find(
    (each) =>
      matters(each) &&
      each.batches.some(({ objects }) => objects.some(({ deeds }) => deeds.some(({ on }) => on === 'close'))),
  );
  if (group === undefined) return [];
  const peaks = new Map(evidence.runs.map(({ platform, seen }) => [platform, seen.peakDescriptors]));
  return [
    finding('resource-exhaustion', evidence, {
      place: group.made,
      class: group.class,
      lastUsed: group.lastUsed,
      platforms: [...peaks].map(([platform, peakOpen]) => ({
        platform,
        did: `${peakOpen} descriptors open at once`,
        peakOpen,
      })),
      message: `up to ${Math.max(...peaks.values())} descriptors open at once where ${usual} do: the limit of a real system is near`,
    }),
  ];
}
