import type { Ref } from '../../heap/layout.ts';
import { Kind, SLICE_START, SLICE_STEP, SLICE_STOP } from '../objects/shapes.ts';
import { type SliceBound, type SliceIndices, sliceIndices } from '../values/slice-indices.ts';
import type { VM } from '../vm/vm.ts';
import { hasIndex } from './scalar-support.ts';

/** A slice's bounds as host numbers. */
export interface SliceBounds {
  readonly start: SliceBound;
  readonly stop: SliceBound;
  readonly step: SliceBound;
}

export function isSlice(vm: VM, ref: Ref): boolean {
  return vm.kindOf(ref) === Kind.SLICE;
}

/** Bounds of the slice at a stack position, in the order in which CPython evaluates them. A safepoint. */
export function sliceBounds(vm: VM, at: number): SliceBounds {
  const step = bound(vm, at, SLICE_STEP);
  if (step === 0) throw vm.error('ValueError', 'slice step cannot be zero');
  const start = bound(vm, at, SLICE_START);
  const stop = bound(vm, at, SLICE_STOP);
  return { start, stop, step };
}

function bound(vm: VM, at: number, slot: number): SliceBound {
  const ref = vm.i32[vm.at(at) + slot]!;
  if (ref === 0 || ref === vm.none) return null;
  if (!hasIndex(vm, ref)) {
    throw vm.error('TypeError', 'slice indices must be integers or None or have an __index__ method');
  }
  return vm.index(ref);
}

/** The indices that bounds select of a sequence of `length` items. */
export function indicesOf({ start, stop, step }: SliceBounds, length: number): SliceIndices {
  return sliceIndices(start, stop, step, length);
}
