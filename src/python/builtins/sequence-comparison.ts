import type { Ref } from '../../heap/layout.ts';
import { EQ } from '../vm/operators.ts';
import type { VM } from '../vm/vm.ts';
import { searchBound } from './native-arguments.ts';

/** What lists and tuples share: comparison and search, item by item. Lengths are asked again after every call. */
export interface SequenceKind {
  readonly length: (vm: VM, sequence: Ref) => number;
  /** Borrowed. */
  readonly item: (vm: VM, sequence: Ref, index: number) => Ref;
}

export const listKind: SequenceKind = {
  length: (vm, list) => vm.listLength(list),
  item: (vm, list, index) => vm.listItem(list, index),
};

export const tupleKind: SequenceKind = {
  length: (vm, tuple) => vm.tupleLength(tuple),
  item: (vm, tuple, index) => vm.tupleItem(tuple, index),
};

const NE = 3;

/** a op b, lexicographically, for the sequences of one kind at two stack positions. A new reference. */
export function compareSequences(vm: VM, kind: SequenceKind, op: number, a: number, b: number): Ref {
  let index = 0;
  while (index < kind.length(vm, vm.at(a)) && index < kind.length(vm, vm.at(b))) {
    if (!vm.equal(kind.item(vm, vm.at(a), index), kind.item(vm, vm.at(b), index))) break;
    index++;
  }
  const lengthA = kind.length(vm, vm.at(a));
  const lengthB = kind.length(vm, vm.at(b));
  if (index >= lengthA || index >= lengthB) return vm.newBool(ordered(op, lengthA - lengthB));
  if (op === EQ) return vm.newBool(false);
  if (op === NE) return vm.newBool(true);
  return vm.operators.compare(op, kind.item(vm, vm.at(a), index), kind.item(vm, vm.at(b), index));
}

export function ordered(op: number, order: number): boolean {
  switch (op) {
    case 0:
      return order < 0;
    case 1:
      return order <= 0;
    case 2:
      return order === 0;
    case 3:
      return order !== 0;
    case 4:
      return order > 0;
    default:
      return order >= 0;
  }
}

/** Position of the first item in [from, to) that equals the value at a stack position, or -1. */
export function findItem(
  vm: VM,
  kind: SequenceKind,
  at: number,
  valueAt: number,
  from: number,
  to: number,
): number {
  for (let index = from; index < to && index < kind.length(vm, vm.at(at)); index++) {
    if (vm.equal(kind.item(vm, vm.at(at), index), vm.at(valueAt))) return index;
  }
  return -1;
}

export function countItems(vm: VM, kind: SequenceKind, at: number, valueAt: number): number {
  let count = 0;
  for (let index = 0; index < kind.length(vm, vm.at(at)); index++) {
    if (vm.equal(kind.item(vm, vm.at(at), index), vm.at(valueAt))) count++;
  }
  return count;
}

/** sequence.index(value, start, stop) with the arguments at `args`; -1 if it is not there. */
export function indexOf(vm: VM, kind: SequenceKind, args: number): number {
  const length = kind.length(vm, vm.at(args));
  const start = searchBound(vm, args + 2, length, 0);
  const stop = searchBound(vm, args + 3, length, Number.POSITIVE_INFINITY);
  return findItem(vm, kind, args, args + 1, start, stop);
}

/** The items' reprs, joined. The sequence is rooted at a stack position. */
export function joinReprs(vm: VM, kind: SequenceKind, at: number): string {
  const parts: string[] = [];
  for (let index = 0; index < kind.length(vm, vm.at(at)); index++)
    parts.push(vm.repr(kind.item(vm, vm.at(at), index)));
  return parts.join(', ');
}
