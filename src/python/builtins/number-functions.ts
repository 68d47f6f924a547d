import type { Ref } from '../../heap/layout.ts';
import { BinaryOp } from '../compiler/opcodes.ts';
import { BYTEARRAY_DATA, BYTEARRAY_LENGTH, Kind, NUMBER_VALUE, Shape } from '../objects/shapes.ts';
import type { NativeCode } from '../vm/natives.ts';
import type { VM } from '../vm/vm.ts';
import type { FunctionTable } from './functions.ts';

/** Built-in functions on numbers and characters. */

function absFunction(vm: VM, args: number): Ref {
  const shape = vm.shapeOf(vm.at(args));
  if (shape === Shape.INT) {
    const value = vm.i32[vm.at(args) + NUMBER_VALUE]!;
    return value < 0 ? vm.newInt(-value) : vm.runtime.retain(vm.at(args));
  }
  if (shape === Shape.FLOAT) return vm.newFloat(Math.abs(vm.numbers.floatOf(vm.at(args))));
  const method = vm.classes.special(vm.at(args), '__abs__');
  if (method === 0) throw vm.error('TypeError', `bad operand type for abs(): '${vm.typeName(vm.at(args))}'`);
  return vm.calls.callSpecial(method, vm.at(args), []);
}

/** The operands' special methods in CPython's order: left, or right first if its class is the more special one. */
function divmodFunction(vm: VM, args: number): Ref {
  const [a, b] = [args, args + 1];
  const derived =
    vm.classOf(vm.at(a)) !== vm.classOf(vm.at(b)) &&
    vm.classes.isSubclass(vm.classOf(vm.at(b)), vm.classOf(vm.at(a)));
  const order: [string, number, number][] = [
    ['__divmod__', a, b],
    ['__rdivmod__', b, a],
  ];
  if (derived) order.reverse();
  for (const [name, self, other] of order) {
    if (name === '__rdivmod__' && vm.classOf(vm.at(a)) === vm.classOf(vm.at(b))) continue;
    const method = vm.classes.special(vm.at(self), name);
    if (method === 0) continue;
    const result = vm.calls.callSpecial(method, vm.at(self), [vm.at(other)]);
    if (result !== vm.notImplemented) return result;
    vm.runtime.release(result);
  }
  const names = `'${vm.typeName(vm.at(a))}' and '${vm.typeName(vm.at(b))}'`;
  throw vm.error('TypeError', `unsupported operand type(s) for divmod(): ${names}`);
}

function powFunction(vm: VM, args: number): Ref {
  const modulus = vm.at(args + 2);
  if (modulus === 0 || modulus === vm.none)
    return vm.operators.binary(BinaryOp.POWER, vm.at(args), vm.at(args + 1));
  const method = vm.classes.special(vm.at(args), '__pow__');
  if (method !== 0) {
    const result = vm.calls.callSpecial(method, vm.at(args), [vm.at(args + 1), modulus]);
    if (result !== vm.notImplemented) return result;
    vm.runtime.release(result);
  }
  const names = [args, args + 1, args + 2].map((at) => `'${vm.typeName(vm.at(at))}'`).join(', ');
  throw vm.error('TypeError', `unsupported operand type(s) for ** or pow(): ${names}`);
}

function roundFunction(vm: VM, args: number): Ref {
  const method = vm.classes.special(vm.at(args), '__round__');
  if (method === 0)
    throw vm.error('TypeError', `type ${vm.typeName(vm.at(args))} doesn't define __round__ method`);
  const digits = vm.at(args + 1);
  return vm.calls.callSpecial(method, vm.at(args), digits === 0 || digits === vm.none ? [] : [digits]);
}

function inBase(prefix: string, radix: number): NativeCode {
  return (vm, args) => {
    const value = vm.protocols.indexBig(vm.at(args));
    const digits = (value < 0n ? -value : value).toString(radix);
    return vm.newStr(`${value < 0n ? '-' : ''}${prefix}${digits}`);
  };
}

function chrFunction(vm: VM, args: number): Ref {
  const value = vm.protocols.indexBig(vm.at(args));
  if (value > 0x7fffffffn || value < -0x80000000n) {
    throw vm.error('OverflowError', 'Python int too large to convert to C int');
  }
  if (value < 0n || value > 0x10ffffn) throw vm.error('ValueError', 'chr() arg not in range(0x110000)');
  return vm.newCharacter(Number(value));
}

function ordFunction(vm: VM, args: number): Ref {
  const ref = vm.at(args);
  switch (vm.kindOf(ref)) {
    case Kind.STR: {
      const length = vm.strings.length(ref);
      if (length !== 1) throw wrongLength(vm, length);
      return vm.newInt(vm.strings.at(ref, 0));
    }
    case Kind.BYTES: {
      const bytes = vm.strings.bytesView(ref);
      if (bytes.length !== 1) throw wrongLength(vm, bytes.length);
      return vm.newInt(bytes[0]!);
    }
    case Kind.BYTEARRAY: {
      const length = vm.i32[ref + BYTEARRAY_LENGTH]!;
      if (length !== 1) throw wrongLength(vm, length);
      return vm.newInt(vm.strings.bytesView(vm.i32[ref + BYTEARRAY_DATA]!)[0]!);
    }
    default:
      throw vm.error('TypeError', `ord() expected string of length 1, but ${vm.typeName(ref)} found`);
  }
}

function wrongLength(vm: VM, length: number) {
  return vm.error('TypeError', `ord() expected a character, but string of length ${length} found`);
}

/** Small sums of exact ints and floats stay on the host's side; the rest goes through `+`. */
function sumFunction(vm: VM, args: number): Ref {
  const start = vm.at(args + 1);
  if (start !== 0) {
    const kind = vm.kindOf(start);
    const instead = {
      [Kind.STR]: "strings [use ''.join(seq) instead]",
      [Kind.BYTES]: "bytes [use b''.join(seq) instead]",
      [Kind.BYTEARRAY]: "bytearray [use b''.join(seq) instead]",
    }[kind];
    if (instead !== undefined) throw vm.error('TypeError', `sum() can't sum ${instead}`);
  }
  const totalAt = vm.push(start === 0 ? vm.newInt(0) : vm.runtime.retain(start));
  let small = 0;
  let counting = vm.shapeOf(vm.at(totalAt)) === Shape.INT;
  if (counting) small = vm.numbers.smallOf(vm.at(totalAt));
  vm.iterate(vm.at(args), (item) => {
    if (counting) {
      const shape = vm.shapeOf(item);
      const sum = shape === Shape.INT || shape === Shape.BOOL ? small + vm.numbers.smallOf(item) : Number.NaN;
      if (Number.isSafeInteger(sum)) {
        small = sum;
        return;
      }
      counting = false;
      vm.replace(totalAt, vm.newInt(small));
    }
    const at = vm.roots.top - 1;
    vm.replace(totalAt, vm.operators.binary(BinaryOp.ADD, vm.at(totalAt), vm.at(at)));
  });
  return counting ? vm.newInt(small) : vm.pop();
}

export const numberFunctions: FunctionTable = {
  abs: ['x, /', absFunction],
  divmod: ['x, y, /', divmodFunction],
  pow: ['base, exp, mod=', powFunction],
  round: ['number, ndigits=', roundFunction],
  bin: ['number, /', inBase('0b', 2)],
  oct: ['number, /', inBase('0o', 8)],
  hex: ['number, /', inBase('0x', 16)],
  chr: ['i, /', chrFunction],
  ord: ['c, /', ordFunction],
  sum: ['iterable, /, start=', sumFunction],
};
