import { HeapExhausted } from '../../heap/errors.ts';
import { MARK_WORD, type Ref, SHAPE_MASK } from '../../heap/layout.ts';
import type { Numbers } from '../objects/numbers.ts';
import { NUMBER_VALUE, Shape } from '../objects/shapes.ts';
import type { VM } from '../vm/vm.ts';

const SAFE = 9007199254740991;
/** What `pair` has found. */
const OTHER = 0;
const INTS = 1;
const FLOATS = 2;

/**
 * Arithmetic on 32-bit ints and floats for compiled code. The result is a new reference, and those operands are released that `mask`
 * says are owned (1: the first, 2: the second); or it is 0: not done here, which includes that there is no memory for it.
 */
export class NumberSupport {
  protected readonly vm: VM;
  protected readonly i32: Int32Array;
  private readonly f64: Float64Array;
  private readonly numbers: Numbers;
  private readonly counting: boolean;
  /** Operands of the operation at hand. */
  private x = 0;
  private y = 0;

  constructor(vm: VM) {
    this.vm = vm;
    this.i32 = vm.i32;
    this.f64 = vm.runtime.memory.f64;
    this.numbers = vm.numbers;
    this.counting = vm.runtime.counting;
  }

  int(value: number): Ref {
    try {
      return this.numbers.int(value);
    } catch (error) {
      return exhausted(error);
    }
  }

  private float(value: number): Ref {
    try {
      return this.numbers.float(value);
    } catch (error) {
      return exhausted(error);
    }
  }

  /** Whether both are floats, or one is and the other an int: their values are in x and y then. */
  private pair(a: Ref, b: Ref): number {
    const { i32, f64 } = this;
    const shapeA = i32[a]! & SHAPE_MASK;
    const shapeB = i32[b]! & SHAPE_MASK;
    if (shapeA === Shape.FLOAT) {
      if (shapeB !== Shape.FLOAT && shapeB !== Shape.INT) return OTHER;
      this.x = f64[(a + NUMBER_VALUE) >> 1]!;
      this.y = shapeB === Shape.FLOAT ? f64[(b + NUMBER_VALUE) >> 1]! : i32[b + NUMBER_VALUE]!;
      return FLOATS;
    }
    if (shapeA !== Shape.INT) return OTHER;
    if (shapeB === Shape.INT) return INTS;
    if (shapeB !== Shape.FLOAT) return OTHER;
    this.x = i32[a + NUMBER_VALUE]!;
    this.y = f64[(b + NUMBER_VALUE) >> 1]!;
    return FLOATS;
  }

  private done(result: Ref, a: Ref, b: Ref, mask: number): Ref {
    if (!this.counting || result === 0) return result;
    const { i32 } = this;
    if ((mask & 1) !== 0) {
      const count = i32[a + MARK_WORD]! - 1;
      i32[a + MARK_WORD] = count;
      if (count === 0) this.vm.runtime.destroy(a);
    }
    if ((mask & 2) !== 0) {
      const count = i32[b + MARK_WORD]! - 1;
      i32[b + MARK_WORD] = count;
      if (count === 0) this.vm.runtime.destroy(b);
    }
    return result;
  }

  add(a: Ref, b: Ref, mask: number): Ref {
    const { i32 } = this;
    const kind = this.pair(a, b);
    if (kind === OTHER) return 0;
    const result =
      kind === INTS ? this.int(i32[a + NUMBER_VALUE]! + i32[b + NUMBER_VALUE]!) : this.float(this.x + this.y);
    return this.done(result, a, b, mask);
  }

  subtract(a: Ref, b: Ref, mask: number): Ref {
    const { i32 } = this;
    const kind = this.pair(a, b);
    if (kind === OTHER) return 0;
    const result =
      kind === INTS ? this.int(i32[a + NUMBER_VALUE]! - i32[b + NUMBER_VALUE]!) : this.float(this.x - this.y);
    return this.done(result, a, b, mask);
  }

  multiply(a: Ref, b: Ref, mask: number): Ref {
    const { i32 } = this;
    const kind = this.pair(a, b);
    if (kind === OTHER) return 0;
    if (kind === FLOATS) return this.done(this.float(this.x * this.y), a, b, mask);
    const value = i32[a + NUMBER_VALUE]! * i32[b + NUMBER_VALUE]!;
    return value <= SAFE && value >= -SAFE ? this.done(this.int(value + 0), a, b, mask) : 0;
  }

  divide(a: Ref, b: Ref, mask: number): Ref {
    if (this.pair(a, b) !== FLOATS || this.y === 0) return 0;
    return this.done(this.float(this.x / this.y), a, b, mask);
  }

  remainder(a: Ref, b: Ref, mask: number): Ref {
    if (this.pair(a, b) !== INTS) return 0;
    const x = this.i32[a + NUMBER_VALUE]!;
    const y = this.i32[b + NUMBER_VALUE]!;
    if (y === 0) return 0;
    const rest = x % y;
    return this.done(this.int(rest !== 0 && rest < 0 !== y < 0 ? rest + y : rest + 0), a, b, mask);
  }

  floorDivide(a: Ref, b: Ref, mask: number): Ref {
    if (this.pair(a, b) !== INTS) return 0;
    const y = this.i32[b + NUMBER_VALUE]!;
    if (y === 0) return 0;
    return this.done(this.int(Math.floor(this.i32[a + NUMBER_VALUE]! / y) + 0), a, b, mask);
  }

  and(a: Ref, b: Ref, mask: number): Ref {
    if (this.pair(a, b) !== INTS) return 0;
    return this.done(this.int(this.i32[a + NUMBER_VALUE]! & this.i32[b + NUMBER_VALUE]!), a, b, mask);
  }

  or(a: Ref, b: Ref, mask: number): Ref {
    if (this.pair(a, b) !== INTS) return 0;
    return this.done(this.int(this.i32[a + NUMBER_VALUE]! | this.i32[b + NUMBER_VALUE]!), a, b, mask);
  }

  xor(a: Ref, b: Ref, mask: number): Ref {
    if (this.pair(a, b) !== INTS) return 0;
    return this.done(this.int(this.i32[a + NUMBER_VALUE]! ^ this.i32[b + NUMBER_VALUE]!), a, b, mask);
  }
}

function exhausted(error: unknown): 0 {
  if (error instanceof HeapExhausted) return 0;
  throw error;
}
