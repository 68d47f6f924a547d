import type { Ref } from '../../heap/layout.ts';
import { NUMBER_VALUE, Shape } from '../objects/shapes.ts';
import type { GetSet } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';

/** Checks and conversions that the natives of many types share. Arguments are stack positions. */

const SSIZE_LIMIT = 1n << 63n;

/**
 * How many arguments a constructor with the signature `first, *args, **kwargs` was given after `first`; refuses keywords
 * and more than `maximum`.
 */
export function positionalCount(vm: VM, name: string, args: number, count: number, maximum: number): number {
  if (hasKeywords(vm, args, count)) throw vm.error('TypeError', `${name}() takes no keyword arguments`);
  const given = count - 2;
  if (given > maximum) {
    const plural = maximum === 1 ? '' : 's';
    throw vm.error('TypeError', `${name} expected at most ${maximum} argument${plural}, got ${given}`);
  }
  return given;
}

/** Whether a native with `**kwargs` as its last slot got any. */
export function hasKeywords(vm: VM, args: number, count: number): boolean {
  const kwargs = vm.at(args + count - 1);
  return kwargs !== 0 && vm.dicts.size(kwargs) > 0;
}

/** The class that `__new__` of the built-in class `name` got: borrowed. */
export function requestedClass(vm: VM, at: number, name: string): Ref {
  const cls = vm.at(at);
  if (!vm.classes.isClass(cls)) {
    throw vm.error('TypeError', `${name}.__new__(X): X is not a type object (${vm.typeName(cls)})`);
  }
  if (!vm.classes.isSubclass(cls, vm.classes.named(name))) {
    const given = vm.classes.nameOf(cls);
    throw vm.error('TypeError', `${name}.__new__(${given}): ${given} is not a subtype of ${name}`);
  }
  return cls;
}

/** A fresh object of a class whose shape has no variable part. */
export function allocateOf(vm: VM, cls: Ref): Ref {
  return vm.classes.adopt(vm.runtime.allocateAnew(vm.classes.infoOf(cls).shape), cls);
}

/** Whether operator.index accepts the object. */
export function isIndex(vm: VM, ref: Ref): boolean {
  return vm.isInt(ref) || vm.classes.special(ref, '__index__') !== 0;
}

/** operator.index of the argument as a position; `errorClass` if it does not fit a machine word. */
export function machineIndex(vm: VM, at: number, errorClass: 'IndexError' | 'OverflowError'): number {
  const ref = vm.at(at);
  if (vm.shapeOf(ref) === Shape.INT) return vm.i32[ref + NUMBER_VALUE]!;
  const big = vm.protocols.indexBig(ref);
  if (big >= SSIZE_LIMIT || big < -SSIZE_LIMIT) {
    throw vm.error(errorClass, `cannot fit '${vm.typeName(vm.at(at))}' into an index-sized integer`);
  }
  return Number(big);
}

/** The argument as a C `Py_ssize_t`. */
export function machineInt(vm: VM, at: number): number {
  const ref = vm.at(at);
  if (vm.shapeOf(ref) === Shape.INT) return vm.i32[ref + NUMBER_VALUE]!;
  const big = vm.protocols.indexBig(ref);
  if (big >= SSIZE_LIMIT || big < -SSIZE_LIMIT) {
    throw vm.error('OverflowError', 'Python int too large to convert to C ssize_t');
  }
  return Number(big);
}

/** A bound of `index(value, start, stop)`: counted from the end if negative, never below 0. */
export function searchBound(vm: VM, at: number, length: number, absent: number): number {
  const ref = vm.at(at);
  if (ref === 0) return absent;
  if (!isIndex(vm, ref)) {
    throw vm.error('TypeError', 'slice indices must be integers or have an __index__ method');
  }
  const value = vm.index(ref);
  return value < 0 ? Math.max(0, value + length) : value;
}

/** Room for `words`; MemoryError at once if the heap could never hold them. */
export function reserveWords(vm: VM, words: number): void {
  if (words > vm.runtime.limitWords) throw vm.exceptions.memoryError();
  vm.reserve(words);
}

/** PyObject_LengthHint: how many items the iterable at a stack position may give. */
export function lengthHint(vm: VM, at: number, absent: number): number {
  if (vm.classes.special(vm.at(at), '__len__') !== 0) {
    let length = -1;
    const failed = vm.exceptions.caught('TypeError', () => {
      length = vm.protocols.length(vm.at(at));
    });
    if (!failed) return length;
  }
  const method = vm.classes.special(vm.at(at), '__length_hint__');
  if (method === 0) return absent;
  let resultAt = -1;
  const failed = vm.exceptions.caught('TypeError', () => {
    resultAt = vm.push(vm.calls.callSpecial(method, vm.at(at), []));
  });
  if (failed) return absent;
  const result = vm.at(resultAt);
  if (result !== vm.notImplemented && !vm.isInt(result)) {
    throw vm.error('TypeError', `__length_hint__ must be an integer, not ${vm.typeName(result)}`);
  }
  const hint = result === vm.notImplemented ? absent : Number(vm.bigIntOf(result));
  vm.dropTo(resultAt);
  if (hint < 0) throw vm.error('ValueError', '__length_hint__() should return >= 0');
  return hint;
}

/** A read-only attribute that is a reference field of the object. */
export function memberGetset(slot: number): Omit<GetSet, 'name'> {
  return {
    get: (vm, self) => vm.runtime.retain(vm.i32[self + slot]!),
    set: (vm) => {
      throw vm.error('AttributeError', 'readonly attribute');
    },
  };
}
