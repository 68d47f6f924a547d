import type { Ref } from '../../heap/layout.ts';
import { NATIVE_ID, NATIVE_SELF } from '../objects/shapes.ts';
import { withoutSelf, wrongSelf } from './argument-errors.ts';
import { FRAME_ENTRY } from './frames.ts';
import { givenTwice, tooFewForNative, tooManyForNative, unknownKeyword } from './native-errors.ts';
import type { Native } from './natives.ts';
import { THREAD_SWITCH } from './threads.ts';
import { REG_KWNAMES, type VM } from './vm.ts';

/** Calls of native functions: see Calls. */
export class NativeCalls {
  private readonly vm: VM;
  private readonly ownedDict: (pairs: readonly [Ref, Ref][]) => Ref;

  /** @param ownedDict makes a dict of keyword arguments, whose values it takes over */
  constructor(vm: VM, ownedDict: (pairs: readonly [Ref, Ref][]) => Ref) {
    this.vm = vm;
    this.ownedDict = ownedDict;
  }

  /** The method `descriptor` is called with so many positional arguments, which begin at `first`. @throws GuestException TypeError */
  checkSelf(descriptor: Ref, first: number, positional: number): void {
    const { vm } = this;
    const owner = vm.i32[descriptor + NATIVE_SELF]!;
    if (positional !== 0 && vm.classOf(vm.at(first)) === owner) return;
    const native = vm.classes.natives[vm.i32[descriptor + NATIVE_ID]!]!;
    if (positional === 0) throw vm.error('TypeError', withoutSelf(vm, native, vm.classes.nameOf(owner)));
    const self = vm.at(first);
    if (vm.classes.isSubclass(vm.classOf(self), owner)) return;
    throw vm.error('TypeError', wrongSelf(vm, native, vm.classes.nameOf(owner), vm.typeName(self)));
  }

  /**
   * Calls the native `callee`, with `total` arguments at `first` in the call at `base`: the result replaces that, on top of the
   * stack. `flags` are those that the frame of a Python function would have.
   */
  begin(callee: Ref, base: number, first: number, total: number, hasKeywords: boolean, flags: number): false {
    const { vm } = this;
    const native = vm.classes.natives[vm.i32[callee + NATIVE_ID]!]!;
    let count = native.slots;
    if (hasKeywords || !native.fixed || total < native.minimum || total > native.maximum)
      count = this.bindNative(native, first, total, hasKeywords);
    else for (let k = total; k < count; k++) vm.push(0);
    vm.threads.direct = (flags & FRAME_ENTRY) === 0;
    return this.callNative(native, base, first, count, (flags & FRAME_ENTRY) === 0);
  }

  /** Calls a native again, in which a thread has waited: its result is on top of the stack, at `base`. */
  callAgain(base: number, first: number, count: number): void {
    const { vm } = this;
    const callee = vm.at(base) === 0 ? vm.at(base + 1) : vm.at(base);
    this.callNative(vm.classes.natives[vm.i32[callee + NATIVE_ID]!]!, base, first, count, true);
  }

  /**
   * The call of a built-in class at `base`, whose `__new__` is `callee`: the instance replaces it. If that fails the call stays where it
   * is.
   */
  construct(callee: Ref, base: number, total: number): void {
    const { vm } = this;
    const native = vm.classes.natives[vm.i32[callee + NATIVE_ID]!]!;
    const end = vm.roots.top;
    const count = this.bindNative(native, base + 1, total, false);
    vm.threads.direct = false;
    this.callNative(native, base, base + 1, count, false, end);
  }

  /** `failing`: what is released from there on if the native raises. */
  private callNative(
    native: Native,
    base: number,
    first: number,
    count: number,
    byProgram: boolean,
    failing = base,
  ): false {
    const { vm } = this;
    const { counted } = vm.hostStack;
    const level = vm.hostStack.enterNative(native.counts, byProgram);
    let result: Ref;
    try {
      result = native.code(vm, first, count);
    } catch (error) {
      if (error === THREAD_SWITCH) {
        vm.threads.suspended(base, first, count);
        throw error;
      }
      const raised = vm.guestError(error);
      vm.dropTo(first + count);
      vm.releaseInOrder(failing);
      throw raised;
    }
    vm.hostStack.depth = level;
    vm.hostStack.counted = counted;
    if (result === 0) throw vm.exceptions.stopIteration(vm.none);
    // The result is held while the callable and the arguments go, in this order.
    const { stack } = vm.roots;
    const top = vm.push(result);
    for (let at = base; at < top; at++) {
      const ref = stack[at]!;
      stack[at] = 0;
      vm.runtime.release(ref);
    }
    stack[base] = stack[top]!;
    vm.roots.top = base + 1;
    return false;
  }

  /** Arranges the arguments as the native's parameters. @returns the number of slots from `first` on */
  private bindNative(native: Native, first: number, total: number, hasKeywords: boolean): number {
    const { vm } = this;
    const names = hasKeywords ? vm.registers.at(REG_KWNAMES) : 0;
    const keywordCount = names === 0 ? 0 : vm.tupleLength(names);
    const positional = total - keywordCount;
    if (!native.variadic && positional > native.maximum)
      throw vm.error('TypeError', tooManyForNative(native, positional));
    if (keywordCount === 0 && !native.variadic && !native.keywords) {
      if (positional < native.minimum) throw vm.error('TypeError', tooFewForNative(native, positional));
      for (let k = total; k < native.parameters.length; k++) vm.push(0);
      return native.parameters.length;
    }
    if (keywordCount === 0 && !native.demands) {
      if (positional < native.minimum) throw vm.error('TypeError', tooFewForNative(native, positional));
      for (let k = native.variadic ? native.maximum : positional; k < native.slots; k++) vm.push(0);
      if (native.keywords) vm.push(vm.newDict());
      if (names !== 0) vm.calls.setKeywordNames(0);
      return vm.roots.top - first;
    }
    return this.bindNativeSlowly(native, first, positional, names, keywordCount);
  }

  private bindNativeSlowly(
    native: Native,
    first: number,
    positional: number,
    names: Ref,
    keywordCount: number,
  ): number {
    const { vm } = this;
    const { stack } = vm.roots;
    const fixed = native.variadic
      ? native.parameters.filter((parameter) => !parameter.positional)
      : native.parameters;
    const leading = native.variadic ? positional : 0;
    const values = new Array<Ref>(fixed.length).fill(0);
    if (!native.variadic) for (let k = 0; k < positional; k++) values[k] = stack[first + k]!;
    const extra: [Ref, Ref][] = [];
    for (let k = 0; k < keywordCount; k++) {
      const name = vm.tupleItem(names, k);
      const text = vm.text(name);
      const slot = fixed.findIndex((parameter) => parameter.name === text && parameter.keyword);
      const value = stack[first + positional + k]!;
      if (slot >= 0 && values[slot] !== 0) {
        throw vm.error('TypeError', givenTwice(native, text, slot));
      }
      if (slot >= 0) values[slot] = value;
      else if (native.keywords) extra.push([name, value]);
      else throw vm.error('TypeError', unknownKeyword(native, text));
    }
    if (
      native.variadic
        ? positional < native.minimum
        : values.some((value, k) => value === 0 && fixed[k]!.required)
    ) {
      throw vm.error('TypeError', tooFewForNative(native, positional));
    }
    vm.roots.top = first + leading;
    for (const value of values) vm.push(value);
    if (native.keywords) vm.push(this.ownedDict(extra));
    if (names !== 0) vm.calls.setKeywordNames(0);
    return vm.roots.top - first;
  }
}
