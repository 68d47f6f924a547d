import type { Ref } from '../../heap/layout.ts';
import { CodeFlag, LocalKind } from '../compiler/code.ts';
import {
  CELL_CONTENT,
  FRAME_CODE,
  FRAME_FUNCTION,
  FRAME_INDEX,
  FRAME_NAMESPACE,
  FUNCTION_GLOBALS,
  GEN_FRAME,
  GEN_SLOTS,
  GEN_STATE,
  ITEMS_DATA,
  Kind,
} from '../objects/shapes.ts';
import { type CodeInfo, NAMESPACE_SLOT } from '../vm/codes.ts';
import { GEN_SUSPENDED } from '../vm/generators.ts';
import type { VM } from '../vm/vm.ts';

/**
 * f_locals: the namespace of a module or class body; for a function a dict that the frame keeps, brought up to date with
 * its variables. A new reference.
 */
export function frameLocals(vm: VM, frame: Ref): Ref {
  const { i32 } = vm;
  const info = vm.codes.infos[i32[frame + FRAME_CODE]!]!;
  if ((info.code.flags & CodeFlag.NEWLOCALS) === 0 || (info.code.flags & CodeFlag.OPTIMIZED) === 0) {
    return vm.runtime.retain(namespaceOf(vm, frame, info));
  }
  const dictAt = vm.push(keptDict(vm, frame, info));
  const value = reader(vm, frame);
  info.code.localsPlusNames.forEach((name, slot) => {
    const ref = unboxed(vm, value(slot), info.code.localsPlusKinds[slot]!);
    const key = vm.strings.nameRef(vm.name(name));
    if (ref !== 0) vm.dicts.setName(vm.at(dictAt), key, ref);
    else vm.dicts.deleteName(vm.at(dictAt), key);
  });
  return vm.pop();
}

/** The dict of a function's variables, kept where the namespace of a module's frame is: a new reference. */
function keptDict(vm: VM, frame: Ref, info: CodeInfo): Ref {
  const { i32, runtime } = vm;
  const place = vm.frames.placeOf(frame);
  if (place !== null) {
    const at = place.base + info.slots + NAMESPACE_SLOT;
    if (place.words[at] === 0) place.words[at] = vm.newDict();
    return runtime.retain(place.words[at]!);
  }
  const generator = suspendedOwner(vm, frame);
  const holder = generator === 0 ? frame : i32[generator + GEN_SLOTS]!;
  const slot = generator === 0 ? FRAME_NAMESPACE : ITEMS_DATA + info.slots + NAMESPACE_SLOT;
  if (i32[holder + slot] === 0) runtime.initialiseOwned(holder, slot, vm.newDict());
  return runtime.retain(i32[holder + slot]!);
}

function namespaceOf(vm: VM, frame: Ref, info: CodeInfo): Ref {
  const place = vm.frames.placeOf(frame);
  const own =
    place === null
      ? vm.i32[frame + FRAME_NAMESPACE]!
      : place.words[place.base + info.slots + NAMESPACE_SLOT]!;
  return own !== 0 ? own : vm.i32[vm.i32[frame + FRAME_FUNCTION]! + FUNCTION_GLOBALS]!;
}

/** How to read the frame's slots: on the stack, in the frame object, or in the suspended generator that it belongs to. */
function reader(vm: VM, frame: Ref): (slot: number) => Ref {
  if (vm.i32[frame + FRAME_INDEX] === 0) {
    const generator = suspendedOwner(vm, frame);
    if (generator !== 0) {
      const items = vm.i32[generator + GEN_SLOTS]!;
      return (slot) => vm.i32[items + ITEMS_DATA + slot]!;
    }
  }
  return (slot) => vm.frames.localOf(frame, slot);
}

function unboxed(vm: VM, ref: Ref, kinds: number): Ref {
  const boxed = (kinds & (LocalKind.CELL | LocalKind.FREE)) !== 0;
  return ref !== 0 && boxed && vm.kindOf(ref) === Kind.CELL ? vm.i32[ref + CELL_CONTENT]! : ref;
}

/** The suspended generator that a frame object belongs to: borrowed, or 0. Frames do not know theirs, so this looks at all. */
export function suspendedOwner(vm: VM, frame: Ref): Ref {
  let owner = 0;
  vm.runtime.collector.forEachObject((ref) => {
    const kind = vm.kindOf(ref);
    if (kind < Kind.GENERATOR || kind > Kind.ASYNC_GENERATOR) return;
    if (vm.i32[ref + GEN_FRAME] === frame && vm.i32[ref + GEN_STATE]! <= GEN_SUSPENDED) owner = ref;
  });
  return owner;
}
