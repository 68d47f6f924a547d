import type { GuestException } from './exceptions.ts';
import type { VM } from './vm.ts';

/** Arguments that a probe pushes: 128 KiB of the host's stack, more than what LEVELS_AHEAD levels and a native need. */
const PROBE = new Array<number>(1 << 14).fill(0);
/** Levels that may be entered above the last one that was probed, and left below it, before the next probe. */
const LEVELS_AHEAD = 8;
const LEVELS_BACK = 16;

/**
 * Native code and nested runs of the interpreter need the host's stack, whose size is not the program's affair: 1 MiB on
 * a main thread, 64 MiB in an isolate. An overflow in the middle of an operation could not be mended; so each level looks
 * ahead before it begins, and the program gets RecursionError there.
 *
 * INVARIANT host-stack: at a level that was entered, the stack has room for LEVELS_AHEAD more.
 */
export class HostStack {
  /** Natives and runs of the interpreter that are being executed. Whoever catches an exception restores its own value. */
  depth = 0;
  /** Those natives and operations among them that sys.getrecursionlimit() limits, as it does frames. */
  counted = 0;
  private readonly countsAll: boolean;
  private readonly countsSome: boolean;
  private probedAt = 0;
  private readonly vm: VM;

  constructor(vm: VM) {
    this.vm = vm;
    const { recursionCounts } = vm.platform;
    this.countsAll = recursionCounts === 'frames-and-natives';
    this.countsSome = recursionCounts !== 'frames';
  }

  /** Enters a level. @returns false if there is no room for it: leave at once, and raise RecursionError */
  enter(): boolean {
    const depth = ++this.depth;
    if (depth <= this.probedAt + LEVELS_AHEAD && depth + LEVELS_BACK >= this.probedAt) return true;
    if (!hasRoom()) return false;
    this.probedAt = depth;
    return true;
  }

  /** Enters the level of a native. @returns the depth to restore afterwards. @throws GuestException RecursionError */
  enterNative(counts: boolean, byProgram: boolean): number {
    if (byProgram && (counts || this.countsAll)) this.count(WHILE_CALLING);
    const before = this.depth;
    if (this.enter()) return before;
    this.depth = before;
    throw this.tooDeep(WHILE_CALLING);
  }

  /** One more level, where the platform counts them; `uncount` when it is over, unless by an exception. @throws GuestException RecursionError */
  count(where: string): void {
    if (!this.countsSome) return;
    const { frames } = this.vm;
    if (this.counted + frames.depth >= frames.recursionLimit) throw this.tooDeep(where);
    this.counted++;
  }

  uncount(): void {
    if (this.countsSome) this.counted--;
  }

  tooDeep(where = ''): GuestException {
    return this.vm.error('RecursionError', `maximum recursion depth exceeded${where}`);
  }
}

export const WHILE_CALLING = ' while calling a Python object';
export const WHILE_REPR = ' while getting the repr of an object';
export const WHILE_STR = ' while getting the str of an object';

function hasRoom(): boolean {
  try {
    takeAll.apply(undefined, PROBE);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function takeAll(...words: readonly number[]): number {
  return words.length;
}
