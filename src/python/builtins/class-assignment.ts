import type { VariablePart } from '../../contract/shapes.ts';
import { type Ref, SHAPE_MASK } from '../../heap/layout.ts';
import { CLASS_DICT, CLASS_MRO, Kind, NATIVE_ID } from '../objects/shapes.ts';
import { type ClassInfo, isImmutable } from '../vm/class-info.ts';
import type { VM } from '../vm/vm.ts';

/** object.__class__ = cls, between classes of the program whose instances are laid out alike. */
export function assignClass(vm: VM, self: Ref, cls: Ref): void {
  if (cls === 0) throw vm.error('TypeError', "can't delete __class__ attribute");
  if (!vm.classes.isClass(cls)) {
    throw vm.error('TypeError', `__class__ must be set to a class, not '${vm.typeName(cls)}' object`);
  }
  const from = vm.classes.infoOf(vm.classOf(self));
  const to = vm.classes.infoOf(cls);
  if (from === to) return;
  if (isImmutable(from) || isImmutable(to)) {
    throw vm.error(
      'TypeError',
      '__class__ assignment only supported for mutable types or ModuleType subclasses',
    );
  }
  if (!isLaidOutAlike(vm, vm.classOf(self), cls, from, to)) {
    throw vm.error(
      'TypeError',
      `__class__ assignment: '${to.name}' object layout differs from '${from.name}'`,
    );
  }
  // Inline attributes belong to the old class's layouts: they go to the dict.
  if (vm.info.dictSlot[vm.shapeOf(self)] !== 0) vm.instanceDicts.of(self);
  const shape = shapeLike(vm, vm.shapeOf(self), to);
  vm.i32[self] = (vm.i32[self]! & ~SHAPE_MASK) | shape;
  vm.runtime.store(self, vm.info.classSlot[shape]!, cls);
  if (vm.platform.finalizers.decided === 'at-class-creation') return;
  if (to.hasFinalizer && !from.hasFinalizer && !vm.runtime.counting) vm.runtime.finalizers.register(self);
}

function isLaidOutAlike(vm: VM, a: Ref, b: Ref, from: ClassInfo, to: ClassInfo): boolean {
  if (from.kind !== to.kind || from.hasDict !== to.hasDict || from.slotCount !== to.slotCount) return false;
  return slotNames(vm, a) === slotNames(vm, b);
}

/** Declared slots by offset, as one text to compare. */
function slotNames(vm: VM, cls: Ref): string {
  const names: string[] = [];
  const mro = vm.i32[cls + CLASS_MRO]!;
  for (let k = 0; k < vm.tupleLength(mro); k++) {
    const dict = vm.i32[vm.tupleItem(mro, k) + CLASS_DICT]!;
    for (let entry = 0; entry < vm.dicts.filled(dict); entry++) {
      const key = vm.dicts.keyAt(dict, entry);
      if (key === 0) continue;
      const value = vm.dicts.valueAt(dict, entry);
      if (vm.kindOf(value) === Kind.MEMBER) names.push(`${vm.i32[value + NATIVE_ID]}:${vm.text(key)}`);
    }
  }
  return names.sort().join();
}

/** A shape of the class `to` for an object of the size of `shape` without inline attributes. */
function shapeLike(vm: VM, shape: number, to: ClassInfo): number {
  const { shapes } = vm.runtime;
  const fresh = shapes.traits[to.shape]!;
  const fits = (candidate: number) =>
    shapes.fixedWords[candidate] === shapes.fixedWords[shape] &&
    shapes.traits[candidate] === fresh &&
    vm.info.layouts[candidate]!.slots.size === 0 &&
    vm.info.layouts[candidate]!.first === vm.info.layouts[candidate]!.end;
  const known = to.shapes.find(fits);
  if (known !== undefined) return known;
  const made = vm.info.define(to.name, {
    kind: vm.info.kind[shape]!,
    raw: shapes.refsFrom[shape]! - 2,
    refs: shapes.refsTo[shape]! - shapes.refsFrom[shape]!,
    traits: fresh,
    classSlot: vm.info.classSlot[shape]!,
    dictSlot: vm.info.dictSlot[shape]!,
    variable: shapes.variable[shape] as VariablePart,
  });
  to.shapes.push(made);
  const { end } = vm.info.layouts[shape]!;
  vm.info.layouts[made] = {
    classId: to.id,
    slots: new Map(),
    first: end,
    end,
    root: made,
    transitions: new Map(),
  };
  return made;
}
