import { LENGTH, type Ref, SHAPE_MASK } from '../../heap/layout.ts';
import { extendRooted } from '../builtins/list-storage.ts';
import {
  BYTEARRAY_LENGTH,
  DICT_USED,
  Kind,
  LIST_LENGTH,
  NUMBER_VALUE,
  SET_USED,
  Shape,
  STR_CHARS,
  TUPLE_DATA,
} from '../objects/shapes.ts';
import { floatRepr } from '../values/float-text.ts';
import { hashFloat, hashInt } from '../values/hashing.ts';
import { TupleHash } from '../values/sequence-hash.ts';
import { strRepr } from '../values/str-repr.ts';
import { WHILE_REPR, WHILE_STR } from './host-stack.ts';
import { sameByValue } from './value-identity.ts';
import type { VM } from './vm.ts';

/** The protocols behind built-in functions and statements: truth, equality, hash, text, length, index. */
export class Protocols {
  private readonly vm: VM;
  /** Containers whose repr is under way, by identity serial. */
  private readonly printing = new Set<number>();
  /** One state for each level of tuples in tuples. */
  private readonly tupleHashes: TupleHash[] = [];
  private tupleDepth = 0;

  constructor(vm: VM) {
    this.vm = vm;
  }

  // ---- Truth

  truthy(ref: Ref): boolean {
    const { vm } = this;
    const { i32 } = vm;
    switch (i32[ref]! & SHAPE_MASK) {
      case Shape.NONE:
        return false;
      case Shape.BOOL:
      case Shape.INT:
        return i32[ref + NUMBER_VALUE] !== 0;
      case Shape.WIDE:
      case Shape.FUNCTION:
      case Shape.CLASS:
        return true;
      case Shape.FLOAT:
        return vm.numbers.floatOf(ref) !== 0;
      case Shape.STR:
        return i32[ref + STR_CHARS] !== 0;
      case Shape.LIST:
        return i32[ref + LIST_LENGTH] !== 0;
      case Shape.DICT:
        return i32[ref + DICT_USED] !== 0;
      case Shape.TUPLE:
      case Shape.BYTES:
        return i32[ref + LENGTH] !== 0;
      case Shape.SET:
      case Shape.FROZENSET:
        return i32[ref + SET_USED] !== 0;
      case Shape.BYTEARRAY:
        return i32[ref + BYTEARRAY_LENGTH] !== 0;
      default:
        return this.truthySlowly(ref);
    }
  }

  private truthySlowly(ref: Ref): boolean {
    const { vm } = this;
    if (vm.kindOf(ref) === Kind.PROXY) return this.truthy(vm.attributes.proxied(ref));
    const bool = vm.classes.special(ref, '__bool__');
    if (bool !== 0) {
      const result = vm.calls.callSpecial(bool, ref, []);
      const at = vm.push(result);
      if (vm.kindOf(result) !== Kind.BOOL) {
        throw vm.error('TypeError', `__bool__ should return bool, returned ${vm.typeName(result)}`);
      }
      const value = result === vm.true;
      vm.dropTo(at);
      return value;
    }
    const length = vm.classes.special(ref, '__len__');
    if (length === 0) return true;
    return this.lengthFrom(length, ref) !== 0;
  }

  // ---- Length and index

  length(ref: Ref): number {
    const { vm } = this;
    const known = this.builtinLength(ref);
    if (known >= 0) {
      // The int that `__len__` gives.
      if (known > vm.numbers.smallMax) vm.runtime.release(vm.newInt(known));
      return known;
    }
    if (vm.kindOf(ref) === Kind.PROXY) return this.length(vm.attributes.proxied(ref));
    const method = vm.classes.special(ref, '__len__');
    if (method === 0) throw vm.error('TypeError', `object of type '${vm.typeName(ref)}' has no len()`);
    return this.lengthFrom(method, ref);
  }

  /** Of an object of exactly a built-in class; -1 for any other. */
  private builtinLength(ref: Ref): number {
    const { i32 } = this.vm;
    switch (i32[ref]! & SHAPE_MASK) {
      case Shape.STR:
        return i32[ref + STR_CHARS]!;
      case Shape.LIST:
        return i32[ref + LIST_LENGTH]!;
      case Shape.DICT:
        return i32[ref + DICT_USED]!;
      case Shape.TUPLE:
      case Shape.BYTES:
        return i32[ref + LENGTH]!;
      case Shape.SET:
      case Shape.FROZENSET:
        return i32[ref + SET_USED]!;
      case Shape.BYTEARRAY:
        return i32[ref + BYTEARRAY_LENGTH]!;
      default:
        return -1;
    }
  }

  private lengthFrom(method: Ref, ref: Ref): number {
    const { vm } = this;
    const at = vm.push(vm.calls.callSpecial(method, ref, []));
    const value = vm.at(at);
    if (!vm.isInt(value)) {
      throw vm.error('TypeError', `'${vm.typeName(value)}' object cannot be interpreted as an integer`);
    }
    const small = (vm.i32[value]! & SHAPE_MASK) === Shape.INT;
    const length = small ? vm.i32[value + NUMBER_VALUE]! : Number(vm.bigIntOf(value));
    vm.dropTo(at);
    if (length < 0) throw vm.error('ValueError', '__len__() should return >= 0');
    if (length >= 2 ** 63) throw vm.error('OverflowError', "cannot fit 'int' into an index-sized integer");
    return length;
  }

  /** operator.index(ref) as a big integer. */
  indexBig(ref: Ref): bigint {
    const { vm } = this;
    if (vm.isInt(ref)) return vm.bigIntOf(ref);
    const method = vm.classes.special(ref, '__index__');
    if (method === 0) {
      throw vm.error('TypeError', `'${vm.typeName(ref)}' object cannot be interpreted as an integer`);
    }
    const at = vm.push(vm.calls.callSpecial(method, ref, []));
    const value = vm.at(at);
    if (!vm.isInt(value))
      throw vm.error('TypeError', `__index__ returned non-int (type ${vm.typeName(value)})`);
    const result = vm.bigIntOf(value);
    vm.dropTo(at);
    return result;
  }

  index(ref: Ref): number {
    const { vm } = this;
    const kind = vm.kindOf(ref);
    if (kind === Kind.INT || kind === Kind.WIDE || kind === Kind.BOOL) return vm.numbers.smallOf(ref);
    const big = this.indexBig(ref);
    const limit = BigInt(Number.MAX_SAFE_INTEGER);
    return Number(big > limit ? limit : big < -limit ? -limit : big);
  }

  // ---- Equality

  /** a == b, as containers compare: identical objects are equal. */
  equal(a: Ref, b: Ref): boolean {
    if (a === b) return true;
    const { vm } = this;
    const { i32 } = vm;
    const shapeA = i32[a]! & SHAPE_MASK;
    if (shapeA === (i32[b]! & SHAPE_MASK)) {
      if (shapeA === Shape.STR) return vm.strings.equal(a, b);
      if (shapeA === Shape.INT) return i32[a + NUMBER_VALUE] === i32[b + NUMBER_VALUE];
      // Two NaNs.
      if (shapeA === Shape.FLOAT && sameByValue(vm, a, b)) return true;
    }
    return vm.operators.compareTruth(2, a, b);
  }

  // ---- Hash

  /** 32 bits of hash(ref), never -1: what dicts and sets store. */
  hash(ref: Ref): number {
    const { vm } = this;
    switch (vm.i32[ref]! & SHAPE_MASK) {
      case Shape.STR:
        return vm.strings.hash(ref);
      case Shape.INT:
      case Shape.BOOL: {
        const value = vm.i32[ref + NUMBER_VALUE]!;
        return value === -1 ? -2 : value;
      }
      case Shape.TUPLE:
        this.hashTuple(ref);
        return foldLow(this.tupleHashes[this.tupleDepth]!.low);
      default:
        return fold(this.hashBig(ref));
    }
  }

  /** hash of a tuple, or of an instance of a subclass, which its items' hashes may run guest code for. Leaves it in `tupleHashes[tupleDepth]`. */
  private hashTuple(ref: Ref): void {
    const { vm } = this;
    const { hostStack } = vm;
    const before = hostStack.depth;
    const at = vm.pushBorrowed(ref);
    if (!hostStack.enter()) throw hostStack.tooDeep();
    const state = this.tupleHashes[this.tupleDepth] ?? this.newTupleHash();
    const length = vm.tupleLength(ref);
    state.start(length);
    this.tupleDepth++;
    try {
      for (let k = 0; k < length; k++) this.addItem(state, vm.tupleItem(vm.at(at), k));
    } finally {
      this.tupleDepth--;
    }
    state.end(length);
    hostStack.depth = before;
    vm.dropTo(at);
  }

  private newTupleHash(): TupleHash {
    const [major, minor] = this.vm.platform.version;
    const state = new TupleHash(major === 2 || minor < 8);
    this.tupleHashes.push(state);
    return state;
  }

  private addItem(state: TupleHash, item: Ref): void {
    const { vm } = this;
    switch (vm.i32[item]! & SHAPE_MASK) {
      case Shape.STR:
      case Shape.INT:
      case Shape.BOOL: {
        const low = this.hash(item);
        state.add(low, low >> 31);
        return;
      }
      case Shape.TUPLE: {
        this.hashTuple(item);
        const inner = this.tupleHashes[this.tupleDepth]!;
        state.add(inner.low, inner.high);
        return;
      }
      default: {
        const hash = this.hashBig(item);
        state.add(Number(BigInt.asIntN(32, hash)), Number(BigInt.asIntN(32, hash >> 32n)));
      }
    }
  }

  /** hash(ref) of a tuple, as Python sees it. */
  tupleHash(ref: Ref): bigint {
    this.hashTuple(ref);
    const { low, high } = this.tupleHashes[this.tupleDepth]!;
    return (BigInt(high) << 32n) | BigInt(low >>> 0);
  }

  /** hash(ref) as Python sees it. */
  hashBig(ref: Ref): bigint {
    const { vm } = this;
    switch (vm.i32[ref]! & SHAPE_MASK) {
      case Shape.STR:
        return BigInt(vm.strings.hash(ref));
      case Shape.INT:
      case Shape.BOOL:
      case Shape.WIDE:
      case Shape.BIG:
        return hashInt(vm.bigIntOf(ref));
      case Shape.FLOAT:
        return this.hashOfFloat(ref);
      case Shape.TUPLE:
        return this.tupleHash(ref);
      default:
        return this.hashByMethod(ref);
    }
  }

  /** hash of a float object: by value, a NaN by identity. */
  hashOfFloat(ref: Ref): bigint {
    return hashFloat(this.vm.numbers.floatOf(ref)) ?? this.hashOfNaN(ref);
  }

  private hashOfNaN(ref: Ref): bigint {
    const { platform, runtime } = this.vm;
    return platform.identity.byValue ? 0n : BigInt(runtime.identities.of(ref));
  }

  private hashByMethod(ref: Ref): bigint {
    const { vm } = this;
    const method = vm.classes.special(ref, '__hash__');
    if (method === 0 || method === vm.none)
      throw vm.error('TypeError', `unhashable type: '${vm.typeName(ref)}'`);
    const at = vm.push(vm.calls.callSpecial(method, ref, []));
    const value = vm.at(at);
    if (!vm.isInt(value)) throw vm.error('TypeError', '__hash__ method should return an integer');
    const hash = vm.bigIntOf(value);
    vm.dropTo(at);
    const wrapped = hash >= -(2n ** 63n) && hash < 2n ** 63n ? hash : hashInt(hash);
    return wrapped === -1n ? -2n : wrapped;
  }

  // ---- Text

  repr(ref: Ref): string {
    const { vm } = this;
    switch (vm.i32[ref]! & SHAPE_MASK) {
      case Shape.STR:
        return strRepr(vm.text(ref));
      case Shape.INT:
        return String(vm.i32[ref + NUMBER_VALUE]!);
      case Shape.FLOAT:
        return floatRepr(vm.numbers.floatOf(ref));
      case Shape.NONE:
        return 'None';
      case Shape.BOOL:
        return ref === vm.true ? 'True' : 'False';
      default:
        return this.textFrom(ref, '__repr__');
    }
  }

  str(ref: Ref): string {
    const { vm } = this;
    const shape = vm.i32[ref]! & SHAPE_MASK;
    if (shape === Shape.STR) return vm.text(ref);
    if (shape === Shape.INT || shape === Shape.FLOAT || shape === Shape.NONE || shape === Shape.BOOL)
      return this.repr(ref);
    return this.textFrom(ref, '__str__');
  }

  private textFrom(ref: Ref, name: '__repr__' | '__str__'): string {
    const { vm } = this;
    const method = vm.classes.special(ref, name);
    vm.hostStack.count(name === '__repr__' ? WHILE_REPR : WHILE_STR);
    const at = vm.push(vm.calls.callSpecial(method, ref, []));
    vm.hostStack.uncount();
    const value = vm.at(at);
    if (vm.kindOf(value) !== Kind.STR) {
      throw vm.error('TypeError', `${name} returned non-string (type ${vm.typeName(value)})`);
    }
    const text = vm.text(value);
    vm.dropTo(at);
    return text;
  }

  /** str(ref) as a str object: a new reference. */
  strObject(ref: Ref): Ref {
    const { vm } = this;
    if (vm.shapeOf(ref) === Shape.STR) return vm.runtime.retain(ref);
    return vm.newStr(this.str(ref));
  }

  /**
   * Text of a container from its parts, or `again` where the container is inside itself. The container must be rooted by the caller.
   */
  guarded(ref: Ref, again: string, text: () => string): string {
    const serial = this.vm.runtime.identities.of(ref);
    if (this.printing.has(serial)) return again;
    this.printing.add(serial);
    try {
      return text();
    } finally {
      this.printing.delete(serial);
    }
  }

  /** format(ref, spec) as host text. */
  format(ref: Ref, spec: string): string {
    const { vm } = this;
    if (spec === '' && vm.shapeOf(ref) === Shape.STR) return vm.text(ref);
    const method = vm.classes.special(ref, '__format__');
    const specAt = vm.push(vm.newStr(spec));
    const at = vm.push(vm.calls.callSpecial(method, ref, [vm.at(specAt)]));
    const value = vm.at(at);
    if (vm.kindOf(value) !== Kind.STR) {
      throw vm.error('TypeError', `__format__ must return a str, not ${vm.typeName(value)}`);
    }
    const text = vm.text(value);
    vm.dropTo(specAt);
    return text;
  }

  /** isinstance(ref, cls) for a class, with the metaclass's __instancecheck__. */
  isInstanceOf(ref: Ref, cls: Ref): boolean {
    const { vm } = this;
    if (vm.classOf(ref) === cls) return true;
    const check = vm.classes.special(cls, '__instancecheck__');
    if (check === 0 || vm.kindOf(check) === Kind.METHOD_DESCRIPTOR) {
      return vm.classes.isSubclass(vm.classOf(ref), cls);
    }
    const at = vm.push(vm.calls.callSpecial(check, cls, [ref]));
    const truth = vm.truthy(vm.at(at));
    vm.dropTo(at);
    return truth;
  }

  // ---- Sequences

  /** tuple(ref): a new reference. */
  toTuple(ref: Ref): Ref {
    const { vm } = this;
    if (vm.shapeOf(ref) === Shape.TUPLE) return vm.runtime.retain(ref);
    // Over a list in between: a tuple has its length from the start, and the stack is too short for large ones.
    const listAt = vm.push(vm.shapeOf(ref) === Shape.LIST ? vm.runtime.retain(ref) : this.toList(ref));
    const length = vm.listLength(vm.at(listAt));
    if (length === 0) {
      vm.dropTo(listAt);
      return vm.tupleOfTop(0);
    }
    vm.reserve(length + 16);
    const tuple = vm.runtime.allocateVariable(Shape.TUPLE, length);
    for (let k = 0; k < length; k++)
      vm.runtime.initialise(tuple, TUPLE_DATA + k, vm.listItem(vm.at(listAt), k));
    vm.push(tuple);
    const made = vm.pop();
    vm.dropTo(listAt);
    return made;
  }

  /** list(ref): a new reference. */
  toList(ref: Ref): Ref {
    const { vm } = this;
    const at = vm.pushBorrowed(ref);
    const listAt = vm.push(vm.newList());
    extendRooted(vm, listAt, at);
    const list = vm.pop();
    vm.dropTo(at);
    return list;
  }
}

/** 64 bits of hash to the 32 that tables store; equal for equal hashes, never -1. */
export function fold(hash: bigint): number {
  return foldLow(Number(BigInt.asIntN(32, hash)));
}

function foldLow(low: number): number {
  return low === -1 ? -2 : low;
}
