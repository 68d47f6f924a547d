import type { Ref } from '../../heap/layout.ts';
import { ITEMS_DATA, ITER_END, IterKind, Kind, LIST_ITEMS, LIST_LENGTH, Shape } from '../objects/shapes.ts';
import type { BuiltinClass, NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { genericAlias } from './generic-alias.ts';
import { assignSlice, deleteSlice, getSlice } from './list-slices.ts';
import { sortList } from './list-sort.ts';
import {
  appendTop,
  capacity,
  clearList,
  copyRange,
  extendRooted,
  growTo,
  growthWords,
  insertOwned,
  newListFor,
  takeItem,
} from './list-storage.ts';
import {
  allocateOf,
  isIndex,
  machineIndex,
  machineInt,
  positionalCount,
  requestedClass,
  reserveWords,
} from './native-arguments.ts';
import { copyReferences, fillReferences } from './references.ts';
import { isRepeatable } from './scalar-support.ts';
import {
  compareSequences,
  countItems,
  findItem,
  indexOf,
  joinReprs,
  listKind,
} from './sequence-comparison.ts';
import { isSlice } from './slices.ts';

export { appendOwned, extendRooted, growthWords } from './list-storage.ts';

function listNew(vm: VM, args: number): Ref {
  return allocateOf(vm, requestedClass(vm, args, 'list'));
}

function listInit(vm: VM, args: number, count: number): Ref {
  const given = positionalCount(vm, 'list', args, count, 1);
  clearList(vm, vm.at(args));
  if (given === 1) extendRooted(vm, args, args + 1);
  return vm.newNone();
}

function listAppend(vm: VM, args: number): Ref {
  vm.pushBorrowed(vm.at(args + 1));
  appendTop(vm, args);
  return vm.newNone();
}

function listExtend(vm: VM, args: number): Ref {
  extendRooted(vm, args, args + 1);
  return vm.newNone();
}

function listInsert(vm: VM, args: number): Ref {
  const index = machineInt(vm, args + 1);
  vm.reserve(growthWords(vm, vm.at(args)));
  insertOwned(vm, vm.at(args), index, vm.runtime.retain(vm.at(args + 2)));
  return vm.newNone();
}

function listPop(vm: VM, args: number): Ref {
  const given = vm.at(args + 1) === 0 ? -1 : machineInt(vm, args + 1);
  const length = vm.listLength(vm.at(args));
  if (length === 0) throw vm.error('IndexError', 'pop from empty list');
  const index = given < 0 ? given + length : given;
  if (index < 0 || index >= length) throw vm.error('IndexError', 'pop index out of range');
  return takeItem(vm, args, index);
}

function listRemove(vm: VM, args: number): Ref {
  const index = findItem(vm, listKind, args, args + 1, 0, Number.POSITIVE_INFINITY);
  if (index < 0) throw vm.error('ValueError', 'list.remove(x): x not in list');
  // The comparison may have shortened the list.
  if (index < vm.listLength(vm.at(args))) vm.runtime.release(takeItem(vm, args, index));
  return vm.newNone();
}

function listClear(vm: VM, args: number): Ref {
  clearList(vm, vm.at(args));
  return vm.newNone();
}

function listCopy(vm: VM, args: number): Ref {
  return copyRange(vm, args, 0, vm.listLength(vm.at(args)));
}

function listIndex(vm: VM, args: number): Ref {
  const index = indexOf(vm, listKind, args);
  if (index < 0) throw vm.error('ValueError', `${vm.repr(vm.at(args + 1))} is not in list`);
  return vm.newInt(index);
}

function listCount(vm: VM, args: number): Ref {
  return vm.newInt(countItems(vm, listKind, args, args + 1));
}

function listReverse(vm: VM, args: number): Ref {
  const { i32 } = vm;
  const list = vm.at(args);
  const length = i32[list + LIST_LENGTH]!;
  if (length > 1) {
    const items = i32[list + LIST_ITEMS]!;
    const from = items + ITEMS_DATA;
    i32.subarray(from, from + length).reverse();
    vm.runtime.wroteRange(items, from, from + length);
  }
  return vm.newNone();
}

function listSort(vm: VM, args: number): Ref {
  const reverse = vm.at(args + 2) !== 0 && vm.index(vm.at(args + 2)) !== 0;
  sortList(vm, args, args + 1, reverse);
  return vm.newNone();
}

function listLen(vm: VM, args: number): Ref {
  return vm.newInt(vm.listLength(vm.at(args)));
}

function listContains(vm: VM, args: number): Ref {
  return vm.newBool(findItem(vm, listKind, args, args + 1, 0, Number.POSITIVE_INFINITY) >= 0);
}

function listIter(vm: VM, args: number): Ref {
  return vm.iteration.over(IterKind.LIST, vm.at(args));
}

function listReversed(vm: VM, args: number): Ref {
  const iterator = vm.iteration.over(IterKind.LIST_REVERSED, vm.at(args));
  vm.i32[iterator + ITER_END] = vm.listLength(vm.at(args)) - 1;
  return iterator;
}

/** Position of the subscript at `args` + 1. @throws IndexError */
function position(vm: VM, args: number, complaint: string): number {
  const index = machineIndex(vm, args + 1, 'IndexError');
  const length = vm.listLength(vm.at(args));
  const at = index < 0 ? index + length : index;
  if (at < 0 || at >= length) throw vm.error('IndexError', complaint);
  return at;
}

function badSubscript(vm: VM, key: Ref) {
  return vm.error('TypeError', `list indices must be integers or slices, not ${vm.typeName(key)}`);
}

function listGetItem(vm: VM, args: number): Ref {
  const key = vm.at(args + 1);
  if (isSlice(vm, key)) return getSlice(vm, args, args + 1);
  if (!isIndex(vm, key)) throw badSubscript(vm, key);
  const at = position(vm, args, 'list index out of range');
  return vm.runtime.retain(vm.listItem(vm.at(args), at));
}

function listSetItem(vm: VM, args: number): Ref {
  const key = vm.at(args + 1);
  if (isSlice(vm, key)) {
    assignSlice(vm, args, args + 1, args + 2);
    return vm.newNone();
  }
  if (!isIndex(vm, key)) throw badSubscript(vm, key);
  const at = position(vm, args, 'list assignment index out of range');
  vm.runtime.store(vm.i32[vm.at(args) + LIST_ITEMS]!, ITEMS_DATA + at, vm.at(args + 2));
  return vm.newNone();
}

function listDelItem(vm: VM, args: number): Ref {
  const key = vm.at(args + 1);
  if (isSlice(vm, key)) {
    deleteSlice(vm, args, args + 1);
    return vm.newNone();
  }
  if (!isIndex(vm, key)) throw badSubscript(vm, key);
  const at = position(vm, args, 'list assignment index out of range');
  vm.runtime.release(takeItem(vm, args, at));
  return vm.newNone();
}

function listAdd(vm: VM, args: number): Ref {
  const other = vm.at(args + 1);
  if (vm.kindOf(other) !== Kind.LIST) {
    throw vm.error('TypeError', `can only concatenate list (not "${vm.typeName(other)}") to list`);
  }
  const { i32 } = vm;
  const result = newListFor(vm, vm.listLength(vm.at(args)) + vm.listLength(other));
  const items = i32[result + LIST_ITEMS]!;
  let filled = 0;
  for (const at of [args, args + 1]) {
    const list = vm.at(at);
    const count = vm.listLength(list);
    copyReferences(vm, items, items + ITEMS_DATA + filled, i32[list + LIST_ITEMS]! + ITEMS_DATA, count);
    filled += count;
  }
  i32[result + LIST_LENGTH] = filled;
  return result;
}

function listIadd(vm: VM, args: number): Ref {
  extendRooted(vm, args, args + 1);
  return vm.runtime.retain(vm.at(args));
}

/** How often a sequence is repeated by the argument after it. */
export function repetitions(vm: VM, args: number): number {
  if (!isIndex(vm, vm.at(args + 1))) {
    throw vm.error(
      'TypeError',
      `can't multiply sequence by non-int of type '${vm.typeName(vm.at(args + 1))}'`,
    );
  }
  return Math.max(0, machineIndex(vm, args + 1, 'OverflowError'));
}

function listMul(vm: VM, args: number): Ref {
  const times = repetitions(vm, args);
  const length = vm.listLength(vm.at(args));
  const { i32 } = vm;
  const result = newListFor(vm, length * times);
  const items = i32[result + LIST_ITEMS]!;
  const from = i32[vm.at(args) + LIST_ITEMS]! + ITEMS_DATA;
  repeatReferences(vm, items, items + ITEMS_DATA, from, length, times);
  i32[result + LIST_LENGTH] = length * times;
  return result;
}

/** Fills the slots at `to` with `times` copies of the `count` references at `from`. */
export function repeatReferences(
  vm: VM,
  object: Ref,
  to: number,
  from: number,
  count: number,
  times: number,
): void {
  if (count === 0) return;
  if (count === 1) fillReferences(vm, object, to, vm.i32[from]!, times);
  else for (let k = 0; k < times; k++) copyReferences(vm, object, to + k * count, from, count);
}

function listImul(vm: VM, args: number): Ref {
  const times = repetitions(vm, args);
  const { i32 } = vm;
  const length = vm.listLength(vm.at(args));
  if (times === 0) {
    clearList(vm, vm.at(args));
  } else if (length > 0 && times > 1) {
    const size = length * times;
    reserveWords(vm, 2 * size);
    growTo(vm, vm.at(args), size);
    const items = i32[vm.at(args) + LIST_ITEMS]!;
    const from = items + ITEMS_DATA;
    repeatReferences(vm, items, from + length, from, length, times - 1);
    i32[vm.at(args) + LIST_LENGTH] = size;
  }
  return vm.runtime.retain(vm.at(args));
}

function comparing(op: number): NativeCode {
  return (vm, args) => {
    const other = vm.at(args + 1);
    if (vm.kindOf(other) !== Kind.LIST) return vm.newNotImplemented();
    if ((op === 2 || op === 3) && vm.listLength(vm.at(args)) !== vm.listLength(other))
      return vm.newBool(op === 3);
    return compareSequences(vm, listKind, op, args, args + 1);
  };
}

function listRepr(vm: VM, args: number): Ref {
  if (vm.listLength(vm.at(args)) === 0) return vm.newStr('[]');
  return vm.newStr(vm.protocols.guarded(vm.at(args), '[...]', () => `[${joinReprs(vm, listKind, args)}]`));
}

function listSizeof(vm: VM, args: number): Ref {
  return vm.newInt(40 + 8 * capacity(vm, vm.at(args)));
}

export const listClass: BuiltinClass = {
  name: 'list',
  kind: Kind.LIST,
  shape: Shape.LIST,
  unhashable: true,
  staticMethods: { __new__: ['cls, *args, **kwargs', listNew] },
  classMethods: { __class_getitem__: ['cls, item, /', genericAlias] },
  methods: {
    __init__: ['self, *args, **kwargs', listInit],
    __repr__: ['self, /', listRepr],
    __len__: ['self, /', listLen],
    __getitem__: ['self, key, /', listGetItem],
    __setitem__: ['self, key, value, /', listSetItem],
    __delitem__: ['self, key, /', listDelItem],
    __contains__: ['self, value, /', listContains],
    __iter__: ['self, /', listIter],
    __reversed__: ['self, /', listReversed],
    __lt__: ['self, other, /', comparing(0)],
    __le__: ['self, other, /', comparing(1)],
    __eq__: ['self, other, /', comparing(2)],
    __ne__: ['self, other, /', comparing(3)],
    __gt__: ['self, other, /', comparing(4)],
    __ge__: ['self, other, /', comparing(5)],
    __add__: ['self, other, /', listAdd],
    __iadd__: ['self, other, /', listIadd],
    __mul__: ['self, times, /', listMul],
    __rmul__: [
      'self, times, /',
      (vm, args) => (isRepeatable(vm, vm.at(args + 1)) ? vm.newNotImplemented() : listMul(vm, args)),
    ],
    __imul__: ['self, times, /', listImul],
    __sizeof__: ['self, /', listSizeof],
    append: ['self, item, /', listAppend],
    extend: ['self, iterable, /', listExtend],
    insert: ['self, index, item, /', listInsert],
    pop: ['self, index=, /', listPop],
    remove: ['self, value, /', listRemove],
    clear: ['self, /', listClear],
    copy: ['self, /', listCopy],
    index: ['self, value, start=, stop=, /', listIndex],
    count: ['self, value, /', listCount],
    reverse: ['self, /', listReverse],
    sort: ['self, /, *, key=, reverse=', listSort],
  },
};
