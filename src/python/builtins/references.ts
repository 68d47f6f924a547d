import { MARK_WORD, type Ref } from '../../heap/layout.ts';
import { ITEMS_DATA } from '../objects/shapes.ts';
import type { VM } from '../vm/vm.ts';

/** Block operations on the reference slots of objects, with counts and barrier. None of them is a safepoint. */

/** Copies `count` references from address `from` to the empty slots at address `to` of `object`; each gets a count. */
export function copyReferences(vm: VM, object: Ref, to: number, from: number, count: number): void {
  const { i32, runtime } = vm;
  if (count <= 0) return;
  if (runtime.counting) {
    for (let k = 0; k < count; k++) {
      const ref = i32[from + k]!;
      i32[to + k] = ref;
      i32[ref + MARK_WORD] = i32[ref + MARK_WORD]! + 1;
    }
    return;
  }
  i32.copyWithin(to, from, from + count);
  runtime.wroteRange(object, to, to + count);
}

/** The same of one reference to all `count` slots. */
export function fillReferences(vm: VM, object: Ref, to: number, ref: Ref, count: number): void {
  const { i32, runtime } = vm;
  if (count <= 0) return;
  i32.fill(ref, to, to + count);
  if (runtime.counting) i32[ref + MARK_WORD] = i32[ref + MARK_WORD]! + count;
  runtime.wroteRange(object, to, to + count);
}

/** Moves references inside a part, from one item number to another; the slots left behind keep their old contents. */
export function moveItems(vm: VM, items: Ref, to: number, from: number, count: number): void {
  if (count <= 0 || to === from) return;
  const base = items + ITEMS_DATA;
  vm.i32.copyWithin(base + to, base + from, base + from + count);
  vm.runtime.wroteRange(items, base + to, base + to + count);
}

/** Moves `count` references to an empty part, from item `from` of another on; the old slots are emptied. */
export function handOver(
  vm: VM,
  toItems: Ref,
  to: number,
  fromItems: Ref,
  from: number,
  count: number,
): void {
  if (count <= 0) return;
  const { i32, runtime } = vm;
  const target = toItems + ITEMS_DATA + to;
  const source = fromItems + ITEMS_DATA + from;
  i32.copyWithin(target, source, source + count);
  runtime.wroteRange(toItems, target, target + count);
  // Without counts the old part is garbage, or its slots are overwritten next.
  if (runtime.counting) i32.fill(0, source, source + count);
}

/** Tells the collector that the references in item slots [from, from + count) are about to go. */
export function forgetItems(vm: VM, items: Ref, from: number, count: number): void {
  const { runtime } = vm;
  for (let k = from; k < from + count; k++) runtime.store(items, ITEMS_DATA + k, 0);
}
