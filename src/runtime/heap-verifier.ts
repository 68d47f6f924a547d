import { SHAPE_CONTAINER, SHAPE_EPHEMERON, SHAPE_PART, SHAPE_WEAK, VAR_NONE } from '../contract/shapes.ts';
import { InvariantViolation } from '../heap/errors.ts';
import {
  EPHEMERON_KEY,
  EPHEMERON_VALUE,
  FIRST_FREE_WORD,
  FLAG_FINALIZER,
  FLAG_IMMORTAL,
  FLAG_WEAKREFS,
  LENGTH,
  MARK_WORD,
  type Ref,
  SHAPE_MASK,
  WEAK_TARGET,
} from '../heap/layout.ts';
import type { Runtime } from './runtime.ts';

/**
 * Checks the whole heap against what must hold at every safepoint, then the collector's own invariants.
 *
 * INVARIANT header: an enumerated object has a defined shape, an even address, a sane length, and lies inside the heap.
 * INVARIANT no-overlap: no two objects (with their prefixes) share a word.
 * INVARIANT reference: every slot, weak target, ephemeron, root and side table names null or an enumerated object.
 * INVARIANT count: under counting, a count equals the heap slots, ephemeron values, root slots and bare external
 *   counts that name the object, and is not 0. Inside of a collection or destruction (guest code in finalizers and
 *   callbacks) some counts are on their way: it may be higher, and an object that dies has count 0.
 * INVARIANT part-owner: a part object is named by at most one heap slot.
 * INVARIANT weak-table, finalizer-table, ephemeron-table: flags and slots agree with the tables.
 *
 * @throws InvariantViolation that names the invariant, the object and the slot
 */
export function verifyHeap(runtime: Runtime): void {
  const heap = new HeapCheck(runtime);
  heap.checkHeaders();
  heap.checkOverlap();
  heap.checkSlots();
  heap.checkRoots();
  heap.checkWeakTable();
  heap.checkEphemerons();
  heap.checkFinalizers();
  if (runtime.counting) heap.checkCounts();
  runtime.collector.verify();
}

class HeapCheck {
  private readonly runtime: Runtime;
  private readonly i32: Int32Array;
  private readonly objects: Ref[] = [];
  /** By half the reference (addresses are even): counted references to the object, plus 1; 0 where no object begins. */
  private references = new Int32Array(1 << 12);

  constructor(runtime: Runtime) {
    this.runtime = runtime;
    this.i32 = runtime.i32;
    runtime.collector.forEachObject((ref) => this.enter(ref));
  }

  private enter(ref: Ref): void {
    const { words } = this.runtime.memory;
    if (ref < FIRST_FREE_WORD || ref >= words || (ref & 1) !== 0) {
      fail('header', `found an object at ${ref}, expected an even address in [${FIRST_FREE_WORD}, ${words})`);
    }
    if (this.isObject(ref)) fail('enumeration', `the object at ${ref} is enumerated twice`);
    const index = ref >> 1;
    if (index >= this.references.length) {
      const grown = new Int32Array(index * 2);
      grown.set(this.references);
      this.references = grown;
    }
    this.references[index] = 1;
    this.objects.push(ref);
  }

  checkHeaders(): void {
    const { i32, runtime } = this;
    const { shapes } = runtime;
    const words = runtime.memory.words;
    for (const ref of this.objects) {
      const shape = i32[ref]! & SHAPE_MASK;
      if (shape === 0 || shape >= shapes.count) {
        fail('header', `the word at ${ref} has shape ${shape}, expected 1 to ${shapes.count - 1}`);
      }
      if (shapes.variable[shape] !== VAR_NONE && i32[ref + LENGTH]! < 0) {
        fail('header', `${shapes.names[shape]} at ${ref} has length ${i32[ref + LENGTH]}`);
      }
      if (ref + shapes.sizeOf(i32, ref) > words)
        fail('header', `${runtime.describe(ref)} reaches beyond the heap`);
    }
  }

  checkOverlap(): void {
    const { runtime, i32 } = this;
    const { prefixWords } = runtime.collector.traits;
    let end = 0;
    let previous = 0;
    for (const ref of Uint32Array.from(this.objects).sort()) {
      const traits = runtime.shapes.traits[i32[ref]! & SHAPE_MASK]!;
      const from = ref - ((traits & SHAPE_CONTAINER) !== 0 ? prefixWords.container : prefixWords.other);
      if (from < end) {
        fail(
          'no-overlap',
          `${runtime.describe(ref)} begins inside ${runtime.describe(previous)}, which ends at ${end}`,
        );
      }
      end = ref + runtime.shapes.sizeOf(i32, ref);
      previous = ref;
    }
  }

  checkSlots(): void {
    const { i32, runtime } = this;
    const { shapes } = runtime;
    const partOwners = new Int32Array(this.references.length);
    for (const ref of this.objects) {
      if (runtime.counting && i32[ref + MARK_WORD] === 0) {
        // What it held is given back slot by slot; its slots say nothing until it is gone.
        if (runtime.reclaiming !== 0) continue;
        fail('count', `${runtime.describe(ref)} has count 0, but was not destroyed; see who released it`);
      }
      const shape = i32[ref]! & SHAPE_MASK;
      const end = shapes.slotsEnd(i32, ref);
      for (let at = ref + shapes.refsFrom[shape]!; at < end; at++) {
        const target = i32[at]!;
        if (target === 0) continue;
        this.count(target, ref, at - ref);
        if ((shapes.traits[i32[target]! & SHAPE_MASK]! & SHAPE_PART) === 0) continue;
        const owner = partOwners[target >> 1]!;
        if (owner !== 0) {
          fail(
            'part-owner',
            `${runtime.describe(target)} has two: ${runtime.describe(owner)}, ${runtime.describe(ref)}`,
          );
        }
        partOwners[target >> 1] = ref;
      }
    }
  }

  checkRoots(): void {
    this.runtime.eachRootRange((words, from, to, kind) => {
      for (let at = from; at < to; at++) {
        const target = words[at]!;
        if (target === 0) continue;
        if (!this.isObject(target)) {
          fail('reference', `root slot ${at} (${kind}) holds ${target}, which is not an object`);
        }
        this.references[target >> 1]!++;
      }
    });
  }

  checkWeakTable(): void {
    const { i32, runtime } = this;
    const entries = new Set<Ref>();
    runtime.weak.eachEntry((target, weak) => {
      this.requireObject('weak-table', target, 'target of a weak reference');
      this.requireObject('weak-table', weak, 'weak reference');
      if (i32[weak + WEAK_TARGET] !== target) {
        fail(
          'weak-table',
          `${runtime.describe(weak)} has target ${i32[weak + WEAK_TARGET]}, the table says ${target}`,
        );
      }
      entries.add(weak);
    });
    for (const ref of this.objects) {
      const header = i32[ref]!;
      const flagged = (header & FLAG_WEAKREFS) !== 0;
      if (flagged !== runtime.weak.referencesTo(ref).length > 0) {
        const found = flagged ? 'has FLAG_WEAKREFS, but no' : 'lacks FLAG_WEAKREFS, but has an';
        fail('weak-table', `${runtime.describe(ref)} ${found} entry in the table`);
      }
      if ((runtime.shapes.traits[header & SHAPE_MASK]! & SHAPE_WEAK) === 0 || this.isDying(ref)) continue;
      if (i32[ref + WEAK_TARGET] !== 0 && !entries.has(ref)) {
        fail(
          'weak-table',
          `${runtime.describe(ref)} has target ${i32[ref + WEAK_TARGET]}, but no entry in the table`,
        );
      }
    }
  }

  checkEphemerons(): void {
    const { i32, runtime } = this;
    const entries = new Set<Ref>();
    runtime.ephemerons.each((ephemeron) => {
      this.requireObject('ephemeron-table', ephemeron, 'ephemeron');
      entries.add(ephemeron);
    });
    for (const ref of this.objects) {
      if ((runtime.shapes.traits[i32[ref]! & SHAPE_MASK]! & SHAPE_EPHEMERON) === 0 || this.isDying(ref))
        continue;
      if (!entries.has(ref)) fail('ephemeron-table', `${runtime.describe(ref)} has no entry in the table`);
      const key = i32[ref + EPHEMERON_KEY]!;
      const value = i32[ref + EPHEMERON_VALUE]!;
      if (key !== 0) this.requireObject('reference', key, `key of ${runtime.describe(ref)}`);
      if (value !== 0) this.count(value, ref, EPHEMERON_VALUE);
      if (key === 0 && value !== 0)
        fail('ephemeron-table', `${runtime.describe(ref)} has a value without a key`);
    }
  }

  checkFinalizers(): void {
    const { i32, runtime } = this;
    const { finalizers } = runtime;
    const entries = new Set<Ref>();
    const enter = (ref: Ref, where: string) => {
      this.requireObject('finalizer-table', ref, `entry of ${where}`);
      if ((i32[ref]! & FLAG_FINALIZER) === 0) {
        fail('finalizer-table', `${runtime.describe(ref)} is in ${where}, but lacks FLAG_FINALIZER`);
      }
      entries.add(ref);
    };
    finalizers.each((ref) => enter(ref, 'the finalizer registry'));
    for (let k = 0; k < finalizers.queue.length; k++) enter(finalizers.queue.at(k), 'the finalizer queue');
    for (const ref of this.objects) {
      if ((i32[ref]! & FLAG_FINALIZER) !== 0 && !entries.has(ref)) {
        fail(
          'finalizer-table',
          `${runtime.describe(ref)} has FLAG_FINALIZER, but no registry or queue entry`,
        );
      }
    }
  }

  checkCounts(): void {
    const { i32, runtime } = this;
    for (const ref of this.objects) {
      const header = i32[ref]!;
      if ((header & FLAG_IMMORTAL) !== 0) continue;
      const count = i32[ref + MARK_WORD]!;
      const expected = this.references[ref >> 1]! - 1 + runtime.externals.rawCounts(ref);
      if (count === expected) continue;
      if (count > expected && runtime.reclaiming !== 0) continue;
      fail(
        'count',
        `${runtime.describe(ref)} has count ${count}, but ${expected} references; see who holds it`,
      );
    }
  }

  private isObject(ref: Ref): boolean {
    return (ref & 1) === 0 && ref >= 0 && (this.references[ref >> 1] ?? 0) !== 0;
  }

  private isDying(ref: Ref): boolean {
    return this.runtime.counting && this.i32[ref + MARK_WORD] === 0;
  }

  private count(target: Ref, holder: Ref, slot: number): void {
    if (!this.isObject(target)) {
      fail(
        'reference',
        `${this.runtime.describe(holder)}, slot ${slot}, holds ${target}, which is not an object`,
      );
    }
    this.references[target >> 1]!++;
  }

  private requireObject(invariant: string, ref: Ref, what: string): void {
    if (this.isObject(ref)) return;
    fail(invariant, `found ${ref} as ${what}, expected an object of the heap`);
  }
}

function fail(invariant: string, detail: string): never {
  throw new InvariantViolation(invariant, detail);
}
