import type { Ref } from '../../heap/layout.ts';
import { Kind, Shape } from '../objects/shapes.ts';
import type { BuiltinClass } from '../vm/natives.ts';
import { REG_EMPTY_FROZENSET, type VM } from '../vm/vm.ts';
import { genericAlias } from './generic-alias.ts';
import { allocateOf, hasKeywords, positionalCount, requestedClass } from './native-arguments.ts';
import { hashOfFrozenset, setMethods } from './set-methods.ts';
import { updateSet } from './set-operations.ts';

function frozensetNew(vm: VM, args: number, count: number): Ref {
  const cls = requestedClass(vm, args, 'frozenset');
  const exact = cls === vm.classes.named('frozenset');
  // A subclass with an __init__ of its own may take keywords.
  const keywords = !exact && hasKeywords(vm, args, count);
  const given = keywords ? count - 2 : positionalCount(vm, 'frozenset', args, count, 1);
  if (given > 1) throw vm.error('TypeError', `frozenset expected at most 1 argument, got ${given}`);
  if (given === 1 && exact && vm.shapeOf(vm.at(args + 1)) === Shape.FROZENSET)
    return vm.runtime.retain(vm.at(args + 1));
  const setAt = vm.push(allocateOf(vm, cls));
  if (given === 1) updateSet(vm, setAt, args + 1);
  if (exact && vm.sets.size(vm.at(setAt)) === 0) shareEmpty(vm, setAt);
  return vm.pop();
}

/** Where all empty ones are the same object: puts that one, which is the first, into the slot. */
function shareEmpty(vm: VM, setAt: number): void {
  if (!vm.platform.identity.sharedEmptyFrozenset) return;
  const known = vm.registers.at(REG_EMPTY_FROZENSET);
  if (known === 0) vm.replaceRegister(REG_EMPTY_FROZENSET, vm.runtime.retain(vm.at(setAt)));
  else vm.replace(setAt, vm.runtime.retain(known));
}

export const frozensetClass: BuiltinClass = {
  name: 'frozenset',
  kind: Kind.FROZENSET,
  shape: Shape.FROZENSET,
  staticMethods: { __new__: ['cls, *args, **kwargs', frozensetNew] },
  classMethods: { __class_getitem__: ['cls, item, /', genericAlias] },
  methods: { ...setMethods, __hash__: ['self, /', hashOfFrozenset] },
};
