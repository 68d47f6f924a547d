import { type Ref, SHAPE_MASK } from '../../heap/layout.ts';
import { setKey } from '../builtins/dict-access.ts';
import {
  BinaryOp,
  binaryOpSymbols,
  CompareOp,
  compareOpSymbols,
  INPLACE_OFFSET,
} from '../compiler/opcodes.ts';
import {
  CLASS_ID,
  ITEMS_DATA,
  Kind,
  LIST_ITEMS,
  LIST_LENGTH,
  NUMBER_VALUE,
  Shape,
  TUPLE_DATA,
} from '../objects/shapes.ts';
import { numberBinary, numberCompare, numberEqual } from './arithmetic.ts';
import type { GuestException } from './exceptions.ts';
import type { VM } from './vm.ts';

const binaryNames = [
  'add',
  'and',
  'floordiv',
  'lshift',
  'matmul',
  'mul',
  'mod',
  'or',
  'pow',
  'rshift',
  'sub',
  'truediv',
  'xor',
];
const compareNames = ['__lt__', '__le__', '__eq__', '__ne__', '__gt__', '__ge__'];
/** Which comparison gives the same with the operands exchanged. */
const swapped = [4, 5, 2, 3, 0, 1];
/** Code points that a result may have without asking for room. */
const SHORT_TEXT = 256;
export const EQ = 2;
const NE = 3;

/**
 * Operators on any objects. Operands are borrowed and must be rooted by the caller; results are new references. Number
 * arithmetic goes without method lookup, everything else through the classes' special methods.
 */
export class Operators {
  private readonly vm: VM;
  private readonly forward: number[];
  private readonly reflected: number[];
  private readonly inplaceNames: number[];
  private readonly compares: number[];
  private readonly objectStatic: number;
  /** By class id and operator, `==` and `!=`: an epoch of the classes, and in the lowest bit what `comparesIdentity` found then. */
  private identical = new Int32Array(1024);

  constructor(vm: VM) {
    this.vm = vm;
    this.forward = binaryNames.map((name) => vm.name(`__${name}__`));
    this.reflected = binaryNames.map((name) => vm.name(`__r${name}__`));
    this.inplaceNames = binaryNames.map((name) => vm.name(`__i${name}__`));
    this.compares = compareNames.map((name) => vm.name(name));
    this.objectStatic = vm.classes.infoOf(vm.classes.named('object')).staticIndex;
  }

  // ---- Arithmetic

  /** a op b, or a op= b for an in-place operator. */
  binary(op: number, a: Ref, b: Ref): Ref {
    if (op >= INPLACE_OFFSET) return this.inplace(op - INPLACE_OFFSET, a, b);
    const { vm } = this;
    if (isPlain(vm.i32[a]! & SHAPE_MASK) && isPlain(vm.i32[b]! & SHAPE_MASK)) {
      const value = numberBinary(vm, op, a, b);
      if (value !== 0) return value;
    }
    const joined = op === BinaryOp.ADD ? this.concatenation(a, b) : 0;
    if (joined !== 0) return joined;
    const result = this.dispatch(op, a, b);
    if (result !== 0) return result;
    throw this.unsupported(binaryOpSymbols[op]!, op, a, b);
  }

  private inplace(op: number, a: Ref, b: Ref): Ref {
    const { vm } = this;
    if (isPlain(vm.i32[a]! & SHAPE_MASK) && isPlain(vm.i32[b]! & SHAPE_MASK)) {
      const value = numberBinary(vm, op, a, b);
      if (value !== 0) return value;
    }
    const joined = op === BinaryOp.ADD ? this.concatenation(a, b) : 0;
    if (joined !== 0) return joined;
    const rooted = vm.pushBorrowed(a);
    vm.pushBorrowed(b);
    const method = vm.classes.lookup(vm.classOf(a), this.inplaceNames[op]!);
    let result = 0;
    if (method !== 0) result = this.unlessNotImplemented(vm.calls.callSpecial1(method, a, b));
    if (result === 0) result = this.dispatch(op, vm.at(rooted), vm.at(rooted + 1));
    if (result === 0) {
      throw this.unsupported(binaryOpSymbols[op + INPLACE_OFFSET]!, op, vm.at(rooted), vm.at(rooted + 1));
    }
    vm.push(result);
    const value = vm.pop();
    vm.dropTo(rooted);
    return value;
  }

  /** a + b for two exact strings of no great length; else 0. */
  private concatenation(a: Ref, b: Ref): Ref {
    const { vm } = this;
    const { i32, strings } = vm;
    if ((i32[a]! & SHAPE_MASK) !== Shape.STR || (i32[b]! & SHAPE_MASK) !== Shape.STR) return 0;
    const lengthA = strings.length(a);
    const lengthB = strings.length(b);
    if (lengthA + lengthB > SHORT_TEXT) return 0;
    if (vm.platform.identity.wholeSliceIsSame) {
      if (lengthB === 0) return vm.runtime.retain(a);
      if (lengthA === 0) return vm.runtime.retain(b);
    }
    return strings.concat(a, b);
  }

  /** The operator by special methods: 0 if neither side implements it. */
  private dispatch(op: number, a: Ref, b: Ref): Ref {
    const { vm } = this;
    const classA = vm.classOf(a);
    const classB = vm.classOf(b);
    const left = vm.classes.lookup(classA, this.forward[op]!);
    const right = classA === classB ? 0 : vm.classes.lookup(classB, this.reflected[op]!);
    if (right === 0 && left === 0) return 0;
    const rooted = vm.pushBorrowed(a);
    vm.pushBorrowed(b);
    const result = this.dispatchRooted(op, rooted, left, right);
    vm.push(result);
    const value = vm.pop();
    vm.dropTo(rooted);
    return value;
  }

  private dispatchRooted(op: number, at: number, left: Ref, right: Ref): Ref {
    const { vm } = this;
    const classA = vm.classOf(vm.at(at));
    const classB = vm.classOf(vm.at(at + 1));
    const sequence = this.concatenates(op, vm.at(at), left);
    const isInt = (vm.i32[vm.at(at + 1)]! & SHAPE_MASK) === Shape.INT;
    // An int does not implement it with a sequence.
    const rightFirst =
      right !== 0 &&
      !(sequence && isInt) &&
      (sequence ||
        (vm.classes.isSubclass(classB, classA) && right !== vm.classes.lookup(classA, this.reflected[op]!)));
    if (rightFirst) {
      const result = this.unlessNotImplemented(vm.calls.callSpecial1(right, vm.at(at + 1), vm.at(at)));
      if (result !== 0) return result;
    }
    const again = vm.classes.lookup(vm.classOf(vm.at(at)), this.forward[op]!);
    if (again !== 0) {
      const result = this.unlessNotImplemented(vm.calls.callSpecial1(again, vm.at(at), vm.at(at + 1)));
      if (result !== 0) return result;
    }
    if (right === 0 || rightFirst) return 0;
    const other = vm.classes.lookup(vm.classOf(vm.at(at + 1)), this.reflected[op]!);
    return this.unlessNotImplemented(vm.calls.callSpecial1(other, vm.at(at + 1), vm.at(at)));
  }

  /** `+` and `*` of built-in sequences are tried after the other side's reflected method, as sq_concat is. */
  private concatenates(op: number, a: Ref, method: Ref): boolean {
    const { vm } = this;
    if (op !== BinaryOp.ADD && op !== BinaryOp.MULTIPLY) return false;
    const kind = vm.kindOf(a);
    const sequence =
      kind === Kind.STR || kind === Kind.BYTES || (kind >= Kind.BYTEARRAY && kind <= Kind.LIST);
    return sequence && vm.kindOf(method) === Kind.METHOD_DESCRIPTOR;
  }

  private unlessNotImplemented(result: Ref): Ref {
    if (result !== this.vm.notImplemented) return result;
    this.vm.runtime.release(result);
    return 0;
  }

  private unsupported(symbol: string, op: number, a: Ref, b: Ref) {
    const { vm } = this;
    const shown = op === BinaryOp.POWER && symbol === '**' ? '** or pow()' : symbol;
    return vm.error(
      'TypeError',
      `unsupported operand type(s) for ${shown}: '${vm.typeName(a)}' and '${vm.typeName(b)}'`,
    );
  }

  /** -a, +a, ~a by special method `name`. */
  unary(name: '__neg__' | '__pos__' | '__invert__', a: Ref): Ref {
    const { vm } = this;
    const shape = vm.shapeOf(a);
    if (shape === Shape.INT || shape === Shape.WIDE) {
      const value = vm.numbers.smallOf(a);
      if (name === '__neg__') return vm.newInt(-value + 0);
      if (name === '__pos__') return vm.runtime.retain(a);
      return vm.newInt(-value - 1);
    }
    if (shape === Shape.FLOAT && name === '__neg__') return vm.newFloat(-vm.numbers.floatOf(a));
    const method = vm.classes.special(a, name);
    if (method !== 0) return vm.calls.callSpecial(method, a, []);
    const symbol = { __neg__: '-', __pos__: '+', __invert__: '~' }[name];
    throw vm.error('TypeError', `bad operand type for unary ${symbol}: '${vm.typeName(a)}'`);
  }

  // ---- Comparison

  /** a op b with op a COMPARE_OP argument. */
  compare(op: number, a: Ref, b: Ref): Ref {
    const { vm } = this;
    const plain = this.comparePlain(op, a, b);
    if (plain !== null) return vm.newBool(plain);
    if ((op === EQ || op === NE) && this.comparesIdentity(op, a) && this.comparesIdentity(op, b)) {
      vm.hostStack.count(' in comparison');
      vm.hostStack.uncount();
      return vm.newBool((a === b) === (op === EQ));
    }
    const rooted = vm.pushBorrowed(a);
    vm.pushBorrowed(b);
    vm.hostStack.count(' in comparison');
    const result = this.compareRooted(op, rooted);
    vm.hostStack.uncount();
    vm.push(result);
    const value = vm.pop();
    vm.dropTo(rooted);
    return value;
  }

  /** Whether `==` (or `!=`) of the object is `object`'s own. */
  comparesIdentity(op: number, ref: Ref): boolean {
    const { vm } = this;
    const cls = vm.classOf(ref);
    const at = 2 * vm.i32[cls + CLASS_ID]! + (op === EQ ? 0 : 1);
    if (at >= this.identical.length) this.identical = widened(this.identical, 2 * at);
    const known = this.identical[at]!;
    if (known >>> 1 === vm.classes.epoch) return (known & 1) !== 0;
    const result = this.findsIdentity(op, cls);
    this.identical[at] = (vm.classes.epoch << 1) | (result ? 1 : 0);
    return result;
  }

  private findsIdentity(op: number, cls: Ref): boolean {
    const { classes } = this.vm;
    const object = this.vm.roots.statics.words[this.objectStatic]!;
    const eq = this.compares[EQ]!;
    if (classes.lookup(cls, eq) !== classes.lookup(object, eq)) return false;
    const ne = this.compares[NE]!;
    return op === EQ || classes.lookup(cls, ne) === classes.lookup(object, ne);
  }

  /** Truth of a op b. */
  compareTruth(op: number, a: Ref, b: Ref): boolean {
    const { vm } = this;
    const plain = this.comparePlain(op, a, b);
    if (plain !== null) return plain;
    const at = vm.push(this.compare(op, a, b));
    const truth = vm.truthy(vm.at(at));
    vm.dropTo(at);
    return truth;
  }

  /** Numbers and strings of exactly built-in classes; null for anything else. */
  private comparePlain(op: number, a: Ref, b: Ref): boolean | null {
    const { vm } = this;
    const shapeA = vm.i32[a]! & SHAPE_MASK;
    const shapeB = vm.i32[b]! & SHAPE_MASK;
    if (shapeA === Shape.STR && shapeB === Shape.STR) {
      if (op === EQ) return vm.strings.equal(a, b);
      if (op === NE) return !vm.strings.equal(a, b);
      return ordered(op, vm.strings.compare(a, b));
    }
    if (!isPlain(shapeA) || !isPlain(shapeB)) return null;
    if (isMachine(shapeA) && isMachine(shapeB)) {
      const { numbers } = vm;
      const x = shapeA === Shape.FLOAT ? numbers.floatOf(a) : vm.i32[a + NUMBER_VALUE]!;
      const y = shapeB === Shape.FLOAT ? numbers.floatOf(b) : vm.i32[b + NUMBER_VALUE]!;
      return compareMachine(op, x, y);
    }
    if (op === EQ || op === NE) {
      const equal = numberEqual(vm, a, b);
      return equal === null ? null : equal === (op === EQ);
    }
    const order = numberCompare(vm, a, b);
    return order === null ? null : ordered(op, order);
  }

  private compareRooted(op: number, at: number): Ref {
    const { vm } = this;
    const classA = vm.classOf(vm.at(at));
    const classB = vm.classOf(vm.at(at + 1));
    const rightFirst = classA !== classB && vm.classes.isSubclass(classB, classA);
    if (rightFirst) {
      const result = this.tryCompare(swapped[op]!, at + 1, at);
      if (result !== 0) return result;
    }
    const result = this.tryCompare(op, at, at + 1);
    if (result !== 0) return result;
    if (!rightFirst) {
      const other = this.tryCompare(swapped[op]!, at + 1, at);
      if (other !== 0) return other;
    }
    if (op === EQ) return vm.newBool(vm.at(at) === vm.at(at + 1));
    if (op === NE) return vm.newBool(vm.at(at) !== vm.at(at + 1));
    const names = `'${vm.typeName(vm.at(at))}' and '${vm.typeName(vm.at(at + 1))}'`;
    throw vm.error('TypeError', `'${compareOpSymbols[op]}' not supported between instances of ${names}`);
  }

  private tryCompare(op: number, a: number, b: number): Ref {
    const { vm } = this;
    const method = vm.classes.lookup(vm.classOf(vm.at(a)), this.compares[op]!);
    if (method === 0 || method === vm.none) return 0;
    return this.unlessNotImplemented(vm.calls.callSpecial1(method, vm.at(a), vm.at(b)));
  }

  /** item in container */
  contains(container: Ref, item: Ref): boolean {
    const { vm } = this;
    if ((vm.i32[container]! & SHAPE_MASK) === Shape.DICT) return this.isKeyOf(container, item);
    const method = vm.classes.special(container, '__contains__');
    if (method === vm.none)
      throw vm.error('TypeError', `'${vm.typeName(container)}' object is not a container`);
    if (method !== 0) {
      const at = vm.push(vm.calls.callSpecial1(method, container, item));
      const truth = vm.truthy(vm.at(at));
      vm.dropTo(at);
      return truth;
    }
    const itemAt = vm.pushBorrowed(item);
    const iterAt = vm.push(this.searched(container));
    for (;;) {
      const next = vm.iteration.next(iterAt);
      if (next === 0) break;
      const at = vm.push(next);
      const equal = vm.equal(vm.at(at), vm.at(itemAt));
      vm.drop(1);
      if (equal) {
        vm.dropTo(itemAt);
        return true;
      }
      vm.poll();
    }
    vm.dropTo(itemAt);
    return false;
  }

  /** key in dict, for an exact dict. */
  private isKeyOf(dict: Ref, key: Ref): boolean {
    const { vm } = this;
    const dictAt = vm.pushBorrowed(dict);
    const keyAt = vm.pushBorrowed(key);
    const entry = vm.dicts.findRooted(dictAt, keyAt, vm.hash(vm.at(keyAt)));
    vm.dropTo(dictAt);
    return entry >= 0;
  }

  /** An iterator over what `in` searches. */
  private searched(container: Ref): Ref {
    const { vm } = this;
    const at = vm.pushBorrowed(container);
    const refused = vm.exceptions.caught('TypeError', () => {
      vm.push(vm.iteration.iterator(vm.at(at)));
    });
    if (refused) throw vm.error('TypeError', `argument of type '${vm.typeName(vm.at(at))}' is not iterable`);
    vm.replace(at, vm.pop());
    return vm.pop();
  }

  // ---- Subscription

  /** container[key] */
  getItem(container: Ref, key: Ref): Ref {
    const { vm } = this;
    const { i32 } = vm;
    const shape = i32[container]! & SHAPE_MASK;
    if ((i32[key]! & SHAPE_MASK) === Shape.INT) {
      const index = i32[key + NUMBER_VALUE]!;
      if (shape === Shape.LIST) {
        const length = i32[container + LIST_LENGTH]!;
        const at = index < 0 ? index + length : index;
        if (at >= 0 && at < length)
          return vm.runtime.retain(i32[i32[container + LIST_ITEMS]! + ITEMS_DATA + at]!);
        throw vm.error('IndexError', 'list index out of range');
      }
      if (shape === Shape.TUPLE) {
        const length = i32[container + 2]!;
        const at = index < 0 ? index + length : index;
        if (at >= 0 && at < length) return vm.runtime.retain(i32[container + TUPLE_DATA + at]!);
        throw vm.error('IndexError', 'tuple index out of range');
      }
      if (shape === Shape.STR) {
        const length = vm.strings.length(container);
        const at = index < 0 ? index + length : index;
        if (at >= 0 && at < length) return vm.newCharacter(vm.strings.at(container, at));
        throw vm.error('IndexError', 'string index out of range');
      }
    }
    if (shape === Shape.DICT) return this.getDictItem(container, key);
    const method = vm.classes.special(container, '__getitem__');
    if (method !== 0) return vm.calls.callSpecial1(method, container, key);
    if (vm.classes.isClass(container)) {
      const generic = vm.findAttr(container, '__class_getitem__');
      if (generic !== 0) {
        const at = vm.push(generic);
        const value = vm.call(vm.at(at), key);
        vm.drop(1);
        return value;
      }
      throw vm.error('TypeError', `type '${vm.classes.nameOf(container)}' is not subscriptable`);
    }
    throw vm.error('TypeError', `'${vm.typeName(container)}' object is not subscriptable`);
  }

  /** dict[key] of an exact dict. @throws KeyError */
  private getDictItem(dict: Ref, key: Ref): Ref {
    const { vm } = this;
    const dictAt = vm.pushBorrowed(dict);
    const keyAt = vm.pushBorrowed(key);
    const entry = vm.dicts.findRooted(dictAt, keyAt, vm.hash(vm.at(keyAt)));
    if (entry < 0) throw vm.exceptions.keyError(vm.at(keyAt));
    const value = vm.runtime.retain(vm.dicts.valueAt(vm.at(dictAt), entry));
    vm.roots.top = dictAt;
    vm.runtime.release(key);
    vm.runtime.release(dict);
    return value;
  }

  /** container[key] = value */
  setItem(container: Ref, key: Ref, value: Ref): void {
    const { vm } = this;
    const { i32 } = vm;
    const shape = i32[container]! & SHAPE_MASK;
    if (shape === Shape.LIST && (i32[key]! & SHAPE_MASK) === Shape.INT) {
      const length = i32[container + LIST_LENGTH]!;
      const index = i32[key + NUMBER_VALUE]!;
      const at = index < 0 ? index + length : index;
      if (at < 0 || at >= length) throw vm.error('IndexError', 'list assignment index out of range');
      vm.runtime.store(i32[container + LIST_ITEMS]!, ITEMS_DATA + at, value);
      return;
    }
    if (shape === Shape.DICT) {
      this.setDictItem(container, key, value);
      return;
    }
    const method = vm.classes.special(container, '__setitem__');
    if (method === 0) throw this.noItemChange(container, key, '__setitem__');
    vm.runtime.release(vm.calls.callSpecial(method, container, [key, value]));
  }

  /** dict[key] = value of a dict (or an instance of a subclass, without its __setitem__). */
  setDictItem(dict: Ref, key: Ref, value: Ref): void {
    const { vm } = this;
    const dictAt = vm.pushBorrowed(dict);
    const keyAt = vm.pushBorrowed(key);
    const valueAt = vm.pushBorrowed(value);
    setKey(vm, dictAt, keyAt, valueAt);
    vm.dropTo(dictAt);
  }

  /** del container[key] */
  deleteItem(container: Ref, key: Ref): void {
    const { vm } = this;
    const method = vm.classes.special(container, '__delitem__');
    if (method === 0) throw this.noItemChange(container, key, '__delitem__');
    vm.runtime.release(vm.calls.callSpecial(method, container, [key]));
  }

  /** CPython has one slot for both methods of a class, and words of its own for sequences. */
  private noItemChange(container: Ref, key: Ref, wanted: '__setitem__' | '__delitem__'): GuestException {
    const { vm } = this;
    const deleting = wanted === '__delitem__';
    const other = vm.classes.special(container, deleting ? '__setitem__' : '__delitem__');
    if (other !== 0) return vm.error('AttributeError', wanted);
    const name = vm.typeName(container);
    if (!deleting) return vm.error('TypeError', `'${name}' object does not support item assignment`);
    const { isHeapType, prefix } = vm.classes.infoOf(vm.classOf(container));
    const sequence =
      (isHeapType && prefix !== '_io.' && prefix !== 'itertools.') ||
      prefix === '_thread.' ||
      vm.classes.special(container, '__contains__') !== 0 ||
      vm.classes.special(container, '__len__') !== 0;
    const indexed = sequence && vm.classes.special(key, '__index__') !== 0;
    return vm.error(
      'TypeError',
      `'${name}' object ${indexed ? "doesn't" : 'does not'} support item deletion`,
    );
  }
}

function widened(from: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const to = new Int32Array(length);
  to.set(from);
  return to;
}

/** Shapes of exactly built-in numbers. */
function isPlain(shape: number): boolean {
  return shape >= Shape.BOOL && shape <= Shape.COMPLEX;
}

function ordered(op: number, order: number): boolean {
  switch (op) {
    case 0:
      return order < 0;
    case 1:
      return order <= 0;
    case 4:
      return order > 0;
    default:
      return order >= 0;
  }
}

/** Shapes of 32-bit ints and floats, which doubles hold exactly. */
function isMachine(shape: number): boolean {
  return shape === Shape.FLOAT || shape === Shape.INT;
}

/** x op y for 32-bit ints or floats, with op a COMPARE_OP argument. */
export function compareMachine(op: number, x: number, y: number): boolean {
  switch (op) {
    case CompareOp.LT:
      return x < y;
    case CompareOp.LE:
      return x <= y;
    case CompareOp.EQ:
      return x === y;
    case CompareOp.NE:
      return x !== y;
    case CompareOp.GT:
      return x > y;
    default:
      return x >= y;
  }
}
