import type { Ref } from '../../heap/layout.ts';
import {
  Kind,
  NUMBER_VALUE,
  RANGE_LENGTH,
  RANGE_START,
  RANGE_STEP,
  RANGE_STOP,
  Shape,
} from '../objects/shapes.ts';
import {
  exactSliceIndices,
  type IntRange,
  rangeContains,
  rangeItem,
  rangeLength,
  rangeReversed,
  rangesEqual,
} from '../values/slice-indices.ts';
import type { BuiltinClass, NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { isIndex, memberGetset, requestedClass } from './native-arguments.ts';
import { isSlice, sliceFields } from './slices.ts';

function rangeNew(vm: VM, args: number, count: number): Ref {
  requestedClass(vm, args, 'range');
  if (vm.at(args + count - 1) !== 0 && vm.dicts.size(vm.at(args + count - 1)) > 0) {
    throw vm.error('TypeError', 'range() takes no keyword arguments');
  }
  const given = count - 2;
  if (given === 0) throw vm.error('TypeError', 'range expected at least 1 argument, got 0');
  if (given > 3) throw vm.error('TypeError', `range expected at most 3 arguments, got ${given}`);
  if (isSmall(vm, args + 1) && (given === 1 || isSmall(vm, args + 2)) && given < 3) {
    const bound = vm.i32[vm.at(args + 1) + NUMBER_VALUE]!;
    if (given === 1) return newSmallRange(vm, 0, bound);
    return newSmallRange(vm, bound, vm.i32[vm.at(args + 2) + NUMBER_VALUE]!);
  }
  const first = vm.protocols.indexBig(vm.at(args + 1));
  if (given === 1) return newRange(vm, 0n, first, 1n);
  const stop = vm.protocols.indexBig(vm.at(args + 2));
  const step = given === 3 ? vm.protocols.indexBig(vm.at(args + 3)) : 1n;
  if (step === 0n) throw vm.error('ValueError', 'range() arg 3 must not be zero');
  return newRange(vm, first, stop, step);
}

function newRange(vm: VM, start: bigint, stop: bigint, step: bigint): Ref {
  const { runtime } = vm;
  const range = runtime.allocate(Shape.RANGE);
  vm.push(range);
  runtime.initialiseOwned(range, RANGE_START, vm.newBigInt(start));
  runtime.initialiseOwned(range, RANGE_STOP, vm.newBigInt(stop));
  runtime.initialiseOwned(range, RANGE_STEP, vm.newBigInt(step));
  runtime.initialiseOwned(range, RANGE_LENGTH, vm.newBigInt(rangeLength({ start, stop, step })));
  return vm.pop();
}

/** Whether there is an int of 32 bits at a stack position. */
function isSmall(vm: VM, at: number): boolean {
  return vm.shapeOf(vm.at(at)) === Shape.INT;
}

/** The same as newRange, with step 1. */
function newSmallRange(vm: VM, start: number, stop: number): Ref {
  const { runtime } = vm;
  const range = runtime.allocate(Shape.RANGE);
  vm.push(range);
  runtime.initialiseOwned(range, RANGE_START, vm.newInt(start));
  runtime.initialiseOwned(range, RANGE_STOP, vm.newInt(stop));
  runtime.initialiseOwned(range, RANGE_STEP, vm.newInt(1));
  runtime.initialiseOwned(range, RANGE_LENGTH, vm.newInt(Math.max(0, stop - start)));
  return vm.pop();
}

function boundsOf(vm: VM, range: Ref): IntRange {
  const { i32 } = vm;
  return {
    start: vm.bigIntOf(i32[range + RANGE_START]!),
    stop: vm.bigIntOf(i32[range + RANGE_STOP]!),
    step: vm.bigIntOf(i32[range + RANGE_STEP]!),
  };
}

function rangeLen(vm: VM, args: number): Ref {
  const length = vm.i32[vm.at(args) + RANGE_LENGTH]!;
  if (vm.bigIntOf(length) >= 1n << 63n) {
    throw vm.error('OverflowError', 'Python int too large to convert to C ssize_t');
  }
  return vm.runtime.retain(length);
}

function rangeBool(vm: VM, args: number): Ref {
  return vm.newBool(vm.bigIntOf(vm.i32[vm.at(args) + RANGE_LENGTH]!) !== 0n);
}

function rangeGetItem(vm: VM, args: number): Ref {
  const key = vm.at(args + 1);
  if (isSlice(vm, key)) return getSlice(vm, args);
  if (!isIndex(vm, key)) {
    throw vm.error('TypeError', `range indices must be integers or slices, not ${vm.typeName(key)}`);
  }
  const index = vm.protocols.indexBig(key);
  const item = rangeItem(boundsOf(vm, vm.at(args)), index);
  if (item === null) throw vm.error('IndexError', 'range object index out of range');
  return vm.newBigInt(item);
}

function getSlice(vm: VM, args: number): Ref {
  const [start, stop, step] = sliceFields(vm, args + 1);
  const { start: first, step: stride } = boundsOf(vm, vm.at(args));
  const length = vm.bigIntOf(vm.i32[vm.at(args) + RANGE_LENGTH]!);
  const [from, to, by] = exactSliceIndices(start, stop, step, length);
  return newRange(vm, first + from * stride, first + to * stride, stride * by);
}

/** Where a value is: for ints by arithmetic, for anything else by comparing the items in turn. -1 if it is not there. */
function find(vm: VM, args: number): bigint {
  const value = vm.at(args + 1);
  if (isPlainInt(vm, value)) {
    const range = boundsOf(vm, vm.at(args));
    const wanted = vm.bigIntOf(value);
    return rangeContains(range, wanted) ? (wanted - range.start) / range.step : -1n;
  }
  const iteratorAt = vm.push(vm.iteration.iterator(vm.at(args)));
  for (let index = 0n; ; index++) {
    const item = vm.iteration.next(iteratorAt);
    if (item === 0) break;
    const itemAt = vm.push(item);
    const equal = vm.equal(vm.at(itemAt), vm.at(args + 1));
    vm.dropTo(itemAt);
    if (equal) {
      vm.dropTo(iteratorAt);
      return index;
    }
    vm.poll();
  }
  vm.dropTo(iteratorAt);
  return -1n;
}

function isPlainInt(vm: VM, ref: Ref): boolean {
  const shape = vm.shapeOf(ref);
  return shape >= Shape.BOOL && shape <= Shape.BIG;
}

function rangeContainsValue(vm: VM, args: number): Ref {
  return vm.newBool(find(vm, args) >= 0n);
}

function rangeIndex(vm: VM, args: number): Ref {
  const index = find(vm, args);
  if (index >= 0n) return vm.newBigInt(index);
  if (isPlainInt(vm, vm.at(args + 1)))
    throw vm.error('ValueError', `${vm.repr(vm.at(args + 1))} is not in range`);
  throw vm.error('ValueError', 'sequence.index(x): x not in sequence');
}

function rangeCount(vm: VM, args: number): Ref {
  if (isPlainInt(vm, vm.at(args + 1))) return vm.newInt(find(vm, args) >= 0n ? 1 : 0);
  let count = 0;
  vm.iterate(vm.at(args), (item) => {
    if (vm.equal(item, vm.at(args + 1))) count++;
  });
  return vm.newInt(count);
}

function rangeIter(vm: VM, args: number): Ref {
  return vm.iteration.overRange(vm.at(args));
}

function rangeReversedIter(vm: VM, args: number): Ref {
  const { start, stop, step } = rangeReversed(boundsOf(vm, vm.at(args)));
  const rangeAt = vm.push(newRange(vm, start, stop, step));
  const iterator = vm.push(vm.iteration.overRange(vm.at(rangeAt)));
  const result = vm.runtime.retain(vm.at(iterator));
  vm.dropTo(rangeAt);
  return result;
}

function equality(wanted: boolean): NativeCode {
  return (vm, args) => {
    if (vm.kindOf(vm.at(args + 1)) !== Kind.RANGE) return vm.newNotImplemented();
    return vm.newBool(rangesEqual(boundsOf(vm, vm.at(args)), boundsOf(vm, vm.at(args + 1))) === wanted);
  };
}

function unordered(vm: VM): Ref {
  return vm.newNotImplemented();
}

/** As the hash of the tuple (length, start, step), with None for what equality ignores. */
function rangeHash(vm: VM, args: number): Ref {
  const range = boundsOf(vm, vm.at(args));
  const length = rangeLength(range);
  const first = vm.push(vm.newBigInt(length));
  vm.push(length === 0n ? vm.newNone() : vm.newBigInt(range.start));
  vm.push(length <= 1n ? vm.newNone() : vm.newBigInt(range.step));
  const tupleAt = vm.push(vm.tupleOfTop(3));
  const hash = vm.protocols.hashBig(vm.at(tupleAt));
  vm.dropTo(first);
  return vm.newBigInt(hash);
}

function rangeRepr(vm: VM, args: number): Ref {
  const { start, stop, step } = boundsOf(vm, vm.at(args));
  return vm.newStr(step === 1n ? `range(${start}, ${stop})` : `range(${start}, ${stop}, ${step})`);
}

export const rangeClass: BuiltinClass = {
  name: 'range',
  kind: Kind.RANGE,
  shape: Shape.RANGE,
  subclassable: false,
  staticMethods: { __new__: ['cls, *args, **kwargs', rangeNew] },
  methods: {
    __repr__: ['self, /', rangeRepr],
    __hash__: ['self, /', rangeHash],
    __len__: ['self, /', rangeLen],
    __bool__: ['self, /', rangeBool],
    __getitem__: ['self, key, /', rangeGetItem],
    __contains__: ['self, value, /', rangeContainsValue],
    __iter__: ['self, /', rangeIter],
    __reversed__: ['self, /', rangeReversedIter],
    __eq__: ['self, other, /', equality(true)],
    __ne__: ['self, other, /', equality(false)],
    __lt__: ['self, other, /', unordered],
    __le__: ['self, other, /', unordered],
    __gt__: ['self, other, /', unordered],
    __ge__: ['self, other, /', unordered],
    index: ['self, value, /', rangeIndex],
    count: ['self, value, /', rangeCount],
    __sizeof__: ['self, /', (vm) => vm.newInt(48)],
  },
  getsets: {
    start: memberGetset(RANGE_START),
    stop: memberGetset(RANGE_STOP),
    step: memberGetset(RANGE_STEP),
  },
};
