import type { Ref } from '../../heap/layout.ts';

/** What an inline cache held at some time: its two words. */
export interface Seen {
  readonly shape: number;
  readonly word: number;
}

/** Where an attribute was found that no instance holds itself. */
export interface Holder {
  readonly cls: Ref;
  /** Number of the class: another may have come to its place since. */
  readonly info: number;
  /** Of the instances; 0: the attribute of the class itself was wanted. */
  readonly shape: number;
}

/** Shapes that one instruction is prepared for. */
const SHAPES_MAX = 4;
/** Misses of a function's code until it is compiled anew; then so many times more, and so often at most. */
const MISSES = 60;
const MORE = 8;
const TIMES_MAX = 4;

/** What compiled code has met that it was not prepared for: more shapes at an instruction, or caches that were not filled yet. */
export class Feedback {
  private readonly seen = new Map<number, Seen[]>();
  private readonly holders = new Map<number, Holder>();
  private readonly misses: number[] = [];
  /** By code: something was met since it was compiled that it would be prepared for now. */
  private readonly isNew: boolean[] = [];
  private readonly limits: number[] = [];
  private readonly times: number[] = [];

  /** The cache of the instruction at `pc` of code `id` has missed, and holds this now. @returns whether the code is to be compiled anew */
  missed(id: number, pc: number, shape: number, word: number): boolean {
    if (shape !== 0 && this.note(id, pc, shape, word)) this.isNew[id] = true;
    return this.counted(id);
  }

  /** An attribute was not the object's own. As `missed`. */
  missedInClass(id: number, pc: number, holder: Holder): boolean {
    const key = keyOf(id, pc);
    if (this.holders.get(key)?.info !== holder.info) {
      this.holders.set(key, holder);
      this.isNew[id] = true;
    }
    return this.counted(id);
  }

  private counted(id: number): boolean {
    const count = (this.misses[id] ?? 0) + 1;
    this.misses[id] = count;
    if (this.isNew[id] !== true || count < (this.limits[id] ?? MISSES)) return false;
    if ((this.times[id] ?? 0) >= TIMES_MAX) return false;
    this.isNew[id] = false;
    this.limits[id] = count * MORE;
    this.times[id] = (this.times[id] ?? 0) + 1;
    return true;
  }

  holderAt(id: number, pc: number): Holder | undefined {
    return this.holders.get(keyOf(id, pc));
  }

  at(id: number, pc: number): readonly Seen[] {
    return this.seen.get(keyOf(id, pc)) ?? [];
  }

  /** @returns whether it is new */
  private note(id: number, pc: number, shape: number, word: number): boolean {
    const key = keyOf(id, pc);
    const known = this.seen.get(key);
    if (known === undefined) {
      this.seen.set(key, [{ shape, word }]);
      return true;
    }
    const index = known.findIndex((each) => each.shape === shape);
    if (index >= 0) {
      if (known[index]!.word === word) return false;
      known[index] = { shape, word };
      return true;
    }
    if (known.length === SHAPES_MAX) return false;
    known.push({ shape, word });
    return true;
  }
}

function keyOf(id: number, pc: number): number {
  return id * 65536 + pc;
}

/** Those of the present epoch, with what the cache holds now the first; `bits` of the epoch are in each word. */
export function present(now: Seen, before: readonly Seen[], epoch: number, bits: 16 | 24): readonly Seen[] {
  const mask = bits === 24 ? 0xffffff : 0xffff;
  const isPresent = ({ shape, word }: Seen) => shape !== 0 && word >>> (32 - bits) === (epoch & mask);
  const others = before.filter(({ shape }) => shape !== now.shape);
  return [now, ...others].filter(isPresent).slice(0, SHAPES_MAX);
}
