import type { Ref } from '../../heap/layout.ts';
import { extendRooted } from '../builtins/list-type.ts';
import { Kind, Shape, SLICE_START, SLICE_STEP, SLICE_STOP } from '../objects/shapes.ts';
import type { GuestException } from './exceptions.ts';
import type { VM } from './vm.ts';

/** Instructions that unpack, build and format: operands on the stack become one value, or one becomes many. */
export class BuildingInstructions {
  private readonly vm: VM;

  constructor(vm: VM) {
    this.vm = vm;
  }

  unpackSequence(sp: number, count: number): void {
    const { vm } = this;
    const { stack } = vm.roots;
    const sequence = vm.at(sp - 1);
    const shape = vm.shapeOf(sequence);
    if (shape === Shape.TUPLE || shape === Shape.LIST) {
      const length = shape === Shape.TUPLE ? vm.tupleLength(sequence) : vm.listLength(sequence);
      if (length > count) throw vm.error('ValueError', `too many values to unpack (expected ${count})`);
      if (length < count) throw this.notEnough(count, length, false);
      for (let k = 0; k < count; k++) {
        const item = shape === Shape.TUPLE ? vm.tupleItem(sequence, k) : vm.listItem(sequence, k);
        stack[sp - 1 + count - 1 - k] = vm.runtime.retain(item);
      }
      vm.roots.top = sp - 1 + count;
      vm.runtime.release(sequence);
      return;
    }
    this.requireIterable(sequence);
    const first = vm.push(vm.iteration.iterator(sequence));
    for (let k = 0; k < count; k++) {
      const item = vm.iteration.next(first);
      if (item === 0) throw this.notEnough(count, k, false);
      vm.push(item);
    }
    const extra = vm.iteration.next(first);
    if (extra !== 0) {
      vm.push(extra);
      throw vm.error('ValueError', `too many values to unpack (expected ${count})`);
    }
    this.reverseOver(sp - 1, first + 1, count);
  }

  notEnough(count: number, got: number, atLeast: boolean): GuestException {
    return this.vm.error(
      'ValueError',
      `not enough values to unpack (expected ${atLeast ? 'at least ' : ''}${count}, got ${got})`,
    );
  }

  requireIterable(ref: Ref): void {
    const { vm } = this;
    if (vm.classes.special(ref, '__iter__') !== 0 || vm.classes.special(ref, '__getitem__') !== 0) return;
    throw vm.error('TypeError', `cannot unpack non-iterable ${vm.typeName(ref)} object`);
  }

  /** Moves the `count` slots from `first` down to `to`, reversed; what was between is released. */
  reverseOver(to: number, first: number, count: number): void {
    const { vm } = this;
    const { stack } = vm.roots;
    const items = stack.slice(first, first + count);
    const old = stack.slice(to, first);
    items.forEach((item, k) => {
      stack[to + count - 1 - k] = item;
    });
    vm.roots.top = to + count;
    for (let k = old.length - 1; k >= 0; k--) vm.runtime.release(old[k]!);
  }

  unpackExtended(sp: number, before: number, after: number): void {
    const { vm } = this;
    this.requireIterable(vm.at(sp - 1));
    const first = vm.roots.top;
    vm.iteration.pushAll(vm.at(sp - 1));
    const total = vm.roots.top - first;
    if (total < before + after) throw this.notEnough(before + after, total, true);
    const middle = total - before - after;
    const { stack } = vm.roots;
    const tail = stack.slice(first + before + middle, first + total);
    vm.roots.top = first + before + middle;
    const list = vm.listOfTop(middle);
    vm.push(list);
    for (const ref of tail) vm.push(ref);
    this.reverseOver(sp - 1, first, before + 1 + after);
  }

  buildMap(sp: number, count: number): void {
    const { vm } = this;
    const dictAt = vm.push(vm.newDict());
    const first = sp - 2 * count;
    for (let k = 0; k < count; k++) {
      vm.operators.setDictItem(vm.at(dictAt), vm.at(first + 2 * k), vm.at(first + 2 * k + 1));
    }
    this.collapseDown(first, dictAt);
  }

  /** The value at `at`, the top, moves down to `to`; what was between is released, first to last. */
  collapse(to: number, at: number): void {
    const { vm } = this;
    const { stack } = vm.roots;
    vm.roots.top = at + 1;
    for (let below = to; below < at; below++) {
      const ref = stack[below]!;
      stack[below] = 0;
      vm.runtime.release(ref);
    }
    stack[to] = stack[at]!;
    vm.roots.top = to + 1;
  }

  /** As collapse, but releasing from the last to the first. */
  private collapseDown(to: number, at: number): void {
    const { vm } = this;
    if (at === to) return;
    const { stack } = vm.roots;
    const lowest = stack[to]!;
    stack[to] = stack[at]!;
    vm.roots.top = at;
    vm.dropTo(to + 1);
    vm.runtime.release(lowest);
  }

  buildConstKeyMap(sp: number, count: number): void {
    const { vm } = this;
    const dictAt = vm.push(vm.newDict());
    const first = sp - 1 - count;
    for (let k = 0; k < count; k++) {
      vm.operators.setDictItem(vm.at(dictAt), vm.tupleItem(vm.at(sp - 1), k), vm.at(first + k));
    }
    this.collapseDown(first, dictAt);
  }

  buildSet(sp: number, count: number): void {
    const { vm } = this;
    const setAt = vm.push(vm.sets.make());
    let raised: GuestException | null = null;
    for (let at = sp - count; at < sp; at++) {
      try {
        if (raised === null) vm.sets.addRooted(setAt, at, vm.hash(vm.at(at)));
      } catch (error) {
        raised = vm.guestError(error);
        vm.dropTo(setAt + 1);
      }
      vm.replace(at, 0);
    }
    if (raised !== null) throw raised;
    this.collapse(sp - count, setAt);
  }

  buildSlice(count: number): void {
    const { vm } = this;
    const { runtime } = vm;
    const slice = runtime.allocate(Shape.SLICE);
    const step = count === 3 ? vm.pop() : vm.newNone();
    runtime.initialiseOwned(slice, SLICE_STEP, step);
    runtime.initialiseOwned(slice, SLICE_STOP, vm.pop());
    runtime.initialiseOwned(slice, SLICE_START, vm.pop());
    vm.push(slice);
  }

  buildString(sp: number, count: number): void {
    const { vm } = this;
    let text = '';
    for (let k = sp - count; k < sp; k++) text += vm.text(vm.at(k));
    vm.reserve(text.length);
    const at = vm.push(vm.newStr(text));
    this.collapse(sp - count, at);
  }

  formatValue(sp: number, arg: number): void {
    const { vm } = this;
    const hasSpec = (arg & 4) !== 0;
    const valueAt = hasSpec ? sp - 2 : sp - 1;
    const conversion = arg & 3;
    const spec = hasSpec ? vm.text(vm.at(sp - 1)) : '';
    let text: string;
    if (conversion !== 0) {
      const converted =
        conversion === 1 ? vm.str(vm.at(valueAt)) : vm.modules.reprOrAscii(vm.at(valueAt), conversion === 3);
      const at = vm.push(vm.newStr(converted));
      text = vm.protocols.format(vm.at(at), spec);
    } else text = vm.protocols.format(vm.at(valueAt), spec);
    const at = vm.push(vm.newStr(text));
    this.collapse(valueAt, at);
  }

  listExtend(sp: number, arg: number): void {
    const { vm } = this;
    const listAt = sp - arg - 1;
    const kind = vm.kindOf(vm.at(sp - 1));
    if (kind !== Kind.LIST && kind !== Kind.TUPLE && vm.classes.special(vm.at(sp - 1), '__iter__') === 0) {
      if (vm.classes.special(vm.at(sp - 1), '__getitem__') === 0) {
        throw vm.error('TypeError', `Value after * must be an iterable, not ${vm.typeName(vm.at(sp - 1))}`);
      }
    }
    extendRooted(vm, listAt, sp - 1);
    vm.drop(1);
  }

  dictUpdate(dictAt: number, fromAt: number): void {
    const { vm } = this;
    const keys = vm.kindOf(vm.at(fromAt)) === Kind.DICT ? 0 : vm.findAttr(vm.at(fromAt), 'keys');
    if (vm.kindOf(vm.at(fromAt)) !== Kind.DICT && keys === 0) {
      throw vm.error('TypeError', `'${vm.typeName(vm.at(fromAt))}' object is not a mapping`);
    }
    vm.runtime.release(keys);
    vm.runtime.release(vm.callMethod(vm.at(dictAt), 'update', vm.at(fromAt)));
  }

  dictMerge(dictAt: number, fromAt: number): void {
    const { vm } = this;
    if (vm.kindOf(vm.at(fromAt)) !== Kind.DICT) {
      const keys = vm.findAttr(vm.at(fromAt), 'keys');
      if (keys === 0) {
        const name = vm.modules.callableName(vm.at(dictAt - 2));
        throw vm.error(
          'TypeError',
          `${name} argument after ** must be a mapping, not ${vm.typeName(vm.at(fromAt))}`,
        );
      }
      vm.runtime.release(keys);
    } else {
      for (let entry = 0; entry < vm.dicts.filled(vm.at(fromAt)); entry++) {
        const key = vm.dicts.keyAt(vm.at(fromAt), entry);
        if (key === 0) continue;
        if (!vm.isStr(key)) throw vm.error('TypeError', 'keywords must be strings');
        if (vm.dicts.findName(vm.at(dictAt), key) >= 0) {
          // CPython looks for its words in the KeyError, where it does not find them while it handles another exception.
          if (vm.exceptions.topmostHandled() !== 0) throw vm.exceptions.keyError(key);
          const text = vm.text(key);
          const name = vm.modules.callableName(vm.at(dictAt - 2));
          throw vm.error('TypeError', `${name} got multiple values for keyword argument '${text}'`);
        }
      }
    }
    vm.runtime.release(vm.callMethod(vm.at(dictAt), 'update', vm.at(fromAt)));
  }
}
