import type { Ref } from '../../heap/layout.ts';
import { Kind, NUMBER_VALUE, Shape, SLICE_START, SLICE_STEP, SLICE_STOP } from '../objects/shapes.ts';
import { type SliceBound, type SliceIndices, sliceIndices } from '../values/slice-indices.ts';
import type { VM } from '../vm/vm.ts';
import { isIndex } from './native-arguments.ts';

/**
 * What the slice at a stack position selects of a sequence. Its bounds' `__index__` may run guest code, so the length is
 * asked for afterwards.
 */
export function resolveSlice(vm: VM, sliceAt: number, length: () => number): SliceIndices {
  const step = sliceBound(vm, vm.i32[vm.at(sliceAt) + SLICE_STEP]!);
  if (step === 0) throw vm.error('ValueError', 'slice step cannot be zero');
  const start = sliceBound(vm, vm.i32[vm.at(sliceAt) + SLICE_START]!);
  const stop = sliceBound(vm, vm.i32[vm.at(sliceAt) + SLICE_STOP]!);
  return sliceIndices(start, stop, step, length());
}

function sliceBound(vm: VM, bound: Ref): SliceBound {
  if (bound === vm.none) return null;
  if (vm.shapeOf(bound) === Shape.INT) return vm.i32[bound + NUMBER_VALUE]!;
  if (isIndex(vm, bound)) return vm.index(bound);
  throw vm.error('TypeError', 'slice indices must be integers or None or have an __index__ method');
}

export function isSlice(vm: VM, ref: Ref): boolean {
  return vm.kindOf(ref) === Kind.SLICE;
}

/** Start, stop and step of the slice at a stack position, of any size; null for None. */
export function sliceFields(vm: VM, sliceAt: number): [bigint | null, bigint | null, bigint | null] {
  const step = exactBound(vm, vm.i32[vm.at(sliceAt) + SLICE_STEP]!);
  const start = exactBound(vm, vm.i32[vm.at(sliceAt) + SLICE_START]!);
  const stop = exactBound(vm, vm.i32[vm.at(sliceAt) + SLICE_STOP]!);
  return [start, stop, step];
}

function exactBound(vm: VM, bound: Ref): bigint | null {
  if (bound === vm.none) return null;
  if (isIndex(vm, bound)) return vm.protocols.indexBig(bound);
  throw vm.error('TypeError', 'slice indices must be integers or None or have an __index__ method');
}
