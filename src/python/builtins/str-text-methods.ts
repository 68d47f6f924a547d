import type { Ref } from '../../heap/layout.ts';
import * as text from '../values/str-methods.ts';
import type { NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { newBytes } from './byte-support.ts';
import { encodeText } from './codec-calls.ts';
import { optionalSize, optionalText, sizeArgument, textOrSelf, textResult } from './scalar-support.ts';

/** Methods of str that change the case or the layout, that test characters, or encode. */

type Methods = Readonly<Record<string, readonly [string, NativeCode]>>;

function mapped(map: (text: string) => string): readonly [string, NativeCode] {
  return ['self, /', (vm, args) => textResult(vm, map(vm.text(vm.at(args))))];
}

function test(predicate: (text: string) => boolean): readonly [string, NativeCode] {
  return ['self, /', (vm, args) => vm.newBool(predicate(vm.text(vm.at(args))))];
}

function padded(pad: (text: string, width: number, fill: string) => string): readonly [string, NativeCode] {
  const code: NativeCode = (vm, args) => {
    const width = sizeArgument(vm, vm.at(args + 1));
    const fill = vm.at(args + 2) === 0 ? ' ' : fillCharacter(vm, args + 2);
    reserveWidth(vm, width);
    return textOrSelf(vm, args, pad(vm.text(vm.at(args)), width, fill));
  };
  return ['self, width, fillchar=, /', code];
}

function fillCharacter(vm: VM, at: number): string {
  const ref = vm.at(at);
  if (!vm.isStr(ref)) {
    throw vm.error('TypeError', `The fill character must be a unicode character, not ${vm.typeName(ref)}`);
  }
  if (vm.strings.length(ref) !== 1)
    throw vm.error('TypeError', 'The fill character must be exactly one character long');
  return vm.text(ref);
}

/** A width beyond the heap is a MemoryError before the host tries. */
function reserveWidth(vm: VM, width: number): void {
  vm.reserve(Math.ceil(Math.max(0, width) / 4));
}

function zeroFilled(vm: VM, args: number): Ref {
  const width = sizeArgument(vm, vm.at(args + 1));
  reserveWidth(vm, width);
  return textOrSelf(vm, args, text.zfill(vm.text(vm.at(args)), width));
}

function expandTabs(vm: VM, args: number): Ref {
  const size = optionalSize(vm, args + 1, 8);
  reserveWidth(vm, size);
  return textOrSelf(vm, args, text.expandTabs(vm.text(vm.at(args)), size));
}

function encoded(vm: VM, args: number): Ref {
  const encoding = optionalText(vm, args + 1, "encode() argument 'encoding'", 'utf-8');
  const errors = optionalText(vm, args + 2, "encode() argument 'errors'", 'strict');
  return newBytes(vm, encodeText(vm, vm.text(vm.at(args)), encoding, errors));
}

export const strTextMethods: Methods = {
  upper: mapped(text.upper),
  lower: mapped(text.lower),
  casefold: mapped(text.casefold),
  capitalize: mapped(text.capitalize),
  title: mapped(text.title),
  swapcase: mapped(text.swapcase),
  isalnum: test(text.isAlnum),
  isalpha: test(text.isAlpha),
  isascii: test(text.isAscii),
  isdecimal: test(text.isDecimal),
  isdigit: test(text.isDigit),
  isidentifier: test(text.isIdentifier),
  islower: test(text.isLower),
  isnumeric: test(text.isNumeric),
  isprintable: test(text.isPrintableText),
  isspace: test(text.isSpace),
  istitle: test(text.isTitle),
  isupper: test(text.isUpper),
  ljust: padded(text.ljust),
  rjust: padded(text.rjust),
  center: padded(text.center),
  zfill: ['self, width, /', zeroFilled],
  expandtabs: ['self, tabsize=', expandTabs],
  encode: ['self, encoding=, errors=', encoded],
};
