import type { Ref } from '../../heap/layout.ts';
import { ITEMS_DATA, Kind, LIST_ITEMS, LIST_LENGTH, Shape } from '../objects/shapes.ts';
import type { GuestException } from '../vm/exceptions.ts';
import type { VM } from '../vm/vm.ts';
import { isIndex } from './native-arguments.ts';

/** What the scalar types' natives share: results, arguments and their errors. */

const SMALL_TEXT = 2048;

/** A new str; room for a large one is reserved, so this is a safepoint. */
export function textResult(vm: VM, text: string): Ref {
  if (text.length > SMALL_TEXT) vm.reserve(wordsForText(vm, text));
  return vm.newStr(text);
}

export function wordsForText(vm: VM, text: string): number {
  return vm.strings.wordsFor(text.length, /^[\0-\xff]*$/.test(text) ? 1 : 4);
}

/** Like textResult, but an unchanged exact str is given back itself where the platform does so. */
export function textOrSelf(vm: VM, selfAt: number, text: string): Ref {
  const self = vm.at(selfAt);
  if (isSharedWhole(vm, self) && vm.strings.length(self) === text.length && vm.text(self) === text) {
    return vm.runtime.retain(self);
  }
  return textResult(vm, text);
}

/** Whether operations that change nothing give this very str or bytes object back. */
export function isSharedWhole(vm: VM, ref: Ref): boolean {
  const shape = vm.shapeOf(ref);
  return (shape === Shape.STR || shape === Shape.BYTES) && vm.platform.identity.wholeSliceIsSame;
}

/** A new list of `count` new objects, each made without a safepoint; `words` is what they take together. */
export function listOf(vm: VM, count: number, words: number, make: (index: number) => Ref): Ref {
  vm.reserve(words + count + 16);
  const list = vm.newList();
  if (count === 0) return list;
  vm.push(list);
  const items = vm.runtime.allocateVariable(Shape.LIST_ITEMS, count);
  vm.runtime.initialiseOwned(list, LIST_ITEMS, items);
  for (let k = 0; k < count; k++) vm.runtime.initialiseOwned(items, ITEMS_DATA + k, make(k));
  vm.i32[list + LIST_LENGTH] = count;
  return vm.pop();
}

export function listOfTexts(vm: VM, texts: readonly string[]): Ref {
  const words = texts.reduce((total, text) => total + wordsForText(vm, text), 0);
  return listOf(vm, texts.length, words, (index) => vm.newStr(texts[index]!));
}

/** A signed 64-bit machine word bounds sizes and indices. */
const SSIZE_MAX = 2n ** 63n - 1n;

/** A size argument: operator.index, OverflowError beyond a machine word. A safepoint. */
export function sizeArgument(vm: VM, ref: Ref): number {
  return boundedIndex(vm, ref, 'OverflowError', () => 'Python int too large to convert to C ssize_t');
}

/** A subscript: operator.index, IndexError beyond a machine word. A safepoint. */
export function subscript(vm: VM, ref: Ref): number {
  const name = vm.typeName(ref);
  return boundedIndex(vm, ref, 'IndexError', () => `cannot fit '${name}' into an index-sized integer`);
}

/** A count of items to make: as sizeArgument, with the words of a subscript. A safepoint. */
export function countArgument(vm: VM, ref: Ref): number {
  const name = vm.typeName(ref);
  return boundedIndex(vm, ref, 'OverflowError', () => `cannot fit '${name}' into an index-sized integer`);
}

function boundedIndex(vm: VM, ref: Ref, error: string, complaint: () => string): number {
  const kind = vm.kindOf(ref);
  if (kind === Kind.INT || kind === Kind.BOOL) return vm.numbers.smallOf(ref);
  const value = vm.protocols.indexBig(ref);
  if (value <= SSIZE_MAX && value >= -SSIZE_MAX - 1n) return Number(value);
  throw vm.error(error, complaint());
}

/** An optional size at a stack position; `absent` if the slot is null. */
export function optionalSize(vm: VM, at: number, absent: number): number {
  return vm.at(at) === 0 ? absent : sizeArgument(vm, vm.at(at));
}

/** An optional flag at a stack position, given as an int. */
export function optionalFlag(vm: VM, at: number): boolean {
  return vm.at(at) !== 0 && sizeArgument(vm, vm.at(at)) !== 0;
}

/** An optional start or stop argument, as a slice reads it: null, None or an index. */
export function boundArgument(vm: VM, at: number, absent: number): number {
  const ref = vm.at(at);
  if (ref === 0 || ref === vm.none) return absent;
  if (!isIndex(vm, ref)) {
    throw vm.error('TypeError', 'slice indices must be integers or None or have an __index__ method');
  }
  return vm.index(ref);
}

/** The name that argument errors give a value: None instead of NoneType. */
function argumentName(vm: VM, ref: Ref): string {
  return vm.isNone(ref) ? 'None' : vm.typeName(ref);
}

/** `replace() argument 1 must be str, not int` */
export function wrongArgument(vm: VM, what: string, expected: string, ref: Ref): GuestException {
  return vm.error('TypeError', `${what} must be ${expected}, not ${argumentName(vm, ref)}`);
}

/** Host text of an argument that must be a str. `what` names it in the error, as in `encode() argument 'errors'`. */
export function textArgument(vm: VM, at: number, what: string): string {
  const ref = vm.at(at);
  if (!vm.isStr(ref)) throw wrongArgument(vm, what, 'str', ref);
  return vm.text(ref);
}

/** The same for an optional argument. */
export function optionalText(vm: VM, at: number, what: string, absent: string): string {
  return vm.at(at) === 0 ? absent : textArgument(vm, at, what);
}

/** What a plain count of repetitions amounts to: 0 for anything negative. The sequence must not be repeated by others. */
export function repeatCount(vm: VM, ref: Ref): number {
  if (!isIndex(vm, ref))
    throw vm.error('TypeError', `can't multiply sequence by non-int of type '${vm.typeName(ref)}'`);
  return Math.max(0, countArgument(vm, ref));
}

/** Whether `ref` is repeated by `*` itself: then a reflected `*` is its business. */
export function isRepeatable(vm: VM, ref: Ref): boolean {
  const kind = vm.kindOf(ref);
  return kind >= Kind.STR && kind <= Kind.LIST;
}

/** Whether the class at `cls` is the exact built-in class of that shape. */
export function isExactClass(vm: VM, cls: Ref, shape: number): boolean {
  return vm.classes.infoOf(cls).shape === shape;
}

/** The single class of a constructor call: checks that `cls` derives from the built-in class `name`. */
export function checkNew(vm: VM, at: number, name: string): void {
  const cls = vm.at(at);
  if (!vm.classes.isClass(cls)) {
    throw vm.error('TypeError', `${name}.__new__(X): X is not a type object (${vm.typeName(cls)})`);
  }
  const found = vm.classes.nameOf(cls);
  if (vm.classes.isSubclass(cls, vm.classes.named(name))) {
    if (vm.classes.infoOf(cls).isHeapType || cls === vm.classes.named(name)) return;
    throw vm.error('TypeError', `${name}.__new__(${found}) is not safe, use ${found}.__new__()`);
  }
  throw vm.error('TypeError', `${name}.__new__(${found}): ${found} is not a subtype of ${name}`);
}
