import { LENGTH, type Ref, SHAPE_MASK } from '../../heap/layout.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { BIG_LIMBS, BIG_SIGN, NUMBER_VALUE, Shape } from './shapes.ts';

export const SMALL_INT_MIN = -5;
export const SMALL_INT_MAX = 256;

/** Words of an INT, WIDE or FLOAT object. */
const NUMBER_WORDS = 4;

/**
 * Numbers in the heap. An int has one of three shapes, always the smallest that fits:
 * INT (32 bits), WIDE (up to 2^53 in magnitude, a double), BIG (sign and 32-bit limbs).
 */
export class Numbers {
  /** sys.set_int_max_str_digits: 0 is no limit. */
  maxStrDigits = 0;
  private readonly runtime: Runtime;
  private readonly i32: Int32Array;
  private readonly f64: Float64Array;
  /** Index in the statics of the shared small int 0, and the range that is shared. */
  private readonly smallBase: number;
  readonly smallMin: number;
  readonly smallMax: number;

  constructor(runtime: Runtime, smallMin = SMALL_INT_MIN, smallMax = SMALL_INT_MAX) {
    this.runtime = runtime;
    this.i32 = runtime.memory.i32;
    this.f64 = runtime.memory.f64;
    this.smallMin = smallMin;
    this.smallMax = smallMax;
    let first = 0;
    for (let value = smallMin; value <= smallMax; value++) {
      const index = runtime.roots.addStatic(this.freshInt(value));
      if (value === smallMin) first = index;
    }
    this.smallBase = first - smallMin;
  }

  /** An int from a whole number of at most 2^53 in magnitude: a new reference. */
  int(value: number): Ref {
    if (value >= this.smallMin && value <= this.smallMax) {
      return this.runtime.retain(this.runtime.roots.statics.words[this.smallBase + value]!);
    }
    if (value === (value | 0)) return this.freshInt(value);
    const ref = this.runtime.allocateWords(Shape.WIDE, NUMBER_WORDS);
    this.f64[(ref + NUMBER_VALUE) >> 1] = value;
    return ref;
  }

  private freshInt(value: number): Ref {
    const ref = this.runtime.allocateWords(Shape.INT, NUMBER_WORDS);
    this.i32[ref + NUMBER_VALUE] = value;
    return ref;
  }

  /** An int from a big integer: a new reference, of the smallest shape. */
  bigInt(value: bigint): Ref {
    if (value >= -9007199254740991n && value <= 9007199254740991n) return this.int(Number(value));
    return this.bigIntAs(Shape.BIG, value);
  }

  /** An int as an instance of a subclass of int: always limbs, whatever its size. The caller fills the class slot. */
  bigIntAs(shape: number, value: bigint): Ref {
    const limbs = limbsOf(value);
    const ref = this.runtime.allocateVariable(shape, limbs.length);
    this.fill(ref, value < 0n, limbs);
    return ref;
  }

  private fill(ref: Ref, negative: boolean, limbs: ArrayLike<number>): void {
    this.i32[ref + BIG_SIGN] = negative ? -1 : 1;
    const data = this.limbsAt(ref);
    for (let k = 0; k < limbs.length; k++) this.i32[data + k] = limbs[k]!;
  }

  private limbsAt(ref: Ref): number {
    const shape = this.i32[ref]! & SHAPE_MASK;
    return ref + (shape === Shape.BIG ? BIG_LIMBS : this.runtime.shapes.fixedWords[shape]!);
  }

  float(value: number): Ref {
    const ref = this.runtime.allocateWords(Shape.FLOAT, NUMBER_WORDS);
    this.f64[(ref + NUMBER_VALUE) >> 1] = value;
    return ref;
  }

  complex(real: number, imag: number): Ref {
    const ref = this.runtime.allocate(Shape.COMPLEX);
    this.f64[(ref + NUMBER_VALUE) >> 1] = real;
    this.f64[((ref + NUMBER_VALUE) >> 1) + 1] = imag;
    return ref;
  }

  floatOf(ref: Ref): number {
    return this.f64[(ref + NUMBER_VALUE) >> 1]!;
  }

  imagOf(ref: Ref): number {
    return this.f64[((ref + NUMBER_VALUE) >> 1) + 1]!;
  }

  /** Value of an INT, BOOL or WIDE object. */
  smallOf(ref: Ref): number {
    return (this.i32[ref]! & SHAPE_MASK) === Shape.WIDE
      ? this.f64[(ref + NUMBER_VALUE) >> 1]!
      : this.i32[ref + NUMBER_VALUE]!;
  }

  /** Value of a BIG object. */
  bigOf(ref: Ref): bigint {
    const data = this.limbsAt(ref);
    const limbs = this.i32.subarray(data, data + this.i32[ref + LENGTH]!);
    const value = limbs.length <= FEW_LIMBS ? valueOfFew(limbs) : valueOfMany(limbs);
    return this.i32[ref + BIG_SIGN]! < 0 ? -value : value;
  }
}

/** Up to here shifting limb by limb is faster than by way of hexadecimal text, which takes linear time. */
const FEW_LIMBS = 16;
const HEX_PER_LIMB = 8;

function valueOfFew(limbs: Int32Array): bigint {
  let value = 0n;
  for (let k = limbs.length - 1; k >= 0; k--) value = (value << 32n) | BigInt(limbs[k]! >>> 0);
  return value;
}

function valueOfMany(limbs: Int32Array): bigint {
  const text = new Uint8Array(2 + limbs.length * HEX_PER_LIMB);
  text[0] = 0x30;
  text[1] = 0x78;
  for (let k = limbs.length - 1, at = 2; k >= 0; k--) {
    const limb = limbs[k]!;
    for (let shift = 28; shift >= 0; shift -= 4) {
      const digit = (limb >>> shift) & 15;
      text[at++] = digit < 10 ? 0x30 + digit : 0x57 + digit;
    }
  }
  return BigInt(new TextDecoder().decode(text));
}

/** Magnitude in 32-bit limbs, the lowest first. */
function limbsOf(value: bigint): ArrayLike<number> {
  const magnitude = value < 0n ? -value : value;
  if (magnitude >> BigInt(32 * FEW_LIMBS) === 0n) {
    const limbs: number[] = [];
    for (let rest = magnitude; rest > 0n; rest >>= 32n) limbs.push(Number(rest & 0xffffffffn));
    return limbs;
  }
  const hex = magnitude.toString(16);
  const limbs = new Int32Array(Math.ceil(hex.length / HEX_PER_LIMB));
  for (let k = 0, end = hex.length; end > 0; k++, end -= HEX_PER_LIMB) {
    let limb = 0;
    for (let at = Math.max(0, end - HEX_PER_LIMB); at < end; at++) {
      const code = hex.charCodeAt(at);
      limb = (limb << 4) | (code < 0x60 ? code - 0x30 : code - 0x57);
    }
    limbs[k] = limb;
  }
  return limbs;
}
