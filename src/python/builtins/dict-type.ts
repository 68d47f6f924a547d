import type { Ref } from '../../heap/layout.ts';
import { DICT_SLOTS, IterKind, Kind, Shape } from '../objects/shapes.ts';
import type { BuiltinClass, NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { copyDict, equalDicts, findKey, mergeDict, setHashedKey, setKey, updateFrom } from './dict-access.ts';
import { newView, VIEW_ITEMS, VIEW_KEYS, VIEW_VALUES } from './dict-views.ts';
import { genericAlias } from './generic-alias.ts';
import { allocateOf, requestedClass } from './native-arguments.ts';

function dictNew(vm: VM, args: number): Ref {
  return allocateOf(vm, requestedClass(vm, args, 'dict'));
}

/** dict(…) and dict.update(…): an optional mapping or iterable, then keywords. */
function updateArguments(vm: VM, name: string, args: number, count: number): Ref {
  const given = count - 2;
  if (given > 1) throw vm.error('TypeError', `${name} expected at most 1 argument, got ${given}`);
  if (given === 1) updateFrom(vm, args, args + 1);
  const kwargsAt = args + count - 1;
  if (vm.at(kwargsAt) !== 0) mergeDict(vm, args, kwargsAt);
  return vm.newNone();
}

function dictInit(vm: VM, args: number, count: number): Ref {
  return updateArguments(vm, 'dict', args, count);
}

function dictUpdate(vm: VM, args: number, count: number): Ref {
  return updateArguments(vm, 'update', args, count);
}

/** dict.fromkeys(iterable, value) */
function dictFromKeys(vm: VM, args: number): Ref {
  if (vm.at(args + 2) === 0) vm.replace(args + 2, vm.newNone());
  const resultAt = vm.push(vm.call(vm.at(args)));
  const exact = vm.shapeOf(vm.at(resultAt)) === Shape.DICT;
  const iteratorAt = vm.push(vm.iteration.iterator(vm.at(args + 1)));
  for (;;) {
    const key = vm.iteration.next(iteratorAt);
    if (key === 0) break;
    const keyAt = vm.push(key);
    if (exact) setKey(vm, resultAt, keyAt, args + 2);
    else vm.operators.setItem(vm.at(resultAt), vm.at(keyAt), vm.at(args + 2));
    vm.dropTo(keyAt);
    vm.poll();
  }
  vm.dropTo(iteratorAt);
  return vm.pop();
}

function dictLen(vm: VM, args: number): Ref {
  return vm.newInt(vm.dicts.size(vm.at(args)));
}

function dictGetItem(vm: VM, args: number): Ref {
  const entry = findKey(vm, args, args + 1);
  if (entry >= 0) return vm.runtime.retain(vm.dicts.valueAt(vm.at(args), entry));
  const self = vm.at(args);
  if (vm.shapeOf(self) !== Shape.DICT) {
    const missing = vm.classes.special(self, '__missing__');
    if (missing !== 0) return vm.calls.callSpecial(missing, self, [vm.at(args + 1)]);
  }
  throw vm.exceptions.keyError(vm.at(args + 1));
}

function dictSetItem(vm: VM, args: number): Ref {
  setKey(vm, args, args + 1, args + 2);
  return vm.newNone();
}

function dictDelItem(vm: VM, args: number): Ref {
  const entry = findKey(vm, args, args + 1);
  if (entry < 0) throw vm.exceptions.keyError(vm.at(args + 1));
  vm.dicts.removeEntry(vm.at(args), entry);
  return vm.newNone();
}

function dictContains(vm: VM, args: number): Ref {
  return vm.newBool(findKey(vm, args, args + 1) >= 0);
}

function dictGet(vm: VM, args: number): Ref {
  const entry = findKey(vm, args, args + 1);
  if (entry >= 0) return vm.runtime.retain(vm.dicts.valueAt(vm.at(args), entry));
  return vm.runtime.retain(vm.at(args + 2) === 0 ? vm.none : vm.at(args + 2));
}

function dictSetDefault(vm: VM, args: number): Ref {
  if (vm.at(args + 2) === 0) vm.replace(args + 2, vm.newNone());
  const hash = vm.hash(vm.at(args + 1));
  const entry = vm.dicts.findRooted(args, args + 1, hash);
  if (entry >= 0) return vm.runtime.retain(vm.dicts.valueAt(vm.at(args), entry));
  setHashedKey(vm, args, args + 1, args + 2, hash);
  return vm.runtime.retain(vm.at(args + 2));
}

function dictPop(vm: VM, args: number): Ref {
  const entry = vm.dicts.size(vm.at(args)) === 0 ? -1 : findKey(vm, args, args + 1);
  if (entry < 0) {
    if (vm.at(args + 2) !== 0) return vm.runtime.retain(vm.at(args + 2));
    throw vm.exceptions.keyError(vm.at(args + 1));
  }
  const dict = vm.at(args);
  vm.pushBorrowed(vm.dicts.valueAt(dict, entry));
  vm.dicts.removeEntry(dict, entry);
  return vm.pop();
}

function dictPopItem(vm: VM, args: number): Ref {
  const dict = vm.at(args);
  if (vm.dicts.size(dict) === 0) throw vm.error('KeyError', 'popitem(): dictionary is empty');
  const entry = vm.dicts.lastEntry(dict);
  vm.pushBorrowed(vm.dicts.keyAt(dict, entry));
  vm.pushBorrowed(vm.dicts.valueAt(dict, entry));
  vm.dicts.removeEntry(dict, entry);
  return vm.tupleOfTop(2);
}

function dictClear(vm: VM, args: number): Ref {
  vm.dicts.clear(vm.at(args));
  return vm.newNone();
}

function dictCopy(vm: VM, args: number): Ref {
  return copyDict(vm, args);
}

function iterating(kind: number): NativeCode {
  return (vm, args) => vm.iteration.overDict(kind, vm.at(args));
}

function viewing(kind: number): NativeCode {
  return (vm, args) => newView(vm, kind, vm.at(args));
}

function dictRepr(vm: VM, args: number): Ref {
  if (vm.dicts.size(vm.at(args)) === 0) return vm.newStr('{}');
  return vm.newStr(vm.protocols.guarded(vm.at(args), '{...}', () => `{${entriesText(vm, args)}}`));
}

function entriesText(vm: VM, at: number): string {
  const parts: string[] = [];
  const { dicts } = vm;
  for (let entry = 0; entry < dicts.filled(vm.at(at)); entry++) {
    const key = dicts.keyAt(vm.at(at), entry);
    if (key === 0) continue;
    const keyAt = vm.pushBorrowed(key);
    const valueAt = vm.pushBorrowed(dicts.valueAt(vm.at(at), entry));
    const keyText = vm.repr(vm.at(keyAt));
    parts.push(`${keyText}: ${vm.repr(vm.at(valueAt))}`);
    vm.dropTo(keyAt);
  }
  return parts.join(', ');
}

function equality(wanted: boolean): NativeCode {
  return (vm, args) => {
    if (vm.kindOf(vm.at(args + 1)) !== Kind.DICT) return vm.newNotImplemented();
    return vm.newBool(equalDicts(vm, args, args + 1) === wanted);
  };
}

function unordered(vm: VM): Ref {
  return vm.newNotImplemented();
}

/** left | right; 0 and 1 are the positions of the arguments. */
function merging(left: 0 | 1, right: 0 | 1): NativeCode {
  return (vm, args) => {
    if (vm.kindOf(vm.at(args + 1)) !== Kind.DICT) return vm.newNotImplemented();
    const resultAt = vm.push(copyDict(vm, args + left));
    updateFrom(vm, resultAt, args + right);
    return vm.pop();
  };
}

function dictIor(vm: VM, args: number): Ref {
  updateFrom(vm, args, args + 1);
  return vm.runtime.retain(vm.at(args));
}

/** CPython's size: the object, and for a table that is not empty its header, index bytes and entries. */
function dictSizeof(vm: VM, args: number): Ref {
  const slots = vm.i32[vm.at(args) + DICT_SLOTS]!;
  if (slots === 0) return vm.newInt(48);
  const indexBytes = slots <= 0x80 ? 1 : slots <= 0x8000 ? 2 : 4;
  const usable = Math.floor((slots * 2) / 3);
  return vm.newInt(48 + 32 + slots * indexBytes + usable * (hasOnlyStrings(vm, vm.at(args)) ? 16 : 24));
}

/** Tables of nothing but strings keep no hashes beside their entries. */
function hasOnlyStrings(vm: VM, dict: Ref): boolean {
  for (let entry = 0; entry < vm.dicts.filled(dict); entry++) {
    const key = vm.dicts.keyAt(dict, entry);
    if (key !== 0 && vm.shapeOf(key) !== Shape.STR) return false;
  }
  return true;
}

export const dictClass: BuiltinClass = {
  name: 'dict',
  kind: Kind.DICT,
  shape: Shape.DICT,
  unhashable: true,
  staticMethods: { __new__: ['cls, *args, **kwargs', dictNew] },
  classMethods: {
    fromkeys: ['cls, iterable, value=, /', dictFromKeys],
    __class_getitem__: ['cls, item, /', genericAlias],
  },
  methods: {
    __init__: ['self, *args, **kwargs', dictInit],
    __repr__: ['self, /', dictRepr],
    __len__: ['self, /', dictLen],
    __getitem__: ['self, key, /', dictGetItem],
    __setitem__: ['self, key, value, /', dictSetItem],
    __delitem__: ['self, key, /', dictDelItem],
    __contains__: ['self, key, /', dictContains],
    __iter__: ['self, /', iterating(IterKind.DICT_KEYS)],
    __reversed__: ['self, /', iterating(IterKind.DICT_KEYS_REVERSED)],
    __eq__: ['self, other, /', equality(true)],
    __ne__: ['self, other, /', equality(false)],
    __lt__: ['self, other, /', unordered],
    __le__: ['self, other, /', unordered],
    __gt__: ['self, other, /', unordered],
    __ge__: ['self, other, /', unordered],
    __or__: ['self, other, /', merging(0, 1)],
    __ror__: ['self, other, /', merging(1, 0)],
    __ior__: ['self, other, /', dictIor],
    __sizeof__: ['self, /', dictSizeof],
    get: ['self, key, default=, /', dictGet],
    setdefault: ['self, key, default=, /', dictSetDefault],
    pop: ['self, key, default=, /', dictPop],
    popitem: ['self, /', dictPopItem],
    keys: ['self, /', viewing(VIEW_KEYS)],
    values: ['self, /', viewing(VIEW_VALUES)],
    items: ['self, /', viewing(VIEW_ITEMS)],
    update: ['self, *args, **kwargs', dictUpdate],
    clear: ['self, /', dictClear],
    copy: ['self, /', dictCopy],
  },
};
