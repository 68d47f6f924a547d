import type { VM } from './vm.ts';

/** Raised through everything when the program has used up what it was given. */
export class LimitReached extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LimitReached';
  }
}

/** Items of native loops between two looks. */
const ITEMS = 1 << 12;

/**
 * The limit of steps. Instructions are counted by the clock; the items that native loops go over, and the links of chains that
 * they follow, take no virtual time, but an endless one of them counts here.
 */
export class Limits {
  private items = 0;
  private itemsLeft = ITEMS;
  private readonly vm: VM;

  constructor(vm: VM) {
    this.vm = vm;
  }

  /** @throws LimitReached */
  check(): void {
    const { maxSteps } = this.vm.options;
    if (this.vm.clock.steps + this.items <= maxSteps) return;
    throw new LimitReached(
      `the program has executed ${maxSteps} instructions, its limit; allow more with --max-steps`,
    );
  }

  /** Native code has gone over `count` more items. @throws LimitReached */
  passed(count: number): void {
    this.itemsLeft -= count;
    if (this.itemsLeft > 0) return;
    this.items += ITEMS - this.itemsLeft;
    this.itemsLeft = ITEMS;
    this.check();
  }
}

/** What a program may write to its standard streams, its children's output included. */
export class OutputLimit {
  private written = 0;
  private readonly max: number;

  constructor(max: number) {
    this.max = max;
  }

  /** @throws LimitReached for text that goes beyond the limit: none of it is to be written */
  add(text: string): void {
    this.written += utf8Length(text);
    if (this.written <= this.max) return;
    throw new LimitReached(
      `the program has written more than ${this.max} bytes of output, its limit; allow more with --max-output`,
    );
  }
}

function utf8Length(text: string): number {
  let bytes = text.length;
  for (let k = 0; k < text.length; k++) {
    const unit = text.charCodeAt(k);
    if (unit < 0x80) continue;
    // Half of a pair is two of the four bytes.
    bytes += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2;
  }
  return bytes;
}
