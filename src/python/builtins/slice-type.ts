import type { Ref } from '../../heap/layout.ts';
import { Kind, Shape, SLICE_START, SLICE_STEP, SLICE_STOP } from '../objects/shapes.ts';
import { exactSliceIndices } from '../values/slice-indices.ts';
import type { BuiltinClass, NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { memberGetset, positionalCount, requestedClass } from './native-arguments.ts';
import { compareSequences, type SequenceKind } from './sequence-comparison.ts';
import { sliceFields } from './slices.ts';

const FIELDS = [SLICE_START, SLICE_STOP, SLICE_STEP];

function sliceNew(vm: VM, args: number, count: number): Ref {
  requestedClass(vm, args, 'slice');
  const given = positionalCount(vm, 'slice', args, count, 3);
  if (given === 0) throw vm.error('TypeError', 'slice expected at least 1 argument, got 0');
  const argument = (k: number) => (k < given ? vm.at(args + 1 + k) : vm.none);
  const slice = vm.runtime.allocate(Shape.SLICE);
  vm.runtime.initialise(slice, SLICE_START, given === 1 ? vm.none : argument(0));
  vm.runtime.initialise(slice, SLICE_STOP, argument(given === 1 ? 0 : 1));
  vm.runtime.initialise(slice, SLICE_STEP, argument(2));
  return slice;
}

function sliceRepr(vm: VM, args: number): Ref {
  const texts = FIELDS.map((slot) => vm.repr(vm.i32[vm.at(args) + slot]!));
  return vm.newStr(`slice(${texts.join(', ')})`);
}

/** Slices compare as tuples of their three fields. */
const fieldsOfSlice: SequenceKind = {
  length: () => 3,
  item: (vm, slice, index) => vm.i32[slice + SLICE_START + index]!,
};

function comparing(op: number): NativeCode {
  return (vm, args) => {
    if (vm.kindOf(vm.at(args + 1)) !== Kind.SLICE) return vm.newNotImplemented();
    return compareSequences(vm, fieldsOfSlice, op, args, args + 1);
  };
}

function sliceIndicesMethod(vm: VM, args: number): Ref {
  const length = vm.protocols.indexBig(vm.at(args + 1));
  if (length < 0n) throw vm.error('ValueError', 'length should not be negative');
  const [start, stop, step] = sliceFields(vm, args);
  if (step === 0n) throw vm.error('ValueError', 'slice step cannot be zero');
  for (const value of exactSliceIndices(start, stop, step, length)) vm.push(vm.newBigInt(value));
  return vm.tupleOfTop(3);
}

export const sliceClass: BuiltinClass = {
  name: 'slice',
  kind: Kind.SLICE,
  shape: Shape.SLICE,
  subclassable: false,
  unhashable: true,
  staticMethods: { __new__: ['cls, *args, **kwargs', sliceNew] },
  methods: {
    __repr__: ['self, /', sliceRepr],
    __lt__: ['self, other, /', comparing(0)],
    __le__: ['self, other, /', comparing(1)],
    __eq__: ['self, other, /', comparing(2)],
    __ne__: ['self, other, /', comparing(3)],
    __gt__: ['self, other, /', comparing(4)],
    __ge__: ['self, other, /', comparing(5)],
    indices: ['self, length, /', sliceIndicesMethod],
    __sizeof__: ['self, /', (vm) => vm.newInt(40)],
  },
  getsets: {
    start: memberGetset(SLICE_START),
    stop: memberGetset(SLICE_STOP),
    step: memberGetset(SLICE_STEP),
  },
};
