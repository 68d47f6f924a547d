import type { Ref } from '../heap/layout.ts';

/** What an order may ask about the heap, between the end of marking and the end of the collection. */
export interface DeadHeap {
  isLive(ref: Ref): boolean;
  /** Visits what `ref` refers to strongly, null left out. */
  eachReference(ref: Ref, visit: (target: Ref) => void): void;
}

/** Which of the dead are finalized by this collection, and in which order; the others stay registered: in their place, or as last. */
export type FinalizerOrder = (
  dead: readonly Ref[],
  heap: DeadHeap,
) => {
  readonly queue: readonly Ref[];
  readonly keep: readonly Ref[];
  readonly last: readonly Ref[];
  /** Of what stays for a finalizer's sake: whether its weak references stay as well; none do by default. */
  readonly keepsWeak?: (ref: Ref) => boolean;
};

export const inRegistrationOrder: FinalizerOrder = (dead) => ({ queue: dead, keep: [], last: [] });
/** The CLR's order, observed: the youngest first. */
export const inReverseRegistrationOrder: FinalizerOrder = (dead) => ({
  queue: [...dead].reverse(),
  keep: [],
  last: [],
});

/** Reached in the search that is going on, from one root of the search alone, or from several. */
const REACHING = 1;
const FROM_ONE = 2;
const FROM_SEVERAL = 3;

/**
 * PyPy's order, after "Ordering finalizers in the MiniMark GC" (discussion/finalizer-order.rst): of the dead in the order of
 * registration, each that no earlier one has reached is searched from. Those that no other search reached are queued: the outermost
 * objects, and of a strongly connected component the one that was registered first. What they reach waits for a later collection; what was
 * searched from in vain is registered anew.
 */
export const inTopologicalOrder: FinalizerOrder = (dead, heap) => {
  const states = new Map<Ref, number>();
  const roots: Ref[] = [];
  for (const ref of dead) {
    if (states.has(ref)) continue;
    roots.push(ref);
    searchFrom(ref, states, heap);
  }
  const searched = new Set(roots);
  return {
    queue: roots.filter((ref) => states.get(ref) === FROM_ONE),
    keep: dead.filter((ref) => !searched.has(ref)),
    last: roots.filter((ref) => states.get(ref) !== FROM_ONE),
    // Observed: only what was reached a second time still passes for alive when references are cleared.
    keepsWeak: (ref) => states.get(ref) === FROM_SEVERAL,
  };
};

function searchFrom(root: Ref, states: Map<Ref, number>, heap: DeadHeap): void {
  const reached: Ref[] = [];
  const pending: Ref[] = [root];
  const see = (target: Ref) => {
    const state = states.get(target);
    if (state === FROM_ONE || (state === undefined && !heap.isLive(target))) pending.push(target);
  };
  while (pending.length > 0) {
    const ref = pending.pop()!;
    const state = states.get(ref);
    if (state === FROM_ONE) passOn(ref, states, heap);
    if (state !== undefined) continue;
    states.set(ref, REACHING);
    reached.push(ref);
    heap.eachReference(ref, see);
  }
  for (const ref of reached) states.set(ref, FROM_ONE);
}

/** The object belonged to one search and was reached by a second one: so was all behind it. */
function passOn(first: Ref, states: Map<Ref, number>, heap: DeadHeap): void {
  const pending: Ref[] = [first];
  while (pending.length > 0) {
    const ref = pending.pop()!;
    if (states.get(ref) !== FROM_ONE) continue;
    states.set(ref, FROM_SEVERAL);
    heap.eachReference(ref, (target) => {
      if (states.get(target) === FROM_ONE) pending.push(target);
    });
  }
}
