import type { AmbiguousWord } from '../contract/collector.ts';
import { EPHEMERON_KEY, EPHEMERON_VALUE, type Ref, SHAPE_MASK } from '../heap/layout.ts';
import { reachable } from './reachability.ts';
import type { Runtime } from './runtime.ts';

/** What a conservative collector keeps beyond the reachable. */
export interface FalseRetention {
  readonly liveObjects: number;
  readonly liveWords: number;
  /** Kept, but not reachable. */
  readonly falseObjects: number;
  readonly falseWords: number;
  /** Of these, kept by nothing that an ambiguous word leads to: dead since the last collection, or the collector's fault. */
  readonly unexplained: readonly Ref[];
  /** The words that keep the others, where what holds them is itself kept. */
  readonly words: readonly AmbiguousWord[];
}

/** Compares the heap with what is reachable; right after full collections, or young garbage is counted with the rest. */
export function falseRetention(runtime: Runtime): FalseRetention {
  const { i32, shapes, collector } = runtime;
  const live = reachable(runtime);
  const kept = new Set(live);
  const words = followAmbiguous(runtime, kept);
  let liveWords = 0;
  let falseObjects = 0;
  let falseWords = 0;
  const unexplained: Ref[] = [];
  collector.forEachObject((ref) => {
    const size = shapes.sizeOf(i32, ref);
    if (live.has(ref)) {
      liveWords += size;
      return;
    }
    falseObjects++;
    falseWords += size;
    if (!kept.has(ref)) unexplained.push(ref);
  });
  return { liveObjects: live.size, liveWords, falseObjects, falseWords, unexplained, words };
}

/** Adds to `kept` what ambiguous words of kept objects and of roots lead to. @returns those words that lead to something new */
function followAmbiguous(runtime: Runtime, kept: Set<Ref>): AmbiguousWord[] {
  const ambiguous: AmbiguousWord[] = [];
  runtime.collector.eachAmbiguous?.((word) => ambiguous.push(word));
  const used: AmbiguousWord[] = [];
  for (let before = -1; before !== kept.size; ) {
    before = kept.size;
    for (const word of ambiguous) {
      if ((word.holder !== 0 && !kept.has(word.holder)) || kept.has(word.target)) continue;
      used.push(word);
      keep(runtime, kept, word.target);
    }
    runtime.ephemerons.each((ephemeron) => {
      const key = runtime.i32[ephemeron + EPHEMERON_KEY]!;
      if (kept.has(ephemeron) && kept.has(key))
        keep(runtime, kept, runtime.i32[ephemeron + EPHEMERON_VALUE]!);
    });
  }
  return used;
}

function keep({ i32, shapes }: Runtime, kept: Set<Ref>, from: Ref): void {
  const gray = [from];
  while (gray.length > 0) {
    const ref = gray.pop()!;
    if (ref === 0 || kept.has(ref)) continue;
    kept.add(ref);
    const end = shapes.slotsEnd(i32, ref);
    for (let at = ref + shapes.refsFrom[i32[ref]! & SHAPE_MASK]!; at < end; at++) gray.push(i32[at]!);
  }
}
