import { bitLength } from '../../../src/python/values/float-bits.ts';
import * as floats from '../../../src/python/values/float-numbers.ts';
import { type FloatCode, floatFromText, floatRepr } from '../../../src/python/values/float-text.ts';
import { hashFloat, hashInt } from '../../../src/python/values/hashing.ts';
import * as ints from '../../../src/python/values/int-math.ts';
import * as intText from '../../../src/python/values/int-text.ts';
import { percentFloat } from '../../../src/python/values/percent-format.ts';
import type { ValueFunction } from './recordings.ts';

function percentCode(code: FloatCode): ValueFunction {
  return (x: number, precision: bigint, flags: string) =>
    percentFloat(x, {
      key: null,
      leftAdjust: false,
      plusSign: false,
      blankSign: false,
      alternate: flags === '#',
      zeroPad: false,
      width: 0,
      precision: Number(precision),
      conversion: code,
      index: 0,
    });
}

/** Area of recorded/numbers.json → the function under test, on the recorded arguments. */
export const numberFunctions: Readonly<Record<string, ValueFunction>> = {
  floatRepr,
  parseFloat: floatFromText,
  'percent e': percentCode('e'),
  'percent E': percentCode('E'),
  'percent f': percentCode('f'),
  'percent F': percentCode('F'),
  'percent g': percentCode('g'),
  'percent G': percentCode('G'),
  roundFloat: (x: number, digits: bigint) => floats.roundFloat(x, Number(digits)),
  roundFloatToInt: floats.roundFloatToInt,
  roundInt: (value: bigint, digits: bigint) => ints.roundInt(value, Number(digits)),
  floatHex: floats.floatHex,
  floatFromHex: floats.floatFromHex,
  asIntegerRatio: floats.floatAsIntegerRatio,
  floatToInt: floats.floatToInt,
  floatDivmod: floats.floatDivmod,
  floatFloorDivide: floats.floatFloorDivide,
  floatModulo: floats.floatModulo,
  floatDivide: floats.floatDivide,
  floatPower: floats.floatPower,
  parseInt: (text: string, base: bigint) => intText.intFromText(text, Number(base)),
  intRepr: (value: bigint) => intText.intRepr(value),
  prefixed: (value: bigint) => [
    intText.prefixedInt(value, 16),
    intText.prefixedInt(value, 8),
    intText.prefixedInt(value, 2),
  ],
  bits: (value: bigint) => [BigInt(bitLength(value)), BigInt(intText.bitCount(value))],
  toBytes: (value: bigint, length: bigint, order: intText.ByteOrder, signed: boolean) =>
    intText.intToBytes(value, Number(length), order, signed),
  fromBytes: intText.intFromBytes,
  intDivmod: ints.intDivmod,
  trueDivide: ints.trueDivide,
  intToFloat: ints.intToFloat,
  modularPower: ints.modularPower,
  shifts: (value: bigint, count: bigint) => [ints.shiftLeft(value, count), ints.shiftRight(value, count)],
  isqrt: ints.integerSquareRoot,
  hashInt,
  hashFloat,
  compareIntFloat: (a: bigint, b: number) => {
    const order = ints.compareIntFloat(a, b);
    return [order < 0, order === 0, order > 0];
  },
};
