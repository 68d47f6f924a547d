/** What kept objects whose last use was over. */
import { fateOf, type Group } from '../evidence.ts';
import type { Kept } from '../finding.ts';

/** Of those that were released late or never: what counts did not free has something that holds it; elsewhere nobody had looked. */
export function keptBy(batches: Group['batches']): { kept?: Kept } {
  for (const { run, objects } of batches) {
    const waited = objects.filter((each) => fateOf(each) === 'late' || fateOf(each) === 'never');
    if (waited.length === 0) continue;
    if (!run.seen.counting) return { kept: { by: 'nobody-looked', steps: [] } };
    const held = waited.find((each) => each.held !== null)?.held;
    if (held != null) return { kept: { by: held.by, steps: [...held.steps] } };
  }
  return keptToTheEnd(batches);
}

/** Reachable as long as the program ran. */
export function keptToTheEnd(batches: Group['batches']): { kept?: Kept } {
  const objects = batches.flatMap((batch) => batch.objects).filter((each) => fateOf(each) === 'at-exit');
  const held = objects.find((each) => each.held?.by === 'path')?.held;
  return held == null ? {} : { kept: { by: 'path', steps: [...held.steps] } };
}

/** For people: `a cycle: Node → .other: Node → .other: the same Node`. */
export function keptText({ by, steps }: Kept): string {
  if (by === 'nobody-looked') return 'nothing; nobody had looked yet';
  return `${by === 'cycle' ? 'a cycle: ' : ''}${steps.join(' → ')}`;
}
