import type { Ref } from '../../heap/layout.ts';
import { Shape } from '../objects/shapes.ts';
import type { VM } from './vm.ts';

/**
 * Identity of objects that have none of their own: where `is` goes by value, numbers, strings and bytes of length 0 and 1, and the empty
 * tuple and frozenset have a number made from the value, which is their id(). After pypy/interpreter/baseobjspace.py and the
 * `immutable_unique_id` of pypy/objspace/std: a tag in the lowest four bits, the value above it.
 */
const TAG_BITS = 4n;
const TAG_INT = 1n;
const TAG_FLOAT = 5n;
const TAG_COMPLEX = 7n;
const TAG_SHORT = 11n;
/** Values under TAG_SHORT: a byte, the complement of a character, or one of these. */
const EMPTY_BYTES = 256n;
const EMPTY_STR = 257n;
const EMPTY_TUPLE = 258n;
const EMPTY_FROZENSET = 259n;

const double = new DataView(new ArrayBuffer(8));

function bitsOf(value: number): bigint {
  double.setFloat64(0, value);
  return double.getBigInt64(0);
}

const tagged = (value: bigint, tag: bigint): bigint => (value << TAG_BITS) | tag;

/** Of an exact built-in object; null for all that has an identity of its own. */
export function valueIdentity(vm: VM, ref: Ref): bigint | null {
  const { numbers, strings } = vm;
  switch (vm.shapeOf(ref)) {
    case Shape.INT:
    case Shape.WIDE:
      return tagged(BigInt(numbers.smallOf(ref)), TAG_INT);
    case Shape.BIG:
      return tagged(numbers.bigOf(ref), TAG_INT);
    case Shape.FLOAT:
      return tagged(bitsOf(numbers.floatOf(ref)), TAG_FLOAT);
    case Shape.COMPLEX: {
      const imag = BigInt.asUintN(64, bitsOf(numbers.imagOf(ref)));
      return tagged((bitsOf(numbers.floatOf(ref)) << 64n) | imag, TAG_COMPLEX);
    }
    case Shape.STR: {
      const length = strings.length(ref);
      if (length > 1) return null;
      return tagged(length === 0 ? EMPTY_STR : ~BigInt(strings.text(ref).codePointAt(0)!), TAG_SHORT);
    }
    case Shape.BYTES: {
      const bytes = strings.bytesView(ref);
      if (bytes.length > 1) return null;
      return tagged(bytes.length === 0 ? EMPTY_BYTES : BigInt(bytes[0]!), TAG_SHORT);
    }
    case Shape.TUPLE:
      return vm.tupleLength(ref) === 0 ? tagged(EMPTY_TUPLE, TAG_SHORT) : null;
    case Shape.FROZENSET:
      return vm.sets.size(ref) === 0 ? tagged(EMPTY_FROZENSET, TAG_SHORT) : null;
    default:
      return null;
  }
}

/** `a is b`, for two references that differ. */
export function sameByValue(vm: VM, a: Ref, b: Ref): boolean {
  if (!vm.platform.identity.byValue || a === 0 || b === 0) return false;
  const identity = valueIdentity(vm, a);
  return identity !== null && identity === valueIdentity(vm, b);
}
