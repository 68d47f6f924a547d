import { EPHEMERON_KEY, EPHEMERON_VALUE, type Ref, SHAPE_MASK } from '../heap/layout.ts';
import type { Runtime } from './runtime.ts';

/**
 * Every object that the program can still reach, by a search of its own: independent of the collector's marks.
 * Ephemeron values follow their keys to a fixpoint.
 *
 * @param queue whether the finalizer queue and pending callbacks count as roots (they do for what must be kept,
 *   they do not for what the program has lost)
 */
export function reachable(runtime: Runtime, queue = true): Set<Ref> {
  const { i32, shapes } = runtime;
  const found = new Set<Ref>();
  const gray: Ref[] = [];
  const reach = (ref: Ref) => {
    if (ref === 0 || found.has(ref)) return;
    found.add(ref);
    gray.push(ref);
  };
  const drain = () => {
    while (gray.length > 0) {
      const ref = gray.pop()!;
      const end = shapes.slotsEnd(i32, ref);
      for (let at = ref + shapes.refsFrom[i32[ref]! & SHAPE_MASK]!; at < end; at++) reach(i32[at]!);
    }
  };
  runtime.eachRootRange((words, from, to, kind) => {
    if (kind === 'queue' && !queue) return;
    for (let at = from; at < to; at++) reach(words[at]!);
  });
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    drain();
    runtime.ephemerons.each((ephemeron) => {
      if (found.has(ephemeron) && found.has(i32[ephemeron + EPHEMERON_KEY]!)) {
        reach(i32[ephemeron + EPHEMERON_VALUE]!);
      }
    });
  }
  return found;
}
