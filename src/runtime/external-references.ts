import { UsageError } from '../heap/errors.ts';
import type { Ref } from '../heap/layout.ts';
import { RefVector } from './ref-vector.ts';

/** Counts that an owner holds without a slot to show for them (Py_INCREF without its Py_DECREF). */
export interface RawHold {
  readonly ref: Ref;
  readonly owner: string;
  count: number;
}

export interface ExternalHooks {
  readonly counting: boolean;
  retain(ref: Ref): void;
  release(ref: Ref): void;
}

/**
 * What code outside the heap (an extension module) holds. Under tracing a holder needs a handle: a slot that is a
 * root. Under counting it may also hold a bare count, with CPython's three kinds of reference:
 *
 * - new: the callee gives one count to the caller, who must give it back (`release`) or pass it on;
 * - borrowed: no count; valid only as long as somebody else holds the object;
 * - stolen: the callee takes over the caller's count (PyList_SetItem).
 *
 * `hold` and `adopt` take a borrowed and a new reference, `borrow` and `take` give one; `incref` and `decref` are what
 * they are to a module of CPython's under every collector. What is held is in the ledger with its owner's name, so that
 * a leak can be found: `holdersOf` in holders.ts.
 */
export class ExternalReferences {
  readonly slots = new RefVector();
  private readonly owners: string[] = [];
  private readonly freeSlots: number[] = [];
  private readonly raw: RawHold[] = [];
  private readonly hooks: ExternalHooks;

  constructor(hooks: ExternalHooks) {
    this.hooks = hooks;
  }

  /** A handle: keeps `ref` alive, follows it when it moves. @returns the handle's number */
  hold(ref: Ref, owner: string): number {
    this.hooks.retain(ref);
    return this.adopt(ref, owner);
  }

  /** A handle for a *new* reference: the count that the caller was given is stolen by the handle. */
  adopt(ref: Ref, owner: string): number {
    const free = this.freeSlots.pop();
    if (free === undefined) {
      this.slots.push(ref);
      this.owners.push(owner);
      return this.slots.length - 1;
    }
    this.slots.words[free] = ref;
    this.owners[free] = owner;
    return free;
  }

  /** The object behind a handle, *borrowed*: hold it for longer than the handle and it may be gone. */
  borrow(handle: number): Ref {
    const ref = handle >= 0 && handle < this.slots.length ? this.slots.at(handle) : 0;
    if (ref === 0) {
      throw new UsageError(
        'handle',
        `external reference: handle ${handle} is not in use; expected one from hold()`,
      );
    }
    return ref;
  }

  /** Ends a handle and gives its object back as a *new* reference: the count passes to the caller. */
  take(handle: number): Ref {
    const ref = this.borrow(handle);
    this.slots.words[handle] = 0;
    this.owners[handle] = '';
    this.freeSlots.push(handle);
    return ref;
  }

  /** Ends a handle. */
  drop(handle: number): void {
    this.hooks.release(this.take(handle));
  }

  /** A bare count (Py_INCREF). Only counting has such a thing. @throws UsageError under tracing */
  increment(ref: Ref, owner: string): void {
    this.requireCounting('increment');
    this.hooks.retain(ref);
    const known = this.raw.find((hold) => hold.ref === ref && hold.owner === owner);
    if (known === undefined) this.raw.push({ ref, owner, count: 1 });
    else known.count++;
  }

  /** Gives a bare count back (Py_DECREF). @throws UsageError if `owner` holds none */
  decrement(ref: Ref, owner: string): void {
    this.requireCounting('decrement');
    const index = this.raw.findIndex((hold) => hold.ref === ref && hold.owner === owner);
    const hold = this.raw[index];
    if (hold === undefined) {
      throw tooMany(ref, owner);
    }
    if (--hold.count === 0) this.raw.splice(index, 1);
    this.hooks.release(ref);
  }

  /**
   * Py_INCREF as an extension module sees it, whatever the collector: a bare count under counting, a handle under
   * tracing. Between safepoints `ref` is good as it is; after one the module has to ask for it again, by a handle.
   */
  incref(ref: Ref, owner: string): void {
    if (this.hooks.counting) this.increment(ref, owner);
    else this.hold(ref, owner);
  }

  /** Py_DECREF, the counterpart of `incref`. @throws UsageError if `owner` holds nothing */
  decref(ref: Ref, owner: string): void {
    if (this.hooks.counting) {
      this.decrement(ref, owner);
      return;
    }
    for (let handle = this.slots.length - 1; handle >= 0; handle--) {
      if (this.slots.at(handle) !== ref || this.owners[handle] !== owner) continue;
      this.drop(handle);
      return;
    }
    throw tooMany(ref, owner);
  }

  /** Bare counts of `ref`, over all owners. */
  rawCounts(ref: Ref): number {
    let sum = 0;
    for (const hold of this.raw) if (hold.ref === ref) sum += hold.count;
    return sum;
  }

  /** Every bare count, with its owner. */
  counts(): readonly Readonly<RawHold>[] {
    return this.raw;
  }

  /** Who made the handle; '' if it is not in use. */
  ownerOf(handle: number): string {
    return this.owners[handle] ?? '';
  }

  /** Names of those who hold `ref` from outside, with how and how often. */
  holdersOf(
    ref: Ref,
  ): { readonly owner: string; readonly kind: 'handle' | 'count'; readonly count: number }[] {
    const holders: { owner: string; kind: 'handle' | 'count'; count: number }[] = [];
    for (let k = 0; k < this.slots.length; k++) {
      if (this.slots.at(k) === ref) holders.push({ owner: this.owners[k]!, kind: 'handle', count: 1 });
    }
    for (const hold of this.raw) {
      if (hold.ref === ref) holders.push({ owner: hold.owner, kind: 'count', count: hold.count });
    }
    return holders;
  }

  private requireCounting(operation: string): void {
    if (this.hooks.counting) return;
    throw new UsageError(
      'collector',
      `external reference: ${operation} needs a counting collector; use hold() instead`,
    );
  }
}

function tooMany(ref: Ref, owner: string): UsageError {
  return new UsageError(
    'owner',
    `external reference: ${owner} holds no count of object ${ref}; one decrement too many`,
  );
}
