import type { Ref } from '../../src/heap/layout.ts';
import type { Runtime } from '../../src/runtime/runtime.ts';

/**
 * An extension module, as somebody would write it in C: a cache of records. It is written once, against
 * ExternalReferences, and behaves identically whether the collector counts, traces or moves.
 */
export class CacheModule {
  readonly name: string;
  private readonly runtime: Runtime;
  private readonly entries: number[] = [];

  constructor(runtime: Runtime, name: string) {
    this.runtime = runtime;
    this.name = name;
  }

  /** Keeps a *borrowed* argument beyond the call. @returns its key */
  remember(record: Ref): number {
    return this.entries.push(this.runtime.externals.hold(record, this.name)) - 1;
  }

  /** *Steals* the caller's reference, as PyList_SetItem does. */
  rememberStolen(record: Ref): number {
    return this.entries.push(this.runtime.externals.adopt(record, this.name)) - 1;
  }

  /** A *borrowed* reference: good until the next safepoint, or until the entry is forgotten. */
  look(key: number): Ref {
    return this.runtime.externals.borrow(this.entries[key]!);
  }

  /** A *new* reference, which the caller has to give back or pass on. */
  recall(key: number): Ref {
    return this.runtime.retain(this.look(key));
  }

  /** Ends an entry; its own reference passes to the caller as a *new* one. */
  remove(key: number): Ref {
    return this.runtime.externals.take(this.entries[key]!);
  }

  forget(key: number): void {
    this.runtime.externals.drop(this.entries[key]!);
  }

  /** What balanced code does around the use of an argument. */
  inspect(record: Ref): number {
    const { externals, shapes, i32 } = this.runtime;
    externals.incref(record, this.name);
    const words = shapes.sizeOf(i32, record);
    externals.decref(record, this.name);
    return words;
  }

  /** The bug: an early return before the decref. */
  inspectLeaking(record: Ref): number {
    const { externals, shapes, i32 } = this.runtime;
    externals.incref(record, this.name);
    return shapes.sizeOf(i32, record);
  }
}
