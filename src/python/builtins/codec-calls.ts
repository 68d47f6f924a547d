import type { Ref } from '../../heap/layout.ts';
import { decode, encode, UnicodeDecodeFailure, UnicodeEncodeFailure } from '../values/codecs.ts';
import type { GuestException } from '../vm/exceptions.ts';
import type { VM } from '../vm/vm.ts';
import { newBytes } from './byte-support.ts';
import { textResult } from './scalar-support.ts';

/** Decoding and encoding whose failures are UnicodeDecodeError and UnicodeEncodeError objects with all their fields. */

export function decodeBytes(vm: VM, bytes: Uint8Array, encoding: string, errors: string): string {
  try {
    return decode(bytes, encoding, errors);
  } catch (error) {
    if (!(error instanceof UnicodeDecodeFailure)) throw error;
    throw unicodeError(vm, 'UnicodeDecodeError', error, newBytes(vm, error.object));
  }
}

export function encodeText(vm: VM, text: string, encoding: string, errors: string): Uint8Array {
  try {
    return encode(text, encoding, errors);
  } catch (error) {
    if (!(error instanceof UnicodeEncodeFailure)) throw error;
    throw unicodeError(vm, 'UnicodeEncodeError', error, textResult(vm, error.object));
  }
}

/** The exception set in flight; takes `object` over. */
function unicodeError(
  vm: VM,
  className: string,
  failure: UnicodeDecodeFailure | UnicodeEncodeFailure,
  object: Ref,
): GuestException {
  const objectAt = vm.push(object);
  const encodingAt = vm.push(vm.newStr(failure.encoding));
  const startAt = vm.push(vm.newInt(failure.start));
  const endAt = vm.push(vm.newInt(failure.end));
  const reasonAt = vm.push(vm.newStr(failure.reason));
  const positions = [encodingAt, objectAt, startAt, endAt, reasonAt];
  const exception = vm.call(vm.classes.named(className), ...positions.map((at) => vm.at(at)));
  vm.push(exception);
  const made = vm.pop();
  vm.drop(positions.length);
  return vm.exceptions.raise(made);
}
