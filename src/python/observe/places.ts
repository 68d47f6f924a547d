import { F_CODE, F_PC, FRAME_WORDS } from '../vm/frames.ts';
import type { VM } from '../vm/vm.ts';
import type { Place } from './observations.ts';

const LIBRARY = '<midden>/';
/** Steps between the program's lines that are remembered, at most. */
const STEPS_MAX = 4_000_000;

/** Lines of the program's own code, by number; and which line it was at, along the allocation clock. */
export class Places {
  readonly all: Place[] = [];
  private readonly vm: VM;
  private readonly known = new Map<string, number>();
  private readonly own: boolean[] = [];
  private readonly stepTicks: number[] = [];
  private readonly stepPlaces: number[] = [];
  private lastCode = -1;
  private lastPc = -1;
  private madeCode = -1;
  private madePc = -1;

  constructor(vm: VM) {
    this.vm = vm;
  }

  isOwnCode(code: number): boolean {
    const known = this.own[code];
    if (known !== undefined) return known;
    const own = !this.vm.codes.infos[code]!.code.filename.startsWith(LIBRARY);
    this.own[code] = own;
    return own;
  }

  /** Index of the innermost frame of the program's own code, not below `floor`; -1 if there is none. */
  frame(floor = 0): number {
    const { frames } = this.vm;
    for (let index = frames.depth - 1; index >= floor; index--) {
      if (this.isOwnCode(frames.control[index * FRAME_WORDS + F_CODE]!)) return index;
    }
    return -1;
  }

  /** The innermost frame is the program's own, not the library's. */
  get direct(): boolean {
    const { frames } = this.vm;
    return frames.depth > 0 && this.isOwnCode(frames.control[(frames.depth - 1) * FRAME_WORDS + F_CODE]!);
  }

  /** Where the program is: the number of that place, -1 outside of it. */
  here(floor = 0): number {
    const index = this.frame(floor);
    if (index < 0) return -1;
    const { control } = this.vm.frames;
    return this.of(control[index * FRAME_WORDS + F_CODE]!, control[index * FRAME_WORDS + F_PC]!);
  }

  of(code: number, pc: number): number {
    const { filename, qualname, name } = this.vm.codes.infos[code]!.code;
    const line = this.vm.codes.lineOf(code, pc);
    const key = `${code}:${line}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    this.known.set(key, this.all.length);
    this.all.push({ file: filename, line, function: name === '<module>' ? '' : qualname });
    return this.all.length - 1;
  }

  /**
   * The clock stands at `tick`: remembers the line, if it is another one than before, or one that comes again: it has made an
   * object with a finalizer and now makes the next.
   */
  step(tick: number, finalizable: boolean): void {
    const index = this.frame();
    if (index < 0 || this.stepTicks.length >= STEPS_MAX) return;
    const { control } = this.vm.frames;
    const code = control[index * FRAME_WORDS + F_CODE]!;
    const pc = control[index * FRAME_WORDS + F_PC]!;
    const again = finalizable && code === this.madeCode && pc === this.madePc;
    if (finalizable) {
      this.madeCode = code;
      this.madePc = pc;
    }
    if (code === this.lastCode && pc === this.lastPc && !again) return;
    this.lastCode = code;
    this.lastPc = pc;
    const place = this.of(code, pc);
    if (this.stepPlaces.at(-1) === place && !again) return;
    this.stepTicks.push(tick);
    this.stepPlaces.push(place);
  }

  /** Whether the program was at another line after `tick`, up to `end`. */
  wentOn(tick: number, end: number): boolean {
    let low = 0;
    let high = this.stepTicks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.stepTicks[middle]! <= tick) low = middle + 1;
      else high = middle;
    }
    return low < this.stepTicks.length && this.stepTicks[low]! <= end;
  }
}
