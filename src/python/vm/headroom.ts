import type { VM } from './vm.ts';

/**
 * Words that every safepoint leaves free while the program has not been refused memory, and words that it may allocate
 * between two looks. Together they are less than a large object of any collector: what is asked for must be there for
 * small objects, and not as a gap between large ones.
 */
const FIRST = 3 << 12;
const STEP = 1 << 13;
/** The part that is never touched: what one instruction may allocate without having reserved it. */
export const INSTRUCTION_WORDS = 1 << 12;
const SCARCE_STEP = 1 << 10;

/**
 * Keeps some memory free at every safepoint, so that the program meets the limit where MemoryError can be raised and
 * handled, and not in the middle of an instruction.
 *
 * Now and then (see `look`) the collector is asked to guarantee the headroom. Where a full collection cannot provide it
 * the program gets MemoryError, and the headroom is halved: what is left between the old and the new is for the
 * handlers. The first level is restored once the memory is there again.
 *
 * INVARIANT headroom: `words` words and those that may be allocated until the next look are available.
 */
export class Headroom {
  private words = FIRST;
  private readonly vm: VM;

  constructor(vm: VM) {
    this.vm = vm;
  }

  /** From now on; the first look is at the program's first safepoint. */
  start(): void {
    const { runtime } = this.vm;
    runtime.onHeadroomDue = () => this.look();
    runtime.headroomDueAt = 0;
  }

  /** The program is over: what is left is for the end of the process. */
  stop(): void {
    this.vm.runtime.headroomDueAt = Number.POSITIVE_INFINITY;
  }

  /** Room for `words` beside the headroom; a safepoint. @throws GuestException MemoryError */
  reserve(words: number): void {
    if (!this.provide(words + this.words)) throw this.vm.exceptions.memoryError();
  }

  /** A safepoint. @throws GuestException MemoryError */
  private look(): void {
    for (const step of [STEP, STEP >>> 2]) {
      if (!this.provide(FIRST + step)) continue;
      this.words = FIRST;
      this.lookAfter(step);
      return;
    }
    if (this.words < FIRST && this.vm.runtime.reserve(this.words)) {
      this.lookAfter(SCARCE_STEP);
      return;
    }
    const before = this.words;
    this.words = Math.max(INSTRUCTION_WORDS, before >>> 1);
    this.lookAfter(Math.max(SCARCE_STEP, before - this.words));
    throw this.vm.exceptions.memoryError();
  }

  /** What waits for its finalizer is garbage once that has run: only then is it said that there is no memory. */
  private provide(words: number): boolean {
    const { runtime, finalization } = this.vm;
    if (runtime.reserve(words)) return true;
    if (runtime.finalizers.queue.length === 0 || finalization.onFinalizerThread) return false;
    finalization.runPending();
    return runtime.reserve(words);
  }

  private lookAfter(words: number): void {
    const { runtime } = this.vm;
    runtime.headroomDueAt = runtime.allocatedWords + words;
  }
}
