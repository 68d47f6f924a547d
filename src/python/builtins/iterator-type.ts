import type { Ref } from '../../heap/layout.ts';
import {
  DICT_USED,
  ITER_END,
  ITER_EXTRA,
  ITER_INDEX,
  ITER_KIND,
  ITER_OVER,
  IterKind,
  Kind,
  RANGE_LENGTH,
  RANGE_START,
  RANGE_STEP,
  SET_USED,
  Shape,
} from '../objects/shapes.ts';
import { iteratorClassNames } from '../vm/iteration.ts';
import type { BuiltinClass } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { reversedConstructor } from './iterator-classes.ts';

/** The iterators of the built-in containers, which are one kind of object. */

function iteratorIter(vm: VM, args: number): Ref {
  return vm.runtime.retain(vm.at(args));
}

function iteratorNext(vm: VM, args: number): Ref {
  return vm.iteration.advance(args);
}

/** How many items are left, as far as it can be told. */
function iteratorLengthHint(vm: VM, args: number): Ref {
  const { i32 } = vm;
  const iterator = vm.at(args);
  const kind = i32[iterator + ITER_KIND]!;
  if (kind === IterKind.RANGE) return vm.newInt(i32[iterator + ITER_END]!);
  const over = i32[iterator + ITER_OVER]!;
  if (over === 0) return vm.newInt(0);
  const index = i32[iterator + ITER_INDEX]!;
  switch (kind) {
    case IterKind.LIST:
      return vm.newInt(Math.max(0, vm.listLength(over) - index));
    case IterKind.TUPLE:
      return vm.newInt(vm.tupleLength(over) - index);
    case IterKind.STR:
      return vm.newInt(vm.strings.length(over) - index);
    case IterKind.LIST_REVERSED:
      return vm.newInt(listReversedHint(vm, over, i32[iterator + ITER_END]! + 1 - index));
    case IterKind.LONG_RANGE:
      return vm.newBigInt(longRangeLeft(vm, iterator, over));
    case IterKind.SET:
      return vm.newInt(i32[iterator + ITER_END] === i32[over + SET_USED] ? itemsOfSet(vm, over, index) : 0);
    case IterKind.SEQUENCE:
    case IterKind.SEQUENCE_REVERSED:
      return sequenceHint(vm, args, kind, index);
    case IterKind.CALLABLE:
      return vm.newNotImplemented();
    case IterKind.BYTES:
    case IterKind.BYTEARRAY:
      return vm.newInt(Math.max(0, vm.protocols.length(over) - index));
    default:
      return vm.newInt(
        i32[iterator + ITER_END] === i32[over + DICT_USED] ? entriesOfDict(vm, over, kind, index) : 0,
      );
  }
}

function listReversedHint(vm: VM, list: Ref, left: number): number {
  return vm.listLength(list) < left ? 0 : Math.max(0, left);
}

function longRangeLeft(vm: VM, iterator: Ref, range: Ref): bigint {
  const value = vm.bigIntOf(vm.i32[iterator + ITER_EXTRA]!);
  const start = vm.bigIntOf(vm.i32[range + RANGE_START]!);
  const step = vm.bigIntOf(vm.i32[range + RANGE_STEP]!);
  return vm.bigIntOf(vm.i32[range + RANGE_LENGTH]!) - (value - start) / step;
}

function itemsOfSet(vm: VM, set: Ref, from: number): number {
  let count = 0;
  for (let slot = from; slot < vm.sets.slots(set); slot++) if (vm.sets.keyAt(set, slot) !== 0) count++;
  return count;
}

function entriesOfDict(vm: VM, dict: Ref, kind: number, from: number): number {
  const reversed = kind >= IterKind.DICT_KEYS_REVERSED;
  const low = reversed ? 0 : from;
  const high = reversed ? from + 1 : vm.dicts.filled(dict);
  let count = 0;
  for (let entry = low; entry < high; entry++) if (vm.dicts.keyAt(dict, entry) !== 0) count++;
  return count;
}

function sequenceHint(vm: VM, args: number, kind: number, index: number): Ref {
  const over = vm.i32[vm.at(args) + ITER_OVER]!;
  if (kind === IterKind.SEQUENCE_REVERSED) {
    const left = vm.i32[vm.at(args) + ITER_END]! + 1 - index;
    return vm.newInt(vm.protocols.length(over) < left ? 0 : left);
  }
  if (vm.classes.special(over, '__len__') === 0) return vm.newNotImplemented();
  return vm.newInt(Math.max(0, vm.protocols.length(over) - index));
}

const methods: NonNullable<BuiltinClass['methods']> = {
  __iter__: ['self, /', iteratorIter],
  __next__: ['self, /', iteratorNext],
  __length_hint__: ['self, /', iteratorLengthHint],
  __sizeof__: ['self, /', (vm) => vm.newInt(32)],
};

/** One class for each kind of iterator, see Iteration.classOf. */
export const builtinIteratorClasses: readonly BuiltinClass[] = iteratorClassNames.map((name) => ({
  name,
  kind: Kind.ITERATOR,
  shape: Shape.ITERATOR,
  subclassable: name === 'reversed',
  ...(name === 'reversed' ? { staticMethods: reversedConstructor } : {}),
  methods,
}));
