import type { Ref } from '../../heap/layout.ts';
import { Kind, Shape } from '../objects/shapes.ts';
import { latin1Text } from '../values/codecs.ts';
import { floatToInt } from '../values/float-numbers.ts';
import { floatFromText, parseFloatText } from '../values/float-text.ts';
import { intToFloat } from '../values/int-math.ts';
import { intFromText, parseInteger } from '../values/int-text.ts';
import { bytesRepr } from '../values/str-repr.ts';
import type { VM } from '../vm/vm.ts';
import { bytesOf } from './byte-support.ts';

/** int(x) and float(x): from numbers, through special methods, from text. */

/** Calls the special method `name` of `ref` if its class has it: a new reference, or 0. A safepoint. */
export function callIfDefined(vm: VM, ref: Ref, name: string): Ref {
  const method = vm.classes.special(ref, name);
  return method === 0 || method === vm.none ? 0 : vm.calls.callSpecial(method, ref, []);
}

/** Value of an int that a special method gave, whose reference this takes over. */
function takeInt(vm: VM, value: Ref, complaint: string): bigint {
  const at = vm.push(value);
  if (!vm.isInt(value)) throw vm.error('TypeError', `${complaint} (type ${vm.typeName(value)})`);
  const result = vm.bigIntOf(value);
  vm.dropTo(at);
  return result;
}

/** The integer that a number object stands for (`__int__`, `__index__`, `__trunc__`), or null. A safepoint. */
export function integerFromNumber(vm: VM, at: number): bigint | null {
  const ref = vm.at(at);
  const shape = vm.shapeOf(ref);
  if (shape >= Shape.BOOL && shape <= Shape.BIG) return vm.bigIntOf(ref);
  if (shape === Shape.FLOAT) return floatToInt(vm.numbers.floatOf(ref));
  const int = callIfDefined(vm, ref, '__int__');
  if (int !== 0) return takeInt(vm, int, '__int__ returned non-int');
  const index = callIfDefined(vm, vm.at(at), '__index__');
  if (index !== 0) return takeInt(vm, index, '__index__ returned non-int');
  const truncated = callIfDefined(vm, vm.at(at), '__trunc__');
  return truncated === 0 ? null : integerFromTruncated(vm, truncated);
}

function integerFromTruncated(vm: VM, truncated: Ref): bigint {
  const at = vm.push(truncated);
  if (!vm.isInt(truncated) && vm.classes.special(truncated, '__index__') === 0) {
    throw vm.error('TypeError', `__trunc__ returned non-Integral (type ${vm.typeName(truncated)})`);
  }
  const result = vm.protocols.indexBig(truncated);
  vm.dropTo(at);
  return result;
}

/** int(text, base) of a str or bytes-like object; null for anything else. */
export function integerFromText(vm: VM, ref: Ref, base: number): bigint | null {
  if (vm.isStr(ref)) return intFromText(vm.text(ref), base, vm.numbers.maxStrDigits);
  const bytes = bytesOf(vm, ref);
  if (bytes === null) return null;
  const text = latin1Text(bytes);
  if (
    (base === 0 || (base >= 2 && base <= 36)) &&
    (!isAsciiText(text) || parseInteger(text, base) === null)
  ) {
    throw vm.error(
      'ValueError',
      `invalid literal for int() with base ${base}: ${bytesRepr(bytes).slice(0, 200)}`,
    );
  }
  return intFromText(text, base, vm.numbers.maxStrDigits);
}

function isAsciiText(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}

/** int(x) for the object at a stack position. A safepoint. */
export function integerFrom(vm: VM, at: number): bigint {
  const value = integerFromNumber(vm, at) ?? integerFromText(vm, vm.at(at), 10);
  if (value !== null) return value;
  const name = vm.typeName(vm.at(at));
  throw vm.error(
    'TypeError',
    `int() argument must be a string, a bytes-like object or a real number, not '${name}'`,
  );
}

/** The double that a number object stands for (`__float__`, `__index__`), or null. A safepoint. */
export function floatFromNumber(vm: VM, at: number): number | null {
  const ref = vm.at(at);
  const shape = vm.shapeOf(ref);
  if (shape === Shape.FLOAT) return vm.numbers.floatOf(ref);
  if (shape >= Shape.BOOL && shape <= Shape.BIG) return intToFloat(vm.bigIntOf(ref));
  const name = vm.typeName(ref);
  const value = callIfDefined(vm, ref, '__float__');
  if (value !== 0) {
    const valueAt = vm.push(value);
    if (vm.kindOf(value) !== Kind.FLOAT) {
      throw vm.error('TypeError', `${name}.__float__ returned non-float (type ${vm.typeName(value)})`);
    }
    const result = vm.numbers.floatOf(value);
    vm.dropTo(valueAt);
    return result;
  }
  if (vm.kindOf(vm.at(at)) === Kind.FLOAT) return vm.numbers.floatOf(vm.at(at));
  const index = callIfDefined(vm, vm.at(at), '__index__');
  return index === 0 ? null : intToFloat(takeInt(vm, index, '__index__ returned non-int'));
}

/** float(x) for the object at a stack position. A safepoint. */
export function floatFrom(vm: VM, at: number): number {
  const ref = vm.at(at);
  if (vm.isStr(ref)) return floatFromText(vm.text(ref));
  const bytes = bytesOf(vm, ref);
  if (bytes !== null) {
    const text = latin1Text(bytes);
    const value = isAsciiText(text) ? parseFloatText(text) : null;
    if (value !== null) return value;
    throw vm.error('ValueError', `could not convert string to float: ${bytesRepr(bytes)}`);
  }
  const value = floatFromNumber(vm, at);
  if (value !== null) return value;
  const name = vm.typeName(vm.at(at));
  throw vm.error('TypeError', `float() argument must be a string or a real number, not '${name}'`);
}
