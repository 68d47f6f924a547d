import type { Ref } from '../../heap/layout.ts';
import { Kind } from '../objects/shapes.ts';
import { characters } from '../values/code-points.ts';
import { translate } from '../values/str-search.ts';
import type { VM } from '../vm/vm.ts';
import { textArgument, textResult } from './scalar-support.ts';

/** str.translate and str.maketrans. */

export function strTranslate(vm: VM, args: number): Ref {
  const known = new Map<number, string | null | undefined>();
  const lookUp = (codePoint: number): string | null | undefined => {
    if (!known.has(codePoint)) known.set(codePoint, mappedTo(vm, args + 1, codePoint));
    return known.get(codePoint);
  };
  const text = translate(vm.text(vm.at(args)), lookUp);
  return textResult(vm, text);
}

/** table[codePoint]: null deletes, undefined keeps. A safepoint. */
function mappedTo(vm: VM, tableAt: number, codePoint: number): string | null | undefined {
  const top = vm.roots.top;
  const keyAt = vm.push(vm.newInt(codePoint));
  const missing = vm.exceptions.caught('LookupError', () => {
    vm.push(vm.operators.getItem(vm.at(tableAt), vm.at(keyAt)));
  });
  const mapped = missing ? undefined : replacement(vm, vm.at(keyAt + 1));
  vm.dropTo(top);
  return mapped;
}

function replacement(vm: VM, value: Ref): string | null {
  if (vm.isNone(value)) return null;
  if (vm.isStr(value)) return vm.text(value);
  if (!vm.isInt(value)) throw vm.error('TypeError', 'character mapping must return integer, None or str');
  const point = vm.bigIntOf(value);
  if (point >= 0n && point < 0x110000n) return String.fromCodePoint(Number(point));
  throw vm.error('ValueError', 'character mapping must be in range(0x110000)');
}

export function strMakeTrans(vm: VM, args: number): Ref {
  const resultAt = vm.push(vm.newDict());
  if (vm.at(args + 1) !== 0) fromTexts(vm, args, resultAt);
  else fromDict(vm, args, resultAt);
  return vm.pop();
}

function put(vm: VM, dictAt: number, codePoint: number, value: Ref): void {
  const valueAt = vm.push(value);
  const keyAt = vm.push(vm.newInt(codePoint));
  vm.operators.setDictItem(vm.at(dictAt), vm.at(keyAt), vm.at(valueAt));
  vm.dropTo(valueAt);
}

function fromTexts(vm: VM, args: number, resultAt: number): void {
  if (!vm.isStr(vm.at(args))) {
    throw vm.error('TypeError', 'first maketrans argument must be a string if there is a second argument');
  }
  const from = characters(vm.text(vm.at(args)));
  const to = characters(textArgument(vm, args + 1, 'maketrans() argument 2'));
  const removed =
    vm.at(args + 2) === 0 ? [] : characters(textArgument(vm, args + 2, 'maketrans() argument 3'));
  if (from.length !== to.length) {
    throw vm.error('ValueError', 'the first two maketrans arguments must have equal length');
  }
  from.forEach((char, k) => {
    put(vm, resultAt, char.codePointAt(0)!, vm.newInt(to[k]!.codePointAt(0)!));
  });
  for (const char of removed) put(vm, resultAt, char.codePointAt(0)!, vm.newNone());
}

function fromDict(vm: VM, args: number, resultAt: number): void {
  if (vm.kindOf(vm.at(args)) !== Kind.DICT) {
    throw vm.error('TypeError', 'if you give only one argument to maketrans it must be a dict');
  }
  const { dicts } = vm;
  for (let entry = 0; entry < dicts.filled(vm.at(args)); entry++) {
    const key = dicts.keyAt(vm.at(args), entry);
    if (key === 0) continue;
    const value = dicts.valueAt(vm.at(args), entry);
    if (vm.isStr(key)) {
      if (vm.strings.length(key) !== 1) {
        throw vm.error('ValueError', 'string keys in translate table must be of length 1');
      }
      put(vm, resultAt, vm.strings.at(key, 0), vm.runtime.retain(value));
    } else if (vm.isInt(key)) {
      const keyAt = vm.pushBorrowed(key);
      vm.pushBorrowed(value);
      vm.operators.setDictItem(vm.at(resultAt), key, value);
      vm.dropTo(keyAt);
    } else {
      throw vm.error('TypeError', 'keys in translate table must be strings or integers');
    }
  }
}
