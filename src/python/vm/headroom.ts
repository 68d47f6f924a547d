import type { VM } from './vm.ts';

/** Words that every safepoint leaves free while the program has not been refused memory; 1/64 of a larger heap. */
const FIRST_MIN = 1 << 14;
const FIRST_MAX = 1 << 18;
/** The part that is never touched: what one instruction may allocate without having reserved it. */
export const INSTRUCTION_WORDS = 1 << 12;

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
  private words: number;
  private readonly first: number;
  private readonly steps: readonly number[];
  private readonly vm: VM;

  constructor(vm: VM) {
    const { limitWords } = vm.runtime;
    this.vm = vm;
    this.first = Math.min(FIRST_MAX, Math.max(FIRST_MIN, limitWords >>> 6));
    this.words = this.first;
    this.steps = [limitWords >>> 5, limitWords >>> 8, this.first >>> 2];
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

  /** A safepoint. @throws GuestException MemoryError */
  private look(): void {
    const { runtime } = this.vm;
    for (const step of this.steps) {
      if (!runtime.reserve(this.first + step)) continue;
      this.words = this.first;
      this.lookAfter(step);
      return;
    }
    if (this.words < this.first && runtime.reserve(this.words)) {
      this.lookAfter(INSTRUCTION_WORDS >>> 2);
      return;
    }
    const before = this.words;
    this.words = Math.max(INSTRUCTION_WORDS, before >>> 1);
    this.lookAfter(Math.max(INSTRUCTION_WORDS >>> 2, before - this.words));
    throw this.vm.exceptions.memoryError();
  }

  private lookAfter(words: number): void {
    const { runtime } = this.vm;
    runtime.headroomDueAt = runtime.allocatedWords + words;
  }
}
