import type { Ref } from '../../heap/layout.ts';
import { Kind, Shape } from '../objects/shapes.ts';
import type { VM } from '../vm/vm.ts';
import { reserveWords } from './native-arguments.ts';

/** Access to dicts in stack slots; everything here may run guest code through `__hash__` and `__eq__`. */

/** Entry of the key, or -1. */
export function findKey(vm: VM, dictAt: number, keyAt: number): number {
  return vm.dicts.findRooted(dictAt, keyAt, vm.hash(vm.at(keyAt)));
}

/** dict[key] = value */
export function setKey(vm: VM, dictAt: number, keyAt: number, valueAt: number): void {
  setHashedKey(vm, dictAt, keyAt, valueAt, vm.hash(vm.at(keyAt)));
}

export function setHashedKey(vm: VM, dictAt: number, keyAt: number, valueAt: number, hash: number): void {
  const words = vm.dicts.growthWords(vm.at(dictAt));
  if (words > 0) vm.reserve(words);
  const entry = vm.dicts.findRooted(dictAt, keyAt, hash);
  const dict = vm.at(dictAt);
  if (entry < 0) {
    vm.dicts.append(dict, hash, vm.at(keyAt), vm.at(valueAt));
    return;
  }
  vm.dicts.setValueAt(dict, entry, vm.at(valueAt));
}

/** A plain dict with the entries of a dict. */
export function copyDict(vm: VM, at: number): Ref {
  const dict = vm.at(at);
  reserveWords(vm, vm.dicts.preparationWords(dict, vm.dicts.filled(dict)));
  return vm.dicts.copy(vm.at(at));
}

/** dict.update of one argument: a mapping, or an iterable of pairs. */
export function updateFrom(vm: VM, dictAt: number, otherAt: number): void {
  const other = vm.at(otherAt);
  if (vm.shapeOf(other) === Shape.DICT) {
    mergeDict(vm, dictAt, otherAt);
    return;
  }
  const keys = vm.findAttr(other, 'keys');
  if (keys === 0) {
    mergePairs(vm, dictAt, otherAt);
    return;
  }
  vm.runtime.release(keys);
  mergeMapping(vm, dictAt, otherAt);
}

/** dict.update of a mapping, which has `keys`. */
export function mergeMapping(vm: VM, dictAt: number, otherAt: number): void {
  if (iteratesAsDict(vm, vm.at(otherAt))) {
    mergeDict(vm, dictAt, otherAt);
    return;
  }
  const keysAt = vm.push(vm.callMethod(vm.at(otherAt), 'keys'));
  const iteratorAt = vm.push(vm.iteration.iterator(vm.at(keysAt)));
  for (;;) {
    const key = vm.iteration.next(iteratorAt);
    if (key === 0) break;
    const keyAt = vm.push(key);
    const valueAt = vm.push(vm.operators.getItem(vm.at(otherAt), vm.at(keyAt)));
    setKey(vm, dictAt, keyAt, valueAt);
    vm.dropTo(keyAt);
    vm.poll();
  }
  vm.dropTo(keysAt);
}

/** Whether it is a dict whose iteration nobody has overridden. */
function iteratesAsDict(vm: VM, ref: Ref): boolean {
  if (vm.kindOf(ref) !== Kind.DICT) return false;
  const name = vm.name('__iter__');
  return vm.classes.lookup(vm.classOf(ref), name) === vm.classes.lookup(vm.classes.named('dict'), name);
}

/** Adds the entries of a dict, whose hashes are known. */
export function mergeDict(vm: VM, dictAt: number, otherAt: number): void {
  const { dicts } = vm;
  const count = dicts.size(vm.at(otherAt));
  if (vm.at(dictAt) === vm.at(otherAt) || count === 0) return;
  reserveWords(vm, dicts.preparationWords(vm.at(dictAt), count));
  dicts.prepareFor(vm.at(dictAt), count);
  const filled = dicts.filled(vm.at(otherAt));
  for (let entry = 0; entry < filled; entry++) {
    const other = vm.at(otherAt);
    const key = dicts.keyAt(other, entry);
    if (key === 0) continue;
    const hash = dicts.hashAt(other, entry);
    const keyAt = vm.pushBorrowed(key);
    const valueAt = vm.pushBorrowed(dicts.valueAt(other, entry));
    setHashedKey(vm, dictAt, keyAt, valueAt, hash);
    vm.dropTo(keyAt);
    if (dicts.filled(vm.at(otherAt)) !== filled) throw vm.error('RuntimeError', 'dict mutated during update');
  }
}

function mergePairs(vm: VM, dictAt: number, otherAt: number): void {
  const iteratorAt = vm.push(vm.iteration.iterator(vm.at(otherAt)));
  for (let index = 0; ; index++) {
    const item = vm.iteration.next(iteratorAt);
    if (item === 0) break;
    const itemAt = vm.push(item);
    const pairAt = pushPair(vm, itemAt, index);
    setKey(vm, dictAt, pairAt, pairAt + 1);
    vm.dropTo(itemAt);
    vm.poll();
  }
  vm.dropTo(iteratorAt);
}

/** Pushes key and value of an element of an update sequence. @returns the key's position */
function pushPair(vm: VM, itemAt: number, index: number): number {
  const first = vm.roots.top;
  const failed = vm.exceptions.caught('TypeError', () => {
    vm.iteration.pushAll(vm.at(itemAt));
  });
  if (failed) {
    throw vm.error('TypeError', `cannot convert dictionary update sequence element #${index} to a sequence`);
  }
  const length = vm.roots.top - first;
  if (length !== 2) {
    throw vm.error(
      'ValueError',
      `dictionary update sequence element #${index} has length ${length}; 2 is required`,
    );
  }
  return first;
}

/** dict == dict: the same keys with equal values. */
export function equalDicts(vm: VM, a: number, b: number): boolean {
  const { dicts } = vm;
  if (dicts.size(vm.at(a)) !== dicts.size(vm.at(b))) return false;
  for (let entry = 0; entry < dicts.filled(vm.at(a)); entry++) {
    const key = dicts.keyAt(vm.at(a), entry);
    if (key === 0) continue;
    const keyAt = vm.pushBorrowed(key);
    const valueAt = vm.pushBorrowed(dicts.valueAt(vm.at(a), entry));
    const other = dicts.findRooted(b, keyAt, dicts.hashAt(vm.at(a), entry));
    const equal = other >= 0 && vm.equal(vm.at(valueAt), dicts.valueAt(vm.at(b), other));
    vm.dropTo(keyAt);
    if (!equal) return false;
  }
  return true;
}
