import type { Ref } from '../../heap/layout.ts';
import { Kind, Shape } from '../objects/shapes.ts';
import { bytesEqual, compareBytes, concatBytes, repeatBytes } from '../values/bytes-methods.ts';
import { latin1Bytes, latin1Text } from '../values/codecs.ts';
import { percentFormat } from '../values/percent-format.ts';
import { asciiEscape } from '../values/str-repr.ts';
import type { NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import { byteLength, bytesOf, byteView, isBytesLike, newBytes, sameKind } from './byte-support.ts';
import { bytesFromMethod } from './bytes-from-object.ts';
import { isIndex } from './native-arguments.ts';
import { isRepeatable, isSharedWhole, repeatCount, subscript } from './scalar-support.ts';
import { isSlice, resolveSlice } from './slices.ts';
import { percentArguments, StackPercentHost } from './str-formatting.ts';

/** Operators of bytes and bytearray. */

type Methods = Readonly<Record<string, readonly [string, NativeCode]>>;

function nameOf(vm: VM, args: number): 'bytes' | 'bytearray' {
  return vm.kindOf(vm.at(args)) === Kind.BYTES ? 'bytes' : 'bytearray';
}

function add(vm: VM, args: number): Ref {
  const other = vm.at(args + 1);
  const theirs = isBytesLike(vm, other) ? byteView(vm, other) : bytesOf(vm, other);
  if (theirs === null)
    throw vm.error('TypeError', `can't concat ${vm.typeName(other)} to ${vm.typeName(vm.at(args))}`);
  const self = vm.at(args);
  if (isSharedWhole(vm, self) && theirs.length === 0) return vm.runtime.retain(self);
  if (isSharedWhole(vm, self) && byteLength(vm, self) === 0 && vm.shapeOf(other) === Shape.BYTES) {
    return vm.runtime.retain(other);
  }
  return sameKind(vm, args, concatBytes([byteView(vm, self), theirs]));
}

function multiply(vm: VM, args: number): Ref {
  const count = repeatCount(vm, vm.at(args + 1));
  const self = vm.at(args);
  if (count === 1 && isSharedWhole(vm, self)) return vm.runtime.retain(self);
  const length = byteLength(vm, self);
  if (length * count >= 2 ** 63) {
    if (nameOf(vm, args) === 'bytes') throw vm.error('OverflowError', 'repeated bytes are too long');
    throw vm.exceptions.memoryError();
  }
  vm.reserve(Math.ceil((length * count) / 4) + 16);
  return sameKind(vm, args, repeatBytes(byteView(vm, vm.at(args)), length === 0 ? 0 : count));
}

function reflectedMultiply(vm: VM, args: number): Ref {
  return isRepeatable(vm, vm.at(args + 1)) ? vm.newNotImplemented() : multiply(vm, args);
}

/** Position of the byte that the subscript at a stack position selects. A safepoint. */
export function bytePosition(vm: VM, args: number): number {
  const key = vm.at(args + 1);
  if (!isIndex(vm, key)) {
    const kind = nameOf(vm, args) === 'bytes' ? 'byte' : 'bytearray';
    throw vm.error('TypeError', `${kind} indices must be integers or slices, not ${vm.typeName(key)}`);
  }
  const index = subscript(vm, key);
  const length = byteLength(vm, vm.at(args));
  const position = index < 0 ? index + length : index;
  if (position >= 0 && position < length) return position;
  throw vm.error(
    'IndexError',
    nameOf(vm, args) === 'bytes' ? 'index out of range' : 'bytearray index out of range',
  );
}

function getItem(vm: VM, args: number): Ref {
  if (!isSlice(vm, vm.at(args + 1))) {
    const position = bytePosition(vm, args);
    return vm.newInt(byteView(vm, vm.at(args))[position]!);
  }
  const { start, step, count } = resolveSlice(vm, args + 1, () => byteLength(vm, vm.at(args)));
  const bytes = byteView(vm, vm.at(args));
  if (step === 1 && count === bytes.length && isSharedWhole(vm, vm.at(args)))
    return vm.runtime.retain(vm.at(args));
  if (step === 1) return sameKind(vm, args, bytes.slice(start, start + count));
  const picked = new Uint8Array(count);
  for (let k = 0; k < count; k++) picked[k] = bytes[start + k * step]!;
  return sameKind(vm, args, picked);
}

// ---- Comparison

function equality(expected: boolean): NativeCode {
  return (vm, args) => {
    if (!isBytesLike(vm, vm.at(args + 1))) return vm.newNotImplemented();
    return vm.newBool(bytesEqual(byteView(vm, vm.at(args)), byteView(vm, vm.at(args + 1))) === expected);
  };
}

function ordering(test: (order: number) => boolean): NativeCode {
  return (vm, args) => {
    if (!isBytesLike(vm, vm.at(args + 1))) return vm.newNotImplemented();
    return vm.newBool(test(compareBytes(byteView(vm, vm.at(args)), byteView(vm, vm.at(args + 1)))));
  };
}

// ---- %

class BytesPercentHost extends StackPercentHost {
  protected override keyObject(key: string): Ref {
    return newBytes(this.vm, latin1Bytes(key));
  }

  override text(at: number, conversion: 's' | 'r' | 'a'): string {
    const { vm } = this;
    if (conversion !== 's') return asciiEscape(vm.repr(vm.at(at)));
    const bytes = bytesOf(vm, vm.at(at)) ?? bytesFromMethod(vm, at);
    if (bytes !== null) return latin1Text(bytes);
    throw vm.error(
      'TypeError',
      `%b requires a bytes-like object, or an object that implements __bytes__, not '${vm.typeName(vm.at(at))}'`,
    );
  }

  override character(at: number): string | bigint | null {
    const bytes = bytesOf(this.vm, this.vm.at(at));
    if (bytes !== null) return bytes.length === 1 ? latin1Text(bytes) : null;
    return this.integer(at, 'index');
  }
}

function percent(vm: VM, formatAt: number, valuesAt: number): Ref {
  const top = vm.roots.top;
  const host = new BytesPercentHost(vm, valuesAt);
  const isBytes = isBytesLike(vm, vm.at(valuesAt));
  const given = percentArguments(vm, valuesAt);
  const format = latin1Text(byteView(vm, vm.at(formatAt)));
  const text = percentFormat(format, { ...given, isMapping: given.isMapping && !isBytes }, host, 'bytes');
  vm.dropTo(top);
  return sameKind(vm, formatAt, latin1Bytes(text));
}

function modulo(vm: VM, args: number): Ref {
  return percent(vm, args, args + 1);
}

function reflectedModulo(vm: VM, args: number): Ref {
  if (vm.kindOf(vm.at(args + 1)) !== vm.kindOf(vm.at(args))) return vm.newNotImplemented();
  return percent(vm, args + 1, args);
}

export const byteOperators: Methods = {
  __add__: ['self, value, /', add],
  __mul__: ['self, value, /', multiply],
  __rmul__: ['self, value, /', reflectedMultiply],
  __mod__: ['self, value, /', modulo],
  __rmod__: ['self, value, /', reflectedModulo],
  __getitem__: ['self, key, /', getItem],
  __eq__: ['self, value, /', equality(true)],
  __ne__: ['self, value, /', equality(false)],
  __lt__: ['self, value, /', ordering((order) => order < 0)],
  __le__: ['self, value, /', ordering((order) => order <= 0)],
  __gt__: ['self, value, /', ordering((order) => order > 0)],
  __ge__: ['self, value, /', ordering((order) => order >= 0)],
};
