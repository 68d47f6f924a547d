import type { Ref } from '../../heap/layout.ts';
import { Kind } from '../objects/shapes.ts';
import * as text from '../values/str-methods.ts';
import type { NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { boundArgument, sizeArgument, textArgument, textOrSelf } from './scalar-support.ts';

/** Methods of str that look for a part of it. */

type Methods = Readonly<Record<string, readonly [string, NativeCode]>>;

const END = Number.MAX_SAFE_INTEGER;

type Search = (text: string, wanted: string, start: number, stop: number) => number;

function searching(search: Search): readonly [string, NativeCode] {
  const code: NativeCode = (vm, args) => {
    const start = boundArgument(vm, args + 2, 0);
    const stop = boundArgument(vm, args + 3, END);
    if (!vm.isStr(vm.at(args + 1)))
      throw vm.error('TypeError', `must be str, not ${vm.typeName(vm.at(args + 1))}`);
    return vm.newInt(search(vm.text(vm.at(args)), vm.text(vm.at(args + 1)), start, stop));
  };
  return ['self, sub, start=, end=, /', code];
}

type EndTest = (text: string, part: string, start: number, stop: number) => boolean;

function endTest(name: string, matches: EndTest): readonly [string, NativeCode] {
  const code: NativeCode = (vm, args) => {
    const start = boundArgument(vm, args + 2, 0);
    const stop = boundArgument(vm, args + 3, END);
    const whole = vm.text(vm.at(args));
    const parts = vm.at(args + 1);
    if (vm.isStr(parts)) return vm.newBool(matches(whole, vm.text(parts), start, stop));
    if (vm.kindOf(parts) !== Kind.TUPLE) {
      throw vm.error(
        'TypeError',
        `${name} first arg must be str or a tuple of str, not ${vm.typeName(parts)}`,
      );
    }
    for (let k = 0; k < vm.tupleLength(parts); k++) {
      const part = vm.tupleItem(parts, k);
      if (!vm.isStr(part)) {
        throw vm.error('TypeError', `tuple for ${name} must only contain str, not ${vm.typeName(part)}`);
      }
      if (matches(whole, vm.text(part), start, stop)) return vm.newBool(true);
    }
    return vm.newBool(false);
  };
  return ['self, prefix, start=, end=, /', code];
}

function replace(vm: VM, args: number): Ref {
  const old = textArgument(vm, args + 1, 'replace() argument 1');
  const by = textArgument(vm, args + 2, 'replace() argument 2');
  const limit = vm.at(args + 3) === 0 ? -1 : sizeArgument(vm, vm.at(args + 3));
  return textOrSelf(vm, args, text.replace(vm.text(vm.at(args)), old, by, limit));
}

function removing(
  name: string,
  remove: (text: string, part: string) => string,
): readonly [string, NativeCode] {
  const code: NativeCode = (vm, args) => {
    const part = textArgument(vm, args + 1, `${name}() argument`);
    return textOrSelf(vm, args, remove(vm.text(vm.at(args)), part));
  };
  return ['self, prefix, /', code];
}

export const strSearchMethods: Methods = {
  find: searching(text.find),
  rfind: searching(text.rfind),
  index: searching(text.indexOf),
  rindex: searching(text.rindex),
  count: searching(text.count),
  startswith: endTest('startswith', text.startsWith),
  endswith: endTest('endswith', text.endsWith),
  removeprefix: removing('removeprefix', text.removePrefix),
  removesuffix: removing('removesuffix', text.removeSuffix),
  replace: ['self, old, new, count=, /', replace],
};
