import { Kind, Shape } from '../objects/shapes.ts';
import type { VM } from '../vm/vm.ts';
import { bytesOf, byteView } from './byte-support.ts';
import { encodeText } from './codec-calls.ts';
import { isIndex } from './native-arguments.ts';
import { callIfDefined } from './number-conversion.ts';
import { countArgument, textArgument } from './scalar-support.ts';

/** What bytes(…) and bytearray(…) take: nothing, a text with an encoding, a size, bytes, or an iterable of ints. */

/** The bytes of the source, encoding and errors arguments at `at`, `at` + 1 and `at` + 2; missing ones are null. */
export function bytesFromArguments(vm: VM, at: number, target: 'bytes' | 'bytearray'): Uint8Array {
  const source = vm.at(at);
  const hasEncoding = vm.at(at + 1) !== 0;
  const hasErrors = vm.at(at + 2) !== 0;
  const complaint = hasEncoding ? 'encoding without a string argument' : 'errors without a string argument';
  if (source === 0) {
    if (hasEncoding || hasErrors) throw vm.error('TypeError', complaint);
    return new Uint8Array(0);
  }
  if (vm.isStr(source)) {
    if (!hasEncoding) throw vm.error('TypeError', 'string argument without an encoding');
    const encoding = textArgument(vm, at + 1, `${target}() argument 'encoding'`);
    const errors = hasErrors ? textArgument(vm, at + 2, `${target}() argument 'errors'`) : 'strict';
    return encodeText(vm, vm.text(source), encoding, errors);
  }
  if (hasEncoding || hasErrors) throw vm.error('TypeError', complaint);
  if (target === 'bytes' || vm.kindOf(source) === Kind.BYTES) {
    const own = bytesFromMethod(vm, at);
    if (own !== null) return own;
  }
  if (vm.kindOf(source) !== Kind.BYTES && vm.kindOf(source) !== Kind.BYTEARRAY && isIndex(vm, source)) {
    return zeroBytes(vm, countArgument(vm, source));
  }
  return bytesFromSequence(vm, at, target);
}

function zeroBytes(vm: VM, count: number): Uint8Array {
  if (count < 0) throw vm.error('ValueError', 'negative count');
  vm.reserve(Math.ceil(count / 4) + 8);
  return new Uint8Array(count);
}

/** `__bytes__` of an object that has it. A safepoint. */
export function bytesFromMethod(vm: VM, at: number): Uint8Array | null {
  if (vm.shapeOf(vm.at(at)) === Shape.BYTES) return byteView(vm, vm.at(at)).slice();
  const result = callIfDefined(vm, vm.at(at), '__bytes__');
  if (result === 0) return null;
  const resultAt = vm.push(result);
  if (vm.kindOf(result) !== Kind.BYTES) {
    throw vm.error('TypeError', `__bytes__ returned non-bytes (type ${vm.typeName(result)})`);
  }
  const bytes = byteView(vm, result).slice();
  vm.dropTo(resultAt);
  return bytes;
}

/** Bytes-like objects and iterables of ints. A safepoint. */
export function bytesFromSequence(vm: VM, at: number, target: 'bytes' | 'bytearray'): Uint8Array {
  const plain = bytesOf(vm, vm.at(at));
  if (plain !== null) return plain;
  if (vm.isStr(vm.at(at)) || !isIterable(vm, at)) {
    throw vm.error('TypeError', `cannot convert '${vm.typeName(vm.at(at))}' object to ${target}`);
  }
  const subject = target === 'bytes' ? 'bytes' : 'byte';
  const bytes: number[] = [];
  vm.iterate(vm.at(at), (item) => {
    bytes.push(byteFrom(vm, item, subject));
  });
  return Uint8Array.from(bytes);
}

export function isIterable(vm: VM, at: number): boolean {
  const { classes } = vm;
  const method = classes.special(vm.at(at), '__iter__');
  return (method !== 0 && method !== vm.none) || classes.special(vm.at(at), '__getitem__') !== 0;
}

/** The object at `at` as bytes, for int.from_bytes: `__bytes__`, bytes-like or iterable. A safepoint. */
export function bytesFromObject(vm: VM, at: number): Uint8Array {
  return bytesFromMethod(vm, at) ?? bytesFromSequence(vm, at, 'bytes');
}

/** One byte from an object with `__index__`. */
export function byteFrom(vm: VM, ref: number, subject: 'byte' | 'bytes' = 'byte'): number {
  const value = vm.index(ref);
  if (value >= 0 && value < 256) return value;
  throw vm.error('ValueError', `${subject} must be in range(0, 256)`);
}
