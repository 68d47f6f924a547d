import type { Ref } from '../../heap/layout.ts';
import { Kind } from '../objects/shapes.ts';
import * as values from '../values/bytes-methods.ts';
import { bytesRepr } from '../values/str-repr.ts';
import type { NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { bytesArgument, bytesOf, byteView, newBytes, sameKind, wordsForBytes } from './byte-support.ts';
import { byteFrom, isIterable } from './bytes-from-object.ts';
import { decodeBytes } from './codec-calls.ts';
import { isIndex } from './native-arguments.ts';
import {
  boundArgument,
  isSharedWhole,
  listOf,
  optionalFlag,
  optionalSize,
  optionalText,
  sizeArgument,
  textResult,
  wrongArgument,
} from './scalar-support.ts';

/** The methods that bytes and bytearray have in common; results are of the kind of `self`. */

type Method = readonly [string, NativeCode];

const END = Number.MAX_SAFE_INTEGER;

/** A copy of self's bytes. */
function own(vm: VM, args: number): Uint8Array {
  return byteView(vm, vm.at(args)).slice();
}

/** A result of self's kind: an exact bytes object that did not change is given back itself. */
function result(vm: VM, args: number, bytes: Uint8Array): Ref {
  const self = vm.at(args);
  if (isSharedWhole(vm, self) && values.bytesEqual(byteView(vm, self), bytes)) return vm.runtime.retain(self);
  return sameKind(vm, args, bytes);
}

function mapped(map: (bytes: Uint8Array) => Uint8Array): Method {
  return ['self, /', (vm, args) => sameKind(vm, args, map(own(vm, args)))];
}

function test(predicate: values.BytesPredicate): Method {
  return ['self, /', (vm, args) => vm.newBool(values.bytesTest(byteView(vm, vm.at(args)), predicate))];
}

// ---- Searching

/** What find, index, count and `in` look for: one byte or several. A safepoint. */
function wantedBytes(vm: VM, at: number): Uint8Array {
  const bytes = bytesOf(vm, vm.at(at));
  if (bytes !== null) return bytes;
  if (!isIndex(vm, vm.at(at))) throw values.bytesArgumentError(vm.typeName(vm.at(at)));
  return Uint8Array.of(byteFrom(vm, vm.at(at)));
}

type Search = (bytes: Uint8Array, wanted: Uint8Array, start: number, stop: number) => number;

function searching(search: Search): Method {
  const code: NativeCode = (vm, args) => {
    const start = boundArgument(vm, args + 2, 0);
    const stop = boundArgument(vm, args + 3, END);
    const wanted = wantedBytes(vm, args + 1);
    return vm.newInt(search(own(vm, args), wanted, start, stop));
  };
  return ['self, sub, start=, end=, /', code];
}

type EndTest = (bytes: Uint8Array, part: Uint8Array, start: number, stop: number) => boolean;

function endTest(name: string, matches: EndTest): Method {
  const code: NativeCode = (vm, args) => {
    const start = boundArgument(vm, args + 2, 0);
    const stop = boundArgument(vm, args + 3, END);
    const whole = own(vm, args);
    const parts = vm.at(args + 1);
    const single = bytesOf(vm, parts);
    if (single !== null) return vm.newBool(matches(whole, single, start, stop));
    if (vm.kindOf(parts) !== Kind.TUPLE) {
      throw vm.error(
        'TypeError',
        `${name} first arg must be bytes or a tuple of bytes, not ${vm.typeName(parts)}`,
      );
    }
    for (let k = 0; k < vm.tupleLength(parts); k++) {
      const item = vm.tupleItem(parts, k);
      const part = bytesOf(vm, item);
      if (part === null) throw bytesRequired(vm, item);
      if (matches(whole, part, start, stop)) return vm.newBool(true);
    }
    return vm.newBool(false);
  };
  return ['self, prefix, start=, end=, /', code];
}

function bytesRequired(vm: VM, ref: Ref) {
  return vm.error('TypeError', `a bytes-like object is required, not '${vm.typeName(ref)}'`);
}

function contains(vm: VM, args: number): Ref {
  if (!isIndex(vm, vm.at(args + 1)) && bytesOf(vm, vm.at(args + 1)) === null)
    throw bytesRequired(vm, vm.at(args + 1));
  const wanted = wantedBytes(vm, args + 1);
  return vm.newBool(values.bytesFind(own(vm, args), wanted) >= 0);
}

// ---- Layout

function padded(name: string, pad: (bytes: Uint8Array, width: number, fill: number) => Uint8Array): Method {
  const code: NativeCode = (vm, args) => {
    const width = sizeArgument(vm, vm.at(args + 1));
    const fill = vm.at(args + 2) === 0 ? 32 : fillByte(vm, args + 2, name);
    vm.reserve(Math.ceil(Math.max(0, width) / 4));
    return result(vm, args, pad(own(vm, args), width, fill));
  };
  return ['self, width, fillchar=, /', code];
}

function fillByte(vm: VM, at: number, name: string): number {
  const bytes = bytesOf(vm, vm.at(at));
  if (bytes !== null && bytes.length === 1) return bytes[0]!;
  throw wrongArgument(vm, `${name}() argument 2`, 'a byte string of length 1', vm.at(at));
}

function zeroFilled(vm: VM, args: number): Ref {
  const width = sizeArgument(vm, vm.at(args + 1));
  vm.reserve(Math.ceil(Math.max(0, width) / 4));
  return result(vm, args, values.bytesZfill(own(vm, args), width));
}

function expandTabs(vm: VM, args: number): Ref {
  const size = optionalSize(vm, args + 1, 8);
  vm.reserve(Math.ceil(Math.max(0, size) / 4));
  return sameKind(vm, args, values.bytesExpandTabs(own(vm, args), size));
}

// ---- Taking apart and putting together

function optionalBytes(vm: VM, at: number): Uint8Array | null {
  const ref = vm.at(at);
  return ref === 0 || ref === vm.none ? null : bytesArgument(vm, at);
}

function listOfParts(vm: VM, args: number, parts: readonly Uint8Array[]): Ref {
  const words = parts.reduce((total, part) => total + wordsForBytes(vm, part.length) + 8, 0);
  return listOf(vm, parts.length, words, (index) => sameKind(vm, args, parts[index]!));
}

type Split = (bytes: Uint8Array, separator: Uint8Array | null, maxSplit: number) => Uint8Array[];

function splitting(split: Split): Method {
  const code: NativeCode = (vm, args) => {
    const limit = optionalSize(vm, args + 2, -1);
    const separator = optionalBytes(vm, args + 1);
    return listOfParts(vm, args, split(own(vm, args), separator, limit));
  };
  return ['self, sep=, maxsplit=', code];
}

function splitLines(vm: VM, args: number): Ref {
  const keepEnds = optionalFlag(vm, args + 1);
  return listOfParts(vm, args, values.bytesSplitLines(own(vm, args), keepEnds));
}

function partitioning(partition: (bytes: Uint8Array, separator: Uint8Array) => Uint8Array[]): Method {
  const code: NativeCode = (vm, args) => {
    const separator = bytesArgument(vm, args + 1);
    const parts = partition(own(vm, args), separator);
    vm.reserve(parts.reduce((total, part) => total + wordsForBytes(vm, part.length), 0));
    for (const part of parts) vm.push(result(vm, args, part));
    // A bytes object's parts have the separator itself between them.
    const found = parts[1]!.length > 0 && vm.kindOf(vm.at(args)) === Kind.BYTES;
    if (found) vm.replace(vm.roots.top - 2, vm.runtime.retain(vm.at(args + 1)));
    return vm.tupleOfTop(3);
  };
  return ['self, sep, /', code];
}

function stripping(strip: (bytes: Uint8Array, chars: Uint8Array | null) => Uint8Array): Method {
  return [
    'self, bytes=, /',
    (vm, args) => result(vm, args, strip(own(vm, args), optionalBytes(vm, args + 1))),
  ];
}

function removing(remove: (bytes: Uint8Array, part: Uint8Array) => Uint8Array): Method {
  return [
    'self, prefix, /',
    (vm, args) => result(vm, args, remove(own(vm, args), bytesArgument(vm, args + 1))),
  ];
}

function replace(vm: VM, args: number): Ref {
  const limit = optionalSize(vm, args + 3, -1);
  const old = bytesArgument(vm, args + 1);
  const by = bytesArgument(vm, args + 2);
  return result(vm, args, values.bytesReplace(own(vm, args), old, by, limit));
}

function join(vm: VM, args: number): Ref {
  if (!isIterable(vm, args + 1)) throw vm.error('TypeError', 'can only join an iterable');
  const at = vm.push(vm.protocols.toList(vm.at(args + 1)));
  const separator = own(vm, args);
  const parts: Uint8Array[] = [];
  for (let k = 0; k < vm.listLength(vm.at(at)); k++) {
    const item = vm.listItem(vm.at(at), k);
    const bytes = bytesOf(vm, item);
    if (bytes === null) {
      throw vm.error(
        'TypeError',
        `sequence item ${k}: expected a bytes-like object, ${vm.typeName(item)} found`,
      );
    }
    if (k > 0) parts.push(separator);
    parts.push(bytes);
  }
  vm.dropTo(at);
  return sameKind(vm, args, values.concatBytes(parts));
}

function translate(vm: VM, args: number): Ref {
  const table = vm.isNone(vm.at(args + 1)) ? null : bytesArgument(vm, args + 1);
  const remove = vm.at(args + 2) === 0 ? new Uint8Array(0) : bytesArgument(vm, args + 2);
  return result(vm, args, values.bytesTranslate(own(vm, args), table, remove));
}

// ---- Text

function decoded(vm: VM, args: number): Ref {
  const encoding = optionalText(vm, args + 1, "decode() argument 'encoding'", 'utf-8');
  const errors = optionalText(vm, args + 2, "decode() argument 'errors'", 'strict');
  return textResult(vm, decodeBytes(vm, own(vm, args), encoding, errors));
}

function hex(vm: VM, args: number): Ref {
  const separator = vm.at(args + 1) === 0 ? '' : hexSeparator(vm, args + 1);
  const group = optionalSize(vm, args + 2, 1);
  return textResult(vm, values.bytesHex(own(vm, args), separator, group));
}

function hexSeparator(vm: VM, at: number): string {
  const ref = vm.at(at);
  const bytes = bytesOf(vm, ref);
  if (!vm.isStr(ref) && bytes === null) {
    if (vm.protocols.length(ref) !== 1) throw vm.error('ValueError', 'sep must be length 1.');
    throw vm.error('TypeError', 'sep must be str or bytes.');
  }
  const text = bytes === null ? vm.text(ref) : String.fromCharCode(...bytes.subarray(0, 2));
  if ([...text].length !== 1) throw vm.error('ValueError', 'sep must be length 1.');
  if (text.codePointAt(0)! > 127) throw vm.error('ValueError', 'sep must be ASCII.');
  return text;
}

/** bytes.maketrans, bytearray.maketrans: always bytes. */
export function makeTranslation(vm: VM, args: number): Ref {
  const from = bytesArgument(vm, args);
  const to = bytesArgument(vm, args + 1);
  return newBytes(vm, values.bytesMakeTable(from, to));
}

/** cls.fromhex(text) */
export function fromHex(vm: VM, args: number): Ref {
  const ref = vm.at(args + 1);
  if (!vm.isStr(ref)) throw wrongArgument(vm, 'fromhex() argument', 'str', ref);
  const bytes = values.bytesFromHex(vm.text(ref));
  const at = vm.push(newBytes(vm, bytes));
  if (vm.at(args) === vm.classes.named('bytes')) return vm.pop();
  const made = vm.call(vm.at(args), vm.at(at));
  vm.drop(1);
  return made;
}

/** repr of self's bytes, always `b'…'`. */
export function ownRepr(vm: VM, args: number): string {
  return bytesRepr(byteView(vm, vm.at(args)));
}

export const byteMethods: Readonly<Record<string, Method>> = {
  __len__: ['self, /', (vm, args) => vm.newInt(byteView(vm, vm.at(args)).length)],
  __contains__: ['self, key, /', contains],
  find: searching(values.bytesFind),
  rfind: searching(values.bytesRfind),
  index: searching(values.bytesIndex),
  rindex: searching(values.bytesRindex),
  count: searching(values.bytesCount),
  startswith: endTest('startswith', values.bytesStartsWith),
  endswith: endTest('endswith', values.bytesEndsWith),
  removeprefix: removing(values.bytesRemovePrefix),
  removesuffix: removing(values.bytesRemoveSuffix),
  replace: ['self, old, new, count=, /', replace],
  split: splitting(values.bytesSplit),
  rsplit: splitting(values.bytesRsplit),
  splitlines: ['self, keepends=', splitLines],
  partition: partitioning(values.bytesPartition),
  rpartition: partitioning(values.bytesRpartition),
  strip: stripping(values.bytesStrip),
  lstrip: stripping(values.bytesLstrip),
  rstrip: stripping(values.bytesRstrip),
  join: ['self, iterable_of_bytes, /', join],
  translate: ['self, table, /, delete=', translate],
  upper: mapped(values.bytesUpper),
  lower: mapped(values.bytesLower),
  swapcase: mapped(values.bytesSwapcase),
  capitalize: mapped(values.bytesCapitalize),
  title: mapped(values.bytesTitle),
  isalnum: test('isalnum'),
  isalpha: test('isalpha'),
  isascii: test('isascii'),
  isdigit: test('isdigit'),
  islower: test('islower'),
  isspace: test('isspace'),
  istitle: test('istitle'),
  isupper: test('isupper'),
  ljust: padded('ljust', values.bytesLjust),
  rjust: padded('rjust', values.bytesRjust),
  center: padded('center', values.bytesCenter),
  zfill: ['self, width, /', zeroFilled],
  expandtabs: ['self, tabsize=', expandTabs],
  decode: ['self, encoding=, errors=', decoded],
  hex: ['self, sep=, bytes_per_sep=', hex],
};
