import type { Ref } from '../../heap/layout.ts';
import { Kind, Shape } from '../objects/shapes.ts';
import * as text from '../values/str-methods.ts';
import type { NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { isIterable } from './bytes-from-object.ts';
import {
  isSharedWhole,
  listOfTexts,
  optionalFlag,
  optionalSize,
  textOrSelf,
  wordsForText,
} from './scalar-support.ts';

/** Methods of str that take it apart or put strings together. */

type Methods = Readonly<Record<string, readonly [string, NativeCode]>>;

/** Text of an optional separator or set of characters: null if missing or None. */
function optionalPart(vm: VM, at: number, complaint: (typeName: string) => string): string | null {
  const ref = vm.at(at);
  if (ref === 0 || ref === vm.none) return null;
  if (!vm.isStr(ref)) throw vm.error('TypeError', complaint(vm.typeName(ref)));
  return vm.text(ref);
}

type Split = (text: string, separator: string | null, maxSplit: number) => string[];

function splitting(split: Split): readonly [string, NativeCode] {
  const code: NativeCode = (vm, args) => {
    const limit = optionalSize(vm, args + 2, -1);
    const separator = optionalPart(vm, args + 1, (name) => `must be str or None, not ${name}`);
    const parts = split(vm.text(vm.at(args)), separator, limit);
    return parts.length === 1 ? listOfOne(vm, args, parts[0]!) : listOfTexts(vm, parts);
  };
  return ['self, sep=, maxsplit=', code];
}

/** The list of a text that nothing split: of `self` where that is shared. */
function listOfOne(vm: VM, args: number, part: string): Ref {
  vm.push(textOrSelf(vm, args, part));
  return vm.listOfTop(1);
}

function splitLines(vm: VM, args: number): Ref {
  const keepEnds = optionalFlag(vm, args + 1);
  return listOfTexts(vm, text.splitLines(vm.text(vm.at(args)), keepEnds));
}

function partitioning(
  partition: (text: string, separator: string) => readonly string[],
): readonly [string, NativeCode] {
  const code: NativeCode = (vm, args) => {
    if (!vm.isStr(vm.at(args + 1)))
      throw vm.error('TypeError', `must be str, not ${vm.typeName(vm.at(args + 1))}`);
    const parts = partition(vm.text(vm.at(args)), vm.text(vm.at(args + 1)));
    vm.reserve(parts.reduce((total, part) => total + wordsForText(vm, part), 0));
    for (const part of parts) vm.push(textOrSelf(vm, args, part));
    if (parts[1] !== '') vm.replace(vm.roots.top - 2, vm.runtime.retain(vm.at(args + 1)));
    return vm.tupleOfTop(3);
  };
  return ['self, sep, /', code];
}

function stripping(
  name: string,
  strip: (text: string, chars: string | null) => string,
): readonly [string, NativeCode] {
  const code: NativeCode = (vm, args) => {
    const chars = optionalPart(vm, args + 1, () => `${name} arg must be None or str`);
    return textOrSelf(vm, args, strip(vm.text(vm.at(args)), chars));
  };
  return ['self, chars=, /', code];
}

// ---- join

function join(vm: VM, args: number): Ref {
  const shape = vm.shapeOf(vm.at(args + 1));
  if (shape === Shape.LIST || shape === Shape.TUPLE) return joinRooted(vm, args, args + 1);
  if (!isIterable(vm, args + 1)) throw vm.error('TypeError', 'can only join an iterable');
  const at = vm.push(vm.protocols.toList(vm.at(args + 1)));
  const result = vm.push(joinRooted(vm, args, at));
  vm.replace(at, vm.runtime.retain(vm.at(result)));
  vm.drop(1);
  return vm.pop();
}

function itemOf(vm: VM, sequence: Ref, index: number): Ref {
  return vm.kindOf(sequence) === Kind.LIST ? vm.listItem(sequence, index) : vm.tupleItem(sequence, index);
}

/** Joins the strs of a list or tuple at a stack position. */
function joinRooted(vm: VM, selfAt: number, at: number): Ref {
  const { strings } = vm;
  const sequence = vm.at(at);
  const count = vm.kindOf(sequence) === Kind.LIST ? vm.listLength(sequence) : vm.tupleLength(sequence);
  if (count === 0) return vm.newStr('');
  let length = strings.length(vm.at(selfAt)) * (count - 1);
  let width = count === 1 ? 1 : strings.width(vm.at(selfAt));
  for (let k = 0; k < count; k++) {
    const item = itemOf(vm, sequence, k);
    if (!vm.isStr(item)) {
      throw vm.error('TypeError', `sequence item ${k}: expected str instance, ${vm.typeName(item)} found`);
    }
    length += strings.length(item);
    width = Math.max(width, strings.width(item));
  }
  if (count === 1 && isSharedWhole(vm, itemOf(vm, sequence, 0)))
    return vm.runtime.retain(itemOf(vm, sequence, 0));
  if (length <= 1) return vm.newStr(shortJoin(vm, selfAt, sequence, count));
  vm.reserve(strings.wordsFor(length, width));
  const result = strings.allocate(length, width);
  const separator = vm.at(selfAt);
  const separatorLength = strings.length(separator);
  let position = 0;
  for (let k = 0; k < count; k++) {
    if (k > 0 && separatorLength > 0) {
      strings.copyInto(result, position, separator);
      position += separatorLength;
    }
    const item = itemOf(vm, vm.at(at), k);
    strings.copyInto(result, position, item);
    position += strings.length(item);
  }
  return result;
}

/** The empty and one-character results, which may be shared objects. */
function shortJoin(vm: VM, selfAt: number, sequence: Ref, count: number): string {
  const parts: string[] = [];
  for (let k = 0; k < count; k++) parts.push(vm.text(itemOf(vm, sequence, k)));
  return parts.join(vm.text(vm.at(selfAt)));
}

export const strSplitMethods: Methods = {
  split: splitting(text.split),
  rsplit: splitting(text.rsplit),
  splitlines: ['self, keepends=', splitLines],
  partition: partitioning(text.partition),
  rpartition: partitioning(text.rpartition),
  strip: stripping('strip', text.strip),
  lstrip: stripping('lstrip', text.lstrip),
  rstrip: stripping('rstrip', text.rstrip),
  join: ['self, iterable, /', join],
};
