import type { Ref } from '../../heap/layout.ts';
import { VIEW_KIND as KIND_FIELD, Kind, Shape, VIEW_DICT } from '../objects/shapes.ts';
import type { VM } from '../vm/vm.ts';

/** Views of a dict's keys, values and items. */

export const VIEW_KEYS = 0;
export const VIEW_VALUES = 1;
export const VIEW_ITEMS = 2;

const shapes = [Shape.DICT_VIEW, Shape.DICT_VALUES, Shape.DICT_ITEMS];

/** A new view of a dict, which is borrowed. */
export function newView(vm: VM, kind: number, dict: Ref): Ref {
  const view = vm.runtime.allocate(shapes[kind]!);
  vm.i32[view + KIND_FIELD] = kind;
  vm.runtime.initialise(view, VIEW_DICT, dict);
  return view;
}

export function viewedDict(vm: VM, view: Ref): Ref {
  return vm.i32[view + VIEW_DICT]!;
}

export function viewKind(vm: VM, view: Ref): number {
  return vm.i32[view + KIND_FIELD]!;
}

/** A view with the operators of a set: keys or items. */
export function isSetLikeView(vm: VM, ref: Ref): boolean {
  return vm.kindOf(ref) === Kind.DICT_VIEW && viewKind(vm, ref) !== VIEW_VALUES;
}
