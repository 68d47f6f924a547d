import type { Ref } from '../../heap/layout.ts';
import {
  BYTEARRAY_DATA,
  BYTEARRAY_LENGTH,
  DICT_USED,
  ITEMS_DATA,
  ITER_END,
  ITER_EXTRA,
  ITER_INDEX,
  ITER_KIND,
  ITER_OVER,
  ITER_STEP,
  IterKind,
  Kind,
  LIST_ITEMS,
  NATIVE_ID,
  RANGE_LENGTH,
  RANGE_START,
  RANGE_STEP,
  SET_USED,
  Shape,
} from '../objects/shapes.ts';
import type { VM } from './vm.ts';

/** The classes of built-in iterators by IterKind. */
export const iteratorClassNames: readonly string[] = [
  'list_iterator',
  'tuple_iterator',
  'str_ascii_iterator',
  'bytes_iterator',
  'bytearray_iterator',
  'range_iterator',
  'dict_keyiterator',
  'dict_valueiterator',
  'dict_itemiterator',
  'set_iterator',
  'iterator',
  'callable_iterator',
  'list_reverseiterator',
  'reversed',
  'dict_reversekeyiterator',
  'dict_reversevalueiterator',
  'dict_reverseitemiterator',
  'longrange_iterator',
];

/** Iterators: built-in ones as one kind of object, generators, and the iterator protocol. */
export class Iteration {
  private readonly vm: VM;

  constructor(vm: VM) {
    this.vm = vm;
  }

  /** iter(ref): a new reference; `ref` must be rooted by the caller. */
  iterator(ref: Ref): Ref {
    const { vm } = this;
    switch (vm.shapeOf(ref)) {
      case Shape.LIST:
        return this.over(IterKind.LIST, ref);
      case Shape.TUPLE:
        return this.over(IterKind.TUPLE, ref);
      case Shape.RANGE:
        return this.overRange(ref);
      case Shape.DICT:
        return this.overDict(IterKind.DICT_KEYS, ref);
      case Shape.STR:
        return this.over(IterKind.STR, ref);
      case Shape.ITERATOR:
      case Shape.RANGE_ITERATOR:
      case Shape.GENERATOR:
        return vm.runtime.retain(ref);
      case Shape.SET:
      case Shape.FROZENSET:
        return this.overSet(ref);
      default:
        return this.byMethod(ref);
    }
  }

  private byMethod(ref: Ref): Ref {
    const { vm } = this;
    if (vm.kindOf(ref) === Kind.PROXY) return this.iterator(vm.attributes.proxied(ref));
    const method = vm.classes.special(ref, '__iter__');
    if (method !== 0 && method !== vm.none) {
      const iterator = vm.calls.callSpecial(method, ref, []);
      if (this.isIterator(iterator)) return iterator;
      vm.push(iterator);
      throw vm.error('TypeError', `iter() returned non-iterator of type '${vm.typeName(iterator)}'`);
    }
    if (method === 0 && vm.classes.special(ref, '__getitem__') !== 0)
      return this.over(IterKind.SEQUENCE, ref);
    throw vm.error('TypeError', `'${vm.typeName(ref)}' object is not iterable`);
  }

  /** The class of a built-in iterator, borrowed: their shape has no class slot, but there is a class for each kind. */
  classOf(iterator: Ref): Ref {
    return this.vm.classes.named(iteratorClassNames[this.vm.i32[iterator + ITER_KIND]!]!);
  }

  isIterator(ref: Ref): boolean {
    return this.vm.classes.special(ref, '__next__') !== 0;
  }

  over(kind: number, ref: Ref): Ref {
    const { vm } = this;
    const iterator = vm.runtime.allocate(Shape.ITERATOR);
    vm.i32[iterator + ITER_KIND] = kind;
    vm.runtime.initialise(iterator, ITER_OVER, ref);
    return iterator;
  }

  overDict(kind: number, dict: Ref): Ref {
    const iterator = this.over(kind, dict);
    const { vm } = this;
    vm.i32[iterator + ITER_END] = vm.i32[dict + DICT_USED]!;
    const reversed = kind >= IterKind.DICT_KEYS_REVERSED && kind <= IterKind.DICT_ITEMS_REVERSED;
    if (reversed) vm.i32[iterator + ITER_INDEX] = vm.dicts.filled(dict) - 1;
    return iterator;
  }

  overSet(set: Ref): Ref {
    const iterator = this.over(IterKind.SET, set);
    this.vm.i32[iterator + ITER_END] = this.vm.i32[set + SET_USED]!;
    return iterator;
  }

  overRange(range: Ref): Ref {
    const { vm } = this;
    const { i32 } = vm;
    const first = i32[range + RANGE_START]!;
    const stride = i32[range + RANGE_STEP]!;
    const count = i32[range + RANGE_LENGTH]!;
    const small =
      vm.shapeOf(first) === Shape.INT && vm.shapeOf(stride) === Shape.INT && vm.shapeOf(count) === Shape.INT;
    if (!small) return this.overLongRange(range);
    const start = vm.numbers.smallOf(first);
    const step = vm.numbers.smallOf(stride);
    const length = vm.numbers.smallOf(count);
    if (Math.abs(start + step * length) > 0x7fffffff) return this.overLongRange(range);
    return this.rangeIterator(start, length, step);
  }

  /** An iterator over `length` 32-bit ints from `start` on. */
  rangeIterator(start: number, length: number, step: number): Ref {
    const { vm } = this;
    const iterator = vm.runtime.allocate(Shape.RANGE_ITERATOR);
    vm.i32[iterator + ITER_KIND] = IterKind.RANGE;
    vm.i32[iterator + ITER_INDEX] = start;
    vm.i32[iterator + ITER_END] = length;
    vm.i32[iterator + ITER_STEP] = step;
    return iterator;
  }

  private overLongRange(range: Ref): Ref {
    const iterator = this.over(IterKind.LONG_RANGE, range);
    const { vm } = this;
    vm.runtime.initialise(iterator, ITER_EXTRA, vm.i32[range + RANGE_START]!);
    return iterator;
  }

  // ---- Next

  /** The next item of the iterator in a stack slot: a new reference, or 0 when it is exhausted. */
  next(at: number): Ref {
    const { vm } = this;
    const iterator = vm.at(at);
    switch (vm.shapeOf(iterator)) {
      case Shape.ITERATOR:
      case Shape.RANGE_ITERATOR:
        return this.advance(at);
      case Shape.GENERATOR:
        return vm.generators.advance(at);
      default:
        return this.nextByMethod(at);
    }
  }

  private nextByMethod(at: number): Ref {
    const { vm } = this;
    const method = vm.classes.special(vm.at(at), '__next__');
    if (method === 0) throw vm.error('TypeError', `'${vm.typeName(vm.at(at))}' object is not an iterator`);
    if (vm.kindOf(method) === Kind.METHOD_DESCRIPTOR) {
      const self = vm.pushBorrowed(vm.at(at));
      const item = vm.classes.natives[vm.i32[method + NATIVE_ID]!]!.code(vm, self, 1);
      vm.push(item);
      const value = vm.pop();
      vm.dropTo(self);
      return value;
    }
    let item = 0;
    const stopped = vm.exceptions.caught('StopIteration', () => {
      item = vm.calls.callSpecial(method, vm.at(at), []);
    });
    return stopped ? 0 : item;
  }

  /** A built-in iterator's next item. */
  advance(at: number): Ref {
    const { vm } = this;
    const { i32 } = vm;
    const iterator = vm.at(at);
    const kind = i32[iterator + ITER_KIND]!;
    if (kind === IterKind.RANGE) {
      const left = i32[iterator + ITER_END]!;
      if (left <= 0) return 0;
      const value = i32[iterator + ITER_INDEX]!;
      i32[iterator + ITER_END] = left - 1;
      i32[iterator + ITER_INDEX] = value + i32[iterator + ITER_STEP]!;
      return vm.newInt(value);
    }
    const over = i32[iterator + ITER_OVER]!;
    if (over === 0) return 0;
    const item = this.advanceOver(at, iterator, kind, over);
    if (item === 0) vm.runtime.store(vm.at(at), ITER_OVER, 0);
    return item;
  }

  private advanceOver(at: number, iterator: Ref, kind: number, over: Ref): Ref {
    const { vm } = this;
    const { i32 } = vm;
    const index = i32[iterator + ITER_INDEX]!;
    switch (kind) {
      case IterKind.LIST:
        if (index >= vm.listLength(over)) return 0;
        i32[iterator + ITER_INDEX] = index + 1;
        return vm.runtime.retain(i32[i32[over + LIST_ITEMS]! + ITEMS_DATA + index]!);
      case IterKind.TUPLE:
        if (index >= vm.tupleLength(over)) return 0;
        i32[iterator + ITER_INDEX] = index + 1;
        return vm.runtime.retain(vm.tupleItem(over, index));
      case IterKind.STR:
        if (index >= vm.strings.length(over)) return 0;
        i32[iterator + ITER_INDEX] = index + 1;
        return vm.newCharacter(vm.strings.at(over, index));
      case IterKind.BYTES:
        return this.nextByte(iterator, index, vm.strings.bytesView(over));
      case IterKind.BYTEARRAY: {
        const data = i32[over + BYTEARRAY_DATA]!;
        if (data === 0) return 0;
        return this.nextByte(
          iterator,
          index,
          vm.strings.bytesView(data).subarray(0, i32[over + BYTEARRAY_LENGTH]!),
        );
      }
      case IterKind.SET:
        return this.nextOfSet(iterator, index, over);
      case IterKind.LIST_REVERSED: {
        const from = i32[iterator + ITER_END]! - index;
        if (from < 0 || from >= vm.listLength(over)) return 0;
        i32[iterator + ITER_INDEX] = index + 1;
        return vm.runtime.retain(vm.listItem(over, from));
      }
      case IterKind.SEQUENCE:
      case IterKind.SEQUENCE_REVERSED:
        return this.nextOfSequence(at, kind);
      case IterKind.CALLABLE:
        return this.nextOfCallable(at);
      case IterKind.LONG_RANGE:
        return this.nextOfLongRange(iterator, over);
      default:
        return this.nextOfDict(iterator, kind, over);
    }
  }

  private nextByte(iterator: Ref, index: number, bytes: Uint8Array): Ref {
    if (index >= bytes.length) return 0;
    this.vm.i32[iterator + ITER_INDEX] = index + 1;
    return this.vm.newInt(bytes[index]!);
  }

  private nextOfSet(iterator: Ref, index: number, set: Ref): Ref {
    const { vm } = this;
    const { i32 } = vm;
    if (i32[iterator + ITER_END] !== i32[set + SET_USED]) {
      i32[iterator + ITER_END] = -1;
      throw vm.error('RuntimeError', 'Set changed size during iteration');
    }
    const slots = vm.sets.slots(set);
    for (let slot = index; slot < slots; slot++) {
      const key = vm.sets.keyAt(set, slot);
      if (key === 0) continue;
      i32[iterator + ITER_INDEX] = slot + 1;
      return vm.runtime.retain(key);
    }
    return 0;
  }

  private nextOfDict(iterator: Ref, kind: number, dict: Ref): Ref {
    const { vm } = this;
    const { i32 } = vm;
    if (i32[iterator + ITER_END] !== i32[dict + DICT_USED]) {
      i32[iterator + ITER_END] = -1;
      throw vm.error('RuntimeError', 'dictionary changed size during iteration');
    }
    const reversed = kind >= IterKind.DICT_KEYS_REVERSED;
    const step = reversed ? -1 : 1;
    const filled = vm.dicts.filled(dict);
    for (let entry = i32[iterator + ITER_INDEX]!; entry >= 0 && entry < filled; entry += step) {
      const key = vm.dicts.keyAt(dict, entry);
      if (key === 0) continue;
      // ITER_STEP counts what was given; keys that came in place of others would be more.
      const given = i32[iterator + ITER_STEP]!;
      if (given >= i32[iterator + ITER_END]! && !reversed && vm.platform.version[0] > 2) {
        i32[iterator + ITER_END] = -1;
        throw vm.error('RuntimeError', 'dictionary keys changed during iteration');
      }
      i32[iterator + ITER_STEP] = given + 1;
      i32[iterator + ITER_INDEX] = entry + step;
      const what = reversed ? kind - IterKind.DICT_KEYS_REVERSED : kind - IterKind.DICT_KEYS;
      if (what === 0) return vm.runtime.retain(key);
      const value = vm.dicts.valueAt(dict, entry);
      if (what === 1) return vm.runtime.retain(value);
      return vm.newTuple(vm.runtime.retain(key), vm.runtime.retain(value));
    }
    return 0;
  }

  private nextOfSequence(at: number, kind: number): Ref {
    const { vm } = this;
    const { i32 } = vm;
    const index = i32[vm.at(at) + ITER_INDEX]!;
    const reversed = kind === IterKind.SEQUENCE_REVERSED;
    const wanted = reversed ? i32[vm.at(at) + ITER_END]! - index : index;
    if (wanted < 0) return 0;
    let item = 0;
    const key = vm.push(vm.newInt(wanted));
    const over = vm.pushBorrowed(i32[vm.at(at) + ITER_OVER]!);
    const get = () => {
      item = vm.operators.getItem(vm.at(over), vm.at(key));
    };
    const ended = vm.exceptions.caught('IndexError', () => {
      if (vm.exceptions.caught('StopIteration', get)) throw vm.error('IndexError', '');
    });
    if (!ended) vm.push(item);
    const value = ended ? 0 : vm.pop();
    vm.dropTo(key);
    if (!ended) i32[vm.at(at) + ITER_INDEX] = index + 1;
    return value;
  }

  private nextOfCallable(at: number): Ref {
    const { vm } = this;
    let item = 0;
    const stopped = vm.exceptions.caught('StopIteration', () => {
      item = vm.call(vm.i32[vm.at(at) + ITER_OVER]!);
    });
    if (stopped) return 0;
    const itemAt = vm.push(item);
    const ended = vm.equal(vm.at(itemAt), vm.i32[vm.at(at) + ITER_EXTRA]!);
    if (!ended) return vm.pop();
    vm.drop(1);
    return 0;
  }

  private nextOfLongRange(iterator: Ref, range: Ref): Ref {
    const { vm } = this;
    const { i32 } = vm;
    const value = vm.bigIntOf(i32[iterator + ITER_EXTRA]!);
    const start = vm.bigIntOf(i32[range + RANGE_START]!);
    const step = vm.bigIntOf(i32[range + RANGE_STEP]!);
    const length = vm.bigIntOf(i32[range + RANGE_LENGTH]!);
    if ((value - start) / step >= length) return 0;
    vm.runtime.storeOwned(iterator, ITER_EXTRA, vm.newBigInt(value + step));
    return vm.newBigInt(value);
  }

  // ---- Whole iterables

  /** Calls `visit` with each item, borrowed and rooted; polls in between. */
  each(iterable: Ref, visit: (item: Ref) => void): void {
    const { vm } = this;
    const at = vm.push(this.iterator(iterable));
    for (;;) {
      const item = this.next(at);
      if (item === 0) break;
      vm.push(item);
      visit(item);
      vm.dropTo(at + 1);
      vm.poll();
    }
    vm.dropTo(at);
  }

  /** Pushes every item of an iterable, which must be rooted by the caller. */
  pushAll(iterable: Ref): void {
    const { vm } = this;
    const shape = vm.shapeOf(iterable);
    if (shape === Shape.TUPLE) {
      const length = vm.tupleLength(iterable);
      this.requireRoom(length);
      for (let k = 0; k < length; k++) vm.pushBorrowed(vm.tupleItem(iterable, k));
      return;
    }
    if (shape === Shape.LIST) {
      const length = vm.listLength(iterable);
      this.requireRoom(length);
      for (let k = 0; k < length; k++) vm.pushBorrowed(vm.listItem(iterable, k));
      return;
    }
    // The iterator stays below the items; it is taken out at the end.
    const at = vm.push(this.iterator(iterable));
    for (;;) {
      const item = this.next(at);
      if (item === 0) break;
      this.requireRoom(1);
      vm.push(item);
      vm.poll();
    }
    const { roots } = vm;
    const iterator = vm.at(at);
    roots.stack.copyWithin(at, at + 1, roots.top);
    roots.top--;
    vm.runtime.release(iterator);
  }

  private requireRoom(count: number): void {
    const { roots } = this.vm;
    if (roots.top + count + 64 >= roots.stack.length) throw this.vm.exceptions.memoryError();
  }
}
