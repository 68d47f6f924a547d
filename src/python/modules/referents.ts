import { SHAPE_CONTAINER, SHAPE_PART } from '../../contract/shapes.ts';
import { type Ref, SHAPE_MASK } from '../../heap/layout.ts';
import { Kind, Shape } from '../objects/shapes.ts';
import type { VM } from '../vm/vm.ts';

/**
 * Who refers to whom, as Python sees it: a part (a list's items, a dict's entries) belongs to its owner, so references go
 * straight from the list to its items. Nothing here is a safepoint.
 */

/**
 * Visits what `ref` refers to strongly, in the order of CPython's traversal: lists and tuples from the back, of a dict only the
 * values while all its keys are str, the class last.
 */
export function eachReferent(vm: VM, ref: Ref, visit: (target: Ref) => void): void {
  const { i32 } = vm;
  const { shapes } = vm.runtime;
  const shape = i32[ref]! & SHAPE_MASK;
  const isDict = vm.kindOf(ref) === Kind.DICT;
  if (isDict) eachInDict(vm, ref, visit);
  // Behind a dict's own two parts come the slots of a subclass.
  const from = ref + shapes.refsFrom[shape]! + (isDict ? 2 : 0);
  const to = shapes.slotsEnd(i32, ref);
  const classSlot = vm.info.classSlot[shape]!;
  const classAt = classSlot === 0 ? -1 : ref + classSlot;
  const reversed = shapes.releaseReversed[shape] === 1;
  for (let k = from; k < to; k++) {
    const at = reversed ? to - 1 - (k - from) : k;
    const target = i32[at]!;
    if (target === 0 || at === classAt) continue;
    if (isPart(vm, target)) eachReferent(vm, target, visit);
    else visit(target);
  }
  // Built-in types are not counted by their instances.
  if (classAt >= 0 && i32[classAt] !== 0 && vm.classes.infoOf(i32[classAt]!).isHeapType) visit(i32[classAt]!);
}

function eachInDict(vm: VM, dict: Ref, visit: (target: Ref) => void): void {
  const { dicts } = vm;
  const filled = dicts.filled(dict);
  // Python 2 visits all keys, each before its value.
  const python2 = vm.platform.version[0] === 2;
  let allNames = true;
  for (let entry = 0; entry < filled; entry++) {
    const key = dicts.keyAt(dict, entry);
    if (key !== 0 && vm.shapeOf(key) !== Shape.STR) allNames = false;
  }
  for (let entry = 0; entry < filled; entry++) {
    const key = dicts.keyAt(dict, entry);
    if (key === 0) continue;
    if (python2) visit(key);
    visit(dicts.valueAt(dict, entry));
    if (!allNames && !python2) visit(key);
  }
}

function isPart(vm: VM, ref: Ref): boolean {
  return (vm.runtime.shapes.traits[vm.i32[ref]! & SHAPE_MASK]! & SHAPE_PART) !== 0;
}

/** Whether the object is one of the kinds that can refer to others, and is no part. */
export function isContainer(vm: VM, ref: Ref): boolean {
  const traits = vm.runtime.shapes.traits[vm.i32[ref]! & SHAPE_MASK]!;
  return (traits & SHAPE_CONTAINER) !== 0 && vm.kindOf(ref) !== Kind.PART;
}

/** The containers that a program can be shown: those the collector tracks, or all it has not reclaimed. */
export function trackedContainers(vm: VM, generation: number | null): Ref[] {
  const { control } = vm.runtime.collector;
  if (control !== null) return control.trackedObjects(generation).filter((ref) => isContainer(vm, ref));
  const all: Ref[] = [];
  vm.runtime.collector.forEachObject((ref) => {
    if (isContainer(vm, ref)) all.push(ref);
  });
  return all;
}
