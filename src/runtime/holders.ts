import type { AmbiguousWord } from '../contract/collector.ts';
import { SHAPE_EPHEMERON, SHAPE_PART } from '../contract/shapes.ts';
import {
  EPHEMERON_KEY,
  EPHEMERON_VALUE,
  FLAG_IMMORTAL,
  MARK_WORD,
  type Ref,
  SHAPE_MASK,
} from '../heap/layout.ts';
import type { Runtime } from './runtime.ts';

/**
 * Who holds this? Everything that keeps an object alive: slots of other objects, roots, what extension modules hold,
 * and, under counting, counts that nothing explains. Looks at the whole heap and changes nothing; no safepoint may come
 * between the question and the use of an answer's Refs.
 */

/** A heap slot. A part (a list's items) is seen through: `object` is the list, `through` the part with the slot. */
export interface SlotHolder {
  readonly kind: 'slot';
  readonly object: Ref;
  /** Offset in words from the Ref of `through`, or of `object` where there is no part between. */
  readonly slot: number;
  readonly through: Ref;
  readonly name: string;
}

/** An ephemeron whose key is alive holds its value. */
export interface EphemeronHolder {
  readonly kind: 'ephemeron';
  readonly object: Ref;
  readonly key: Ref;
  readonly name: string;
}

export interface RootHolder {
  readonly kind: 'root';
  /** 'stack', 'static', 'handle' (of TypeScript code), 'queue' (finalizers, callbacks), … */
  readonly range: string;
  readonly index: number;
  readonly name: string;
}

/** What code outside the heap holds, by the name that it gave: see ExternalReferences. */
export interface ExternalHolder {
  readonly kind: 'external-handle' | 'external-count';
  readonly owner: string;
  readonly count: number;
  readonly name: string;
}

/** A word that a conservative collector takes for a reference. */
export interface AmbiguousHolder {
  readonly kind: 'ambiguous';
  /** 0 for a root. */
  readonly object: Ref;
  readonly index: number;
  readonly name: string;
}

export type Holder = SlotHolder | EphemeronHolder | RootHolder | ExternalHolder | AmbiguousHolder;

export interface Holders {
  readonly object: string;
  readonly holders: readonly Holder[];
  /** Under counting: how many counts of the object no holder explains. 0 elsewhere, and for immortal objects. */
  readonly leaked: number;
}

/** Everything that refers to `ref`, or to a part through which it is reached. */
export function holdersOf(runtime: Runtime, ref: Ref): Holders {
  const holders: Holder[] = [...slotHolders(runtime, ref), ...rootHolders(runtime, ref)];
  holders.push(...ambiguousHolders(runtime, ref));
  for (const { owner, kind, count } of runtime.externals.holdersOf(ref)) {
    if (kind === 'handle')
      holders.push({ kind: 'external-handle', owner, count, name: `handle of ${owner}` });
    else holders.push({ kind: 'external-count', owner, count, name: `${counted(count)} held by ${owner}` });
  }
  return { object: runtime.describe(ref), holders, leaked: unexplained(runtime, ref, holders) };
}

/** For people: one line per holder, and one for what was leaked. */
export function describeHolders({ object, holders, leaked }: Holders): string {
  const lines = holders.map((holder) => `  ${holder.name}\n`);
  if (leaked > 0) lines.push(`  leaked: ${counted(leaked)}\n`);
  return `${object} is held by${lines.length === 0 ? ' nobody\n' : `\n${lines.join('')}`}`;
}

/** One step on a path: what holds the next one. The first is a root, the last the object that was asked for. */
export interface PathStep {
  /** 0 for the root. */
  readonly object: Ref;
  readonly name: string;
}

/**
 * A shortest path from a root to `ref`, by breadth-first search, or null if no root reaches it. A bare external count
 * is a root too; queues are asked last. An ephemeron leads to its value without regard to its key.
 */
export function pathFromRoots(runtime: Runtime, ref: Ref): readonly PathStep[] | null {
  const cameFrom = new Map<Ref, { readonly from: Ref; readonly name: string }>();
  let border: Ref[] = [];
  const reach = (target: Ref, from: Ref, name: () => string) => {
    if (target === 0 || cameFrom.has(target)) return;
    cameFrom.set(target, { from, name: name() });
    border.push(target);
  };
  eachRoot(runtime, (target, range, index) => reach(target, 0, () => rootName(runtime, range, index)));
  for (const { ref: target, owner } of runtime.externals.counts())
    reach(target, 0, () => `a count held by ${owner}`);
  const ambiguous = new Map<Ref, AmbiguousWord[]>();
  runtime.collector.eachAmbiguous?.((word) => {
    if (word.holder === 0) reach(word.target, 0, () => ambiguousName(runtime, word));
    else ambiguous.set(word.holder, [...(ambiguous.get(word.holder) ?? []), word]);
  });
  while (border.length > 0 && !cameFrom.has(ref)) {
    const before = border;
    border = [];
    for (const from of before) {
      eachReference(runtime, from, (target, slot) =>
        reach(target, from, () => slotName(runtime, from, slot)),
      );
      for (const word of ambiguous.get(from) ?? [])
        reach(word.target, from, () => ambiguousName(runtime, word));
    }
  }
  return cameFrom.has(ref) ? trace(runtime, ref, cameFrom) : null;
}

function trace(
  runtime: Runtime,
  ref: Ref,
  cameFrom: ReadonlyMap<Ref, { readonly from: Ref; readonly name: string }>,
): PathStep[] {
  const path: PathStep[] = [{ object: ref, name: runtime.describe(ref) }];
  for (let at = ref; at !== 0; ) {
    const { from, name } = cameFrom.get(at)!;
    path.push({ object: from, name });
    at = from;
  }
  return path.reverse();
}

// ---- Heap slots

function slotHolders(runtime: Runtime, ref: Ref): Holder[] {
  const { i32, shapes } = runtime;
  const found: { readonly object: Ref; readonly slot: number }[] = [];
  const parts = new Set<Ref>();
  const owners = new Map<Ref, Ref>();
  runtime.collector.forEachObject((object) => {
    eachReference(runtime, object, (target, slot) => {
      if (target === ref) {
        found.push({ object, slot });
        if (isPart(runtime, object)) parts.add(object);
      }
      if ((shapes.traits[i32[target]! & SHAPE_MASK]! & SHAPE_PART) !== 0) owners.set(target, object);
    });
  });
  return found.map(({ object, slot }) => {
    const name = slotName(runtime, object, slot);
    if (isEphemeron(runtime, object) && slot === EPHEMERON_VALUE) {
      return { kind: 'ephemeron', object, key: i32[object + EPHEMERON_KEY]!, name };
    }
    const owner = parts.has(object) ? (owners.get(object) ?? object) : object;
    if (owner === object) return { kind: 'slot', object, slot, through: 0, name };
    return {
      kind: 'slot',
      object: owner,
      slot,
      through: object,
      name: `${runtime.describe(owner)}, ${name}`,
    };
  });
}

/** Strong slots in use, and an ephemeron's value. */
function eachReference(runtime: Runtime, object: Ref, visit: (target: Ref, slot: number) => void): void {
  const { i32, shapes } = runtime;
  const end = shapes.slotsEnd(i32, object);
  for (let at = object + shapes.refsFrom[i32[object]! & SHAPE_MASK]!; at < end; at++) {
    if (i32[at] !== 0) visit(i32[at]!, at - object);
  }
  if (!isEphemeron(runtime, object)) return;
  const value = i32[object + EPHEMERON_VALUE]!;
  if (value !== 0) visit(value, EPHEMERON_VALUE);
}

function isEphemeron({ i32, shapes }: Runtime, ref: Ref): boolean {
  return (shapes.traits[i32[ref]! & SHAPE_MASK]! & SHAPE_EPHEMERON) !== 0;
}

function isPart({ i32, shapes }: Runtime, ref: Ref): boolean {
  return (shapes.traits[i32[ref]! & SHAPE_MASK]! & SHAPE_PART) !== 0;
}

function slotName(runtime: Runtime, object: Ref, slot: number): string {
  const { i32, shapes } = runtime;
  if (isEphemeron(runtime, object) && slot === EPHEMERON_VALUE) return `${runtime.describe(object)}, value`;
  const first = shapes.refsFrom[i32[object]! & SHAPE_MASK]!;
  return `${runtime.describe(object)}, reference ${slot - first}`;
}

// ---- Roots

/** Every root word that is not null; queues last, external handles left out of `rootHolders` by their name. */
function eachRoot(runtime: Runtime, visit: (target: Ref, range: string, index: number) => void): void {
  const queues: { readonly target: Ref; readonly range: string; readonly index: number }[] = [];
  runtime.eachRootRange((words, from, to, kind) => {
    const range = rangeName(runtime, words, kind);
    for (let at = from; at < to; at++) {
      if (words[at] === 0) continue;
      if (kind === 'queue') queues.push({ target: words[at]!, range, index: at });
      else visit(words[at]!, range, at);
    }
  });
  for (const { target, range, index } of queues) visit(target, range, index);
}

function rangeName({ roots, externals }: Runtime, words: Int32Array, kind: string): string {
  if (words === roots.stack) return 'stack';
  if (words === roots.statics.words) return 'static';
  if (words === roots.handles.words) return 'handle';
  if (words === externals.slots.words) return 'external handle';
  return kind === 'precise' ? 'register' : kind;
}

function rootName({ externals }: Runtime, range: string, index: number): string {
  return range === 'external handle' ? `handle of ${externals.ownerOf(index)}` : `${range} ${index}`;
}

function rootHolders(runtime: Runtime, ref: Ref): RootHolder[] {
  const found: RootHolder[] = [];
  eachRoot(runtime, (target, range, index) => {
    // ExternalReferences tells of its handles itself.
    if (target !== ref || range === 'external handle') return;
    found.push({ kind: 'root', range, index, name: rootName(runtime, range, index) });
  });
  return found;
}

// ---- Ambiguous words

function ambiguousHolders(runtime: Runtime, ref: Ref): AmbiguousHolder[] {
  const found: AmbiguousHolder[] = [];
  runtime.collector.eachAmbiguous?.((word) => {
    if (word.target !== ref) return;
    const { holder, index } = word;
    found.push({ kind: 'ambiguous', object: holder, index, name: ambiguousName(runtime, word) });
  });
  return found;
}

function ambiguousName(runtime: Runtime, { holder, index, name }: AmbiguousWord): string {
  return holder === 0
    ? `word ${index} of ${name}, which looks like its address`
    : `${runtime.describe(holder)}, word ${index}, which looks like its address`;
}

// ---- Counts

function unexplained(runtime: Runtime, ref: Ref, holders: readonly Holder[]): number {
  if (!runtime.counting || (runtime.i32[ref]! & FLAG_IMMORTAL) !== 0) return 0;
  let known = 0;
  for (const holder of holders) known += 'count' in holder ? holder.count : 1;
  return Math.max(0, runtime.i32[ref + MARK_WORD]! - known);
}

function counted(count: number): string {
  return count === 1 ? '1 count' : `${count} counts`;
}
