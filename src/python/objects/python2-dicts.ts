import type { Ref } from '../../heap/layout.ts';
import { Dicts, FIRST, FREE } from './dicts.ts';
import { DICT_ENTRIES, DICT_FILLED, DICT_INDEX, DICT_SLOTS, DICT_USED, ITEMS_DATA, Shape } from './shapes.ts';

const MIN_SLOTS = 8;

/**
 * Dicts of CPython 2.7, whose order is that of their table: the entry with number n is the one in slot n. The words of the
 * index are followed by the hashes and by the number of slots that have ever been filled.
 *
 * Source: CPython 2.7, Objects/dictobject.c (lookdict, dictresize, PyDict_Merge).
 */
export class Python2Dicts extends Dicts {
  protected override readonly firstShift = 0;

  override append(dict: Ref, hash: number, key: Ref, value: Ref): void {
    const { i32, runtime } = this;
    if (i32[dict + DICT_SLOTS] === 0) this.allocate(dict, MIN_SLOTS);
    this.place(dict, hash, key, value);
    runtime.retain(key);
    runtime.retain(value);
    i32[dict + DICT_USED] = i32[dict + DICT_USED]! + 1;
    if (this.isFull(dict, this.fill(dict))) this.rebuild(dict, grownSize(i32[dict + DICT_USED]!));
    this.trackFor(dict, key, value);
  }

  /** Writes a pair, whose counts the caller sees to, into the first slot that is not taken. */
  private place(dict: Ref, hash: number, key: Ref, value: Ref): void {
    const { i32, runtime } = this;
    const slots = i32[dict + DICT_SLOTS]!;
    const index = i32[dict + DICT_INDEX]! + ITEMS_DATA;
    const at = this.freeSlot(index, slots, hash);
    if (i32[index + at] === FREE) i32[index + 2 * slots] = i32[index + 2 * slots]! + 1;
    i32[index + at] = at + FIRST;
    i32[index + slots + at] = hash;
    const entries = i32[dict + DICT_ENTRIES]!;
    runtime.initialiseOwned(entries, ITEMS_DATA + 2 * at, key);
    runtime.initialiseOwned(entries, ITEMS_DATA + 2 * at + 1, value);
  }

  private fill(dict: Ref): number {
    const slots = this.i32[dict + DICT_SLOTS]!;
    return slots === 0 ? 0 : this.i32[this.i32[dict + DICT_INDEX]! + ITEMS_DATA + 2 * slots]!;
  }

  private isFull(dict: Ref, fill: number): boolean {
    return fill * 3 >= Math.max(MIN_SLOTS, this.i32[dict + DICT_SLOTS]!) * 2;
  }

  private allocate(dict: Ref, slots: number): void {
    const { i32, runtime } = this;
    const entries = runtime.allocateVariable(Shape.ITEMS, 2 * slots);
    const index = runtime.allocateVariable(Shape.WORDS, 2 * slots + 1);
    runtime.storeOwned(dict, DICT_ENTRIES, entries);
    runtime.storeOwned(dict, DICT_INDEX, index);
    i32[dict + DICT_SLOTS] = slots;
    i32[dict + DICT_FILLED] = slots;
  }

  /** A table of more than `least` slots, filled in the order of the old one. */
  private rebuild(dict: Ref, least: number): void {
    const { i32, runtime } = this;
    const slots = i32[dict + DICT_SLOTS]!;
    const entries = runtime.retain(i32[dict + DICT_ENTRIES]!);
    const index = runtime.retain(i32[dict + DICT_INDEX]!);
    this.allocate(dict, slotsAbove(least));
    for (let entry = 0; entry < slots; entry++) {
      const at = entries + ITEMS_DATA + 2 * entry;
      const key = i32[at]!;
      if (key === 0) continue;
      this.place(dict, i32[index + ITEMS_DATA + slots + entry]!, key, i32[at + 1]!);
      i32[at] = 0;
      i32[at + 1] = 0;
    }
    this.changed(dict);
    runtime.release(entries);
    runtime.release(index);
  }

  override keysMark(_dict: Ref): number {
    return 0;
  }

  override lastEntry(dict: Ref): number {
    let entry = 0;
    while (this.keyAt(dict, entry) === 0) entry++;
    return entry;
  }

  override prepareFor(dict: Ref, count: number): void {
    if (count > 0 && this.isFull(dict, this.fill(dict) + count))
      this.rebuild(dict, (this.size(dict) + count) * 2);
  }

  override preparationWords(dict: Ref, count: number): number {
    return 5 * slotsAbove((this.size(dict) + count) * 2) + 16;
  }

  override copy(dict: Ref): Ref {
    const result = this.make();
    this.prepareFor(result, this.size(dict));
    for (let entry = 0; entry < this.filled(dict); entry++) {
      const key = this.keyAt(dict, entry);
      if (key !== 0) this.append(result, this.hashAt(dict, entry), key, this.valueAt(dict, entry));
    }
    return result;
  }

  override growthWords(dict: Ref): number {
    const slots = this.i32[dict + DICT_SLOTS]!;
    const first = slots === 0 ? 5 * MIN_SLOTS + 16 : 0;
    if (!this.isFull(dict, this.fill(dict) + 1)) return first;
    return first + 5 * slotsAbove(grownSize(this.size(dict) + 1)) + 16;
  }
}

function grownSize(used: number): number {
  return used > 50_000 ? used * 2 : used * 4;
}

function slotsAbove(least: number): number {
  let slots = MIN_SLOTS;
  while (slots <= least) slots *= 2;
  return slots;
}
