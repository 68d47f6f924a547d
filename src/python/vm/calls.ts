import type { Ref } from '../../heap/layout.ts';
import { CodeFlag } from '../compiler/code.ts';
import {
  CODE_ID,
  FUNCTION_CODE,
  FUNCTION_DEFAULTS,
  FUNCTION_KWDEFAULTS,
  FUNCTION_QUALNAME,
  Kind,
  METHOD_FUNCTION,
  METHOD_SELF,
  NATIVE_SELF,
  Shape,
  WRAPPED_CALLABLE,
} from '../objects/shapes.ts';
import { missingArguments, tooManyArguments, wrongCount } from './argument-errors.ts';
import type { CodeInfo } from './codes.ts';
import type { GuestException } from './exceptions.ts';
import { FRAME_CONSTRUCTOR, FRAME_ENTRY } from './frames.ts';
import { WHILE_CALLING } from './host-stack.ts';
import { NativeCalls } from './native-calls.ts';
import { REG_KWNAMES, type VM } from './vm.ts';

/**
 * Calls. On the stack a call is `null, callable, arguments…` or `function, self, arguments…` (so that an unbound method needs no bound
 * method object); keyword arguments come last, their names are in a tuple. `begin` ends with a new frame, or with the result.
 */
export class Calls {
  /** The caller's stack keeps the arguments of Python functions until they return, and lets them go from the last to the first. */
  readonly callerHolds: boolean;
  /** Stack position of the tuple that a running call of a class has unpacked with `*`, or -1. */
  unpackedAt = -1;
  readonly natives: NativeCalls;
  private readonly vm: VM;

  constructor(vm: VM) {
    this.vm = vm;
    this.natives = new NativeCalls(vm, (pairs) => this.ownedDict(pairs));
    this.callerHolds = vm.platform.argumentsHeldBy === 'caller';
  }

  // ---- From native code: all of these are safepoints. Arguments are borrowed, the result is a new reference.

  call(callable: Ref, args: readonly Ref[]): Ref {
    const { vm } = this;
    const base = vm.push(0);
    vm.pushBorrowed(callable);
    for (const ref of args) vm.pushBorrowed(ref);
    return this.finish(base, args.length, 0);
  }

  callMethod(object: Ref, name: number, args: readonly Ref[]): Ref {
    const { vm } = this;
    const base = vm.push(0);
    vm.pushBorrowed(object);
    vm.attributes.loadMethod(base + 1, name);
    // loadMethod leaves [function, self] or [null, value] in the two slots.
    for (const ref of args) vm.pushBorrowed(ref);
    return this.finish(base, args.length, 0);
  }

  /** A special method found on the class: fn(self, *args), without binding. */
  callSpecial(method: Ref, self: Ref, args: readonly Ref[]): Ref {
    const { vm } = this;
    const kind = vm.kindOf(method);
    if (kind === Kind.FUNCTION || kind === Kind.METHOD_DESCRIPTOR) {
      const base = vm.pushBorrowed(method);
      vm.pushBorrowed(self);
      for (const ref of args) vm.pushBorrowed(ref);
      return this.finishSpecial(method, kind, base, args.length);
    }
    const base = vm.push(0);
    vm.pushBorrowed(self);
    for (const ref of args) vm.pushBorrowed(ref);
    const bound = vm.attributes.bind(method, vm.at(base + 1), vm.classOf(vm.at(base + 1)));
    vm.replace(base + 1, bound);
    return this.finish(base, args.length, 0);
  }

  /** The same with one argument. */
  callSpecial1(method: Ref, self: Ref, argument: Ref): Ref {
    const { vm } = this;
    const kind = vm.kindOf(method);
    if (kind !== Kind.FUNCTION && kind !== Kind.METHOD_DESCRIPTOR)
      return this.callSpecial(method, self, [argument]);
    const base = vm.pushBorrowed(method);
    vm.pushBorrowed(self);
    vm.pushBorrowed(argument);
    return this.finishSpecial(method, kind, base, 1);
  }

  /** The call of a special method, which is at `base` as what is called. */
  private finishSpecial(method: Ref, kind: number, base: number, count: number): Ref {
    const { vm } = this;
    if (kind === Kind.FUNCTION) return this.finish(base, count, 0);
    this.natives.checkSelf(method, base + 1, count + 1);
    this.natives.begin(method, base, base + 1, count + 1, false, FRAME_ENTRY);
    return vm.pop();
  }

  /** callable(*args, **kwargs); kwargs is a dict or null. */
  callWith(callable: Ref, args: readonly Ref[], kwargs: Ref): Ref {
    const { vm } = this;
    const base = vm.push(0);
    vm.pushBorrowed(callable);
    for (const ref of args) vm.pushBorrowed(ref);
    const count = kwargs === 0 || vm.dicts.size(kwargs) === 0 ? 0 : this.pushKeywords(kwargs);
    return this.finish(base, args.length + count, count === 0 ? 0 : 1);
  }

  /** Pushes the values of a dict of keyword arguments and leaves the tuple of their names in REG_KWNAMES. @returns how many */
  pushKeywords(kwargs: Ref): number {
    const { vm } = this;
    const names: Ref[] = [];
    for (let entry = 0; entry < vm.dicts.filled(kwargs); entry++) {
      const key = vm.dicts.keyAt(kwargs, entry);
      if (key === 0) continue;
      if (!vm.isStr(key)) throw vm.error('TypeError', 'keywords must be strings');
      names.push(key);
      vm.pushBorrowed(vm.dicts.valueAt(kwargs, entry));
    }
    for (const name of names) vm.pushBorrowed(name);
    this.setKeywordNames(vm.tupleOfTop(names.length));
    return names.length;
  }

  /** Names of the next call's keyword arguments; takes the tuple over. */
  setKeywordNames(names: Ref): void {
    this.vm.replaceRegister(REG_KWNAMES, names);
  }

  /** Runs the call at `base` to its end: the result is a new reference, the call is off the stack. */
  finish(base: number, count: number, hasKeywords: 0 | 1): Ref {
    const { vm } = this;
    if (this.begin(base, count, hasKeywords === 1, FRAME_ENTRY)) vm.interpreter.run();
    return vm.pop();
  }

  // ---- Beginning a call

  /**
   * The call at `base` with `count` arguments behind its two slots. @returns true if a frame was entered; false if the result is
   * at `base`, on top of the stack. `flags` are the new frame's.
   */
  begin(base: number, count: number, hasKeywords: boolean, flags: number): boolean {
    const { vm } = this;
    const { stack } = vm.roots;
    for (let turns = 0; ; turns++) {
      if (turns > vm.frames.recursionLimit) throw vm.hostStack.tooDeep(WHILE_CALLING);
      const bound = stack[base] !== 0;
      const callee = bound ? stack[base]! : stack[base + 1]!;
      const first = bound ? base + 1 : base + 2;
      const total = bound ? count + 1 : count;
      switch (vm.kindOf(callee)) {
        case Kind.FUNCTION:
          return this.beginFunction(callee, base, first, total, hasKeywords, flags);
        case Kind.METHOD_DESCRIPTOR:
          this.natives.checkSelf(callee, first, total - this.keywordCount(hasKeywords));
          return this.natives.begin(callee, base, first, total, hasKeywords, flags);
        case Kind.NATIVE: {
          const self = vm.i32[callee + NATIVE_SELF]!;
          if (self === 0) return this.natives.begin(callee, base, first, total, hasKeywords, flags);
          this.insert(first, vm.runtime.retain(self));
          return this.natives.begin(callee, base, first, total + 1, hasKeywords, flags);
        }
        case Kind.METHOD: {
          const self = vm.runtime.retain(vm.i32[callee + METHOD_SELF]!);
          const fn = vm.runtime.retain(vm.i32[callee + METHOD_FUNCTION]!);
          if (bound) this.insert(base + 1, self);
          else {
            stack[base + 1] = self;
            vm.runtime.release(callee);
          }
          stack[base] = fn;
          if (bound) {
            vm.runtime.release(callee);
            count++;
          }
          continue;
        }
        case Kind.CLASS:
          if (bound) {
            this.unbind(base);
            count++;
            continue;
          }
          return vm.construction.begin(base, count, hasKeywords, flags);
        case Kind.STATICMETHOD: {
          const inner = vm.runtime.retain(vm.i32[callee + WRAPPED_CALLABLE]!);
          vm.replace(bound ? base : base + 1, inner);
          continue;
        }
        default: {
          const method = vm.classes.special(callee, '__call__');
          if (method === 0) throw vm.error('TypeError', `'${vm.typeName(callee)}' object is not callable`);
          if (vm.kindOf(method) === Kind.FUNCTION)
            return this.beginCopy(method, base, count, hasKeywords, flags);
          const at = bound ? base : base + 1;
          const value = vm.attributes.bind(method, callee, vm.classOf(callee));
          vm.replace(at, value);
          continue;
        }
      }
    }
  }

  /** [callable, self, …] → [null, callable, self, …] */
  private unbind(base: number): void {
    const { stack } = this.vm.roots;
    const callable = stack[base]!;
    this.insert(base + 1, callable);
    stack[base] = 0;
  }

  /** Inserts an owned reference at a stack position; everything above moves up. */
  insert(position: number, ref: Ref): void {
    const { roots } = this.vm;
    roots.stack.copyWithin(position + 1, position, roots.top);
    roots.stack[position] = ref;
    roots.top++;
  }

  private keywordCount(hasKeywords: boolean): number {
    return hasKeywords ? this.vm.tupleLength(this.vm.registers.at(REG_KWNAMES)) : 0;
  }

  // ---- Python functions

  private beginFunction(
    fn: Ref,
    base: number,
    first: number,
    total: number,
    hasKeywords: boolean,
    flags: number,
  ): boolean {
    const { vm } = this;
    const info = vm.codes.infos[vm.i32[fn + CODE_ID]!]!;
    const at = this.callerHolds ? this.copyCall(fn, first, total) : first;
    try {
      if (!info.simple || hasKeywords || total !== info.code.argCount)
        this.bind(fn, info, at, total, hasKeywords);
      vm.frames.enter(info, at, base, info.parameters, flags);
    } catch (error) {
      throw this.abandon(error, base, at);
    }
    return true;
  }

  /** A call fails before its frame runs: its parameters go, from the first to the last, and then the callable. */
  private abandon(error: unknown, base: number, first: number): GuestException {
    const { vm } = this;
    const raised = vm.guestError(error);
    if (this.callerHolds) {
      vm.dropTo(base);
      return raised;
    }
    vm.releaseInOrder(first);
    vm.releaseInOrder(base);
    return raised;
  }

  /**
   * [callee or null, callee or first argument, arguments…] → the same and [method, callee, arguments…], of which a frame is made: a call
   * through `__call__` holds its arguments on behalf of the caller until it is over.
   */
  beginCopy(method: Ref, base: number, count: number, hasKeywords: boolean, flags: number): boolean {
    const { vm } = this;
    const bound = vm.at(base) !== 0;
    const info = vm.codes.infos[vm.i32[method + CODE_ID]!]!;
    const end = vm.roots.top;
    const methodAt = vm.pushBorrowed(method);
    for (let at = bound ? base : base + 1; at < end; at++) vm.pushBorrowed(vm.at(at));
    const total = bound ? count + 2 : count + 1;
    try {
      if (!info.simple || hasKeywords || total !== info.code.argCount)
        this.bind(method, info, methodAt + 1, total, hasKeywords);
      vm.frames.enter(info, methodAt + 1, base, info.parameters, flags);
    } catch (error) {
      throw this.abandon(error, methodAt, methodAt + 1);
    }
    return true;
  }

  /** [arguments] → [arguments, function, arguments]: the caller keeps the first ones. @returns where the others begin */
  private copyCall(fn: Ref, first: number, total: number): number {
    const { vm } = this;
    vm.pushBorrowed(fn);
    for (let k = 0; k < total; k++) vm.pushBorrowed(vm.at(first + k));
    return first + total + 1;
  }

  /**
   * Enters the frame of `__init__` for [instance, class, arguments…, init, self, arguments…], the call at `base` with the `init` part
   * at `initAt`. The first copy of the arguments stays until the call is over, as a class's callers hold them.
   */
  beginConstructor(base: number, initAt: number, total: number, hasKeywords: boolean, flags: number): void {
    const { vm } = this;
    const fn = vm.at(initAt);
    const info = vm.codes.infos[vm.i32[fn + CODE_ID]!]!;
    const first = initAt + 1;
    try {
      if (!info.simple || hasKeywords || total !== info.code.argCount)
        this.bind(fn, info, first, total, hasKeywords);
      vm.frames.enter(info, first, base + 1, info.parameters, flags | FRAME_CONSTRUCTOR);
    } catch (error) {
      throw this.abandon(error, initAt, first);
    }
  }

  /** Arranges the `total` arguments at `first` as the function's parameters: slots [first, first + info.parameters). */
  bind(fn: Ref, info: CodeInfo, first: number, total: number, hasKeywords: boolean): void {
    const { vm } = this;
    if (!hasKeywords && this.bindPositional(fn, info, total)) return;
    const { roots } = vm;
    const { code } = info;
    const names = hasKeywords ? vm.registers.at(REG_KWNAMES) : 0;
    const keywordCount = names === 0 ? 0 : vm.tupleLength(names);
    const positional = total - keywordCount;
    const given = roots.stack.slice(first, first + total);
    const values = new Array<Ref>(code.argCount + code.kwOnlyArgCount).fill(0);
    for (let k = 0; k < positional && k < code.argCount; k++) values[k] = given[k]!;
    const extraKeywords: [Ref, Ref][] = [];
    let taken = 0;
    const defaulted = new Set<number>();
    try {
      for (; taken < keywordCount; taken++) {
        const name = vm.tupleItem(names, taken);
        this.takeKeyword(fn, info, name, given[positional + taken]!, values, extraKeywords);
      }
      if (positional > code.argCount && (code.flags & CodeFlag.VARARGS) === 0) {
        throw vm.error('TypeError', tooManyArguments(vm, fn, info, positional, values));
      }
      this.fillDefaults(fn, info, values, defaulted, total);
    } catch (error) {
      const raised = vm.guestError(error);
      vm.dropTo(first + total);
      this.setKeywordNames(0);
      for (const k of defaulted) values[k] = 0;
      // What no parameter took goes first.
      if ((code.flags & CodeFlag.VARARGS) === 0) {
        for (let k = code.argCount; k < positional; k++) vm.replace(first + k, 0);
      }
      for (let k = positional + taken; k < total; k++) vm.replace(first + k, 0);
      this.arrange(info, first, positional, given, values, extraKeywords);
      throw raised;
    }
    for (const k of defaulted) vm.runtime.retain(values[k]!);
    this.arrange(info, first, positional, given, values, extraKeywords);
    if (names !== 0) this.setKeywordNames(0);
  }

  /** The same where all is positional: the arguments are on top of the stack, and what is missing comes behind them. @returns whether it is done */
  private bindPositional(fn: Ref, info: CodeInfo, total: number): boolean {
    const { vm } = this;
    const { argCount, kwOnlyArgCount, flags } = info.code;
    if (kwOnlyArgCount !== 0 || (flags & CodeFlag.VARKEYWORDS) !== 0) return false;
    const variadic = (flags & CodeFlag.VARARGS) !== 0;
    if (total < argCount) {
      const defaults = vm.i32[fn + FUNCTION_DEFAULTS]!;
      const count = defaults === 0 ? 0 : vm.tupleLength(defaults);
      if (argCount - total > count) return false;
      for (let k = count - (argCount - total); k < count; k++) vm.pushBorrowed(vm.tupleItem(defaults, k));
    } else if (total > argCount && !variadic) return false;
    if (variadic) vm.push(vm.tupleOfTop(Math.max(0, total - argCount)));
    return true;
  }

  /** Finds the parameter for a keyword argument, or notes it among the `extra` ones. */
  private takeKeyword(
    fn: Ref,
    info: CodeInfo,
    name: Ref,
    value: Ref,
    values: Ref[],
    extra: [Ref, Ref][],
  ): void {
    const { vm } = this;
    const slot = this.parameterNamed(info, name);
    if (slot < 0) {
      if ((info.code.flags & CodeFlag.VARKEYWORDS) === 0) throw this.unexpectedKeyword(fn, info, name);
      extra.push([name, value]);
      return;
    }
    if (values[slot] !== 0) {
      throw vm.error('TypeError', `${this.nameOf(fn)}() got multiple values for argument '${vm.text(name)}'`);
    }
    values[slot] = value;
  }

  /** The references move from the argument slots to the parameters. */
  private arrange(
    info: CodeInfo,
    first: number,
    positional: number,
    given: Int32Array,
    values: readonly Ref[],
    extraKeywords: readonly [Ref, Ref][],
  ): void {
    const { roots } = this.vm;
    const { argCount, flags } = info.code;
    let at = first;
    for (const value of values) roots.stack[at++] = value;
    if ((flags & CodeFlag.VARARGS) !== 0) {
      roots.stack[at++] = this.ownedTuple(
        Array.from(given.subarray(argCount, Math.max(positional, argCount))),
      );
    }
    if ((flags & CodeFlag.VARKEYWORDS) !== 0) roots.stack[at++] = this.ownedDict(extraKeywords);
    roots.top = at;
  }

  private parameterNamed(info: CodeInfo, name: Ref): number {
    const { vm } = this;
    const { code } = info;
    const text = vm.text(name);
    const index = code.varNames.indexOf(text);
    if (index < code.posOnlyArgCount || index >= code.argCount + code.kwOnlyArgCount) return -1;
    return index;
  }

  private fillDefaults(fn: Ref, info: CodeInfo, values: Ref[], filled: Set<number>, given: number): void {
    const { vm } = this;
    const { i32 } = vm;
    const { code } = info;
    const defaults = i32[fn + FUNCTION_DEFAULTS]!;
    const count = defaults === 0 ? 0 : vm.tupleLength(defaults);
    const missing: string[] = [];
    for (let k = 0; k < code.argCount; k++) {
      if (values[k] !== 0) continue;
      const d = k - (code.argCount - count);
      if (d < 0) missing.push(code.varNames[k]!);
      else {
        values[k] = vm.tupleItem(defaults, d);
        filled.add(k);
      }
    }
    if (missing.length > 0) {
      const python2 = vm.platform.version[0] === 2;
      throw vm.error(
        'TypeError',
        python2 ? wrongCount(vm, fn, info, given) : missingArguments(this.nameOf(fn), missing, 'positional'),
      );
    }
    const kwDefaults = i32[fn + FUNCTION_KWDEFAULTS]!;
    for (let k = code.argCount; k < values.length; k++) {
      if (values[k] !== 0) continue;
      const name = vm.strings.nameRef(vm.name(code.varNames[k]!));
      const value = kwDefaults === 0 ? 0 : vm.dicts.getName(kwDefaults, name);
      if (value === 0) missing.push(code.varNames[k]!);
      else {
        values[k] = value;
        filled.add(k);
      }
    }
    if (missing.length > 0)
      throw vm.error('TypeError', missingArguments(this.nameOf(fn), missing, 'keyword-only'));
  }

  private unexpectedKeyword(fn: Ref, info: CodeInfo, name: Ref) {
    const { vm } = this;
    const text = vm.text(name);
    const index = info.code.varNames.indexOf(text);
    if (index >= 0 && index < info.code.posOnlyArgCount) {
      return vm.error(
        'TypeError',
        `${this.nameOf(fn)}() got some positional-only arguments passed as keyword arguments: '${text}'`,
      );
    }
    return vm.error('TypeError', `${this.nameOf(fn)}() got an unexpected keyword argument '${text}'`);
  }

  private nameOf(fn: Ref): string {
    return this.vm.text(this.vm.i32[fn + FUNCTION_QUALNAME]!);
  }

  private ownedTuple(items: readonly Ref[]): Ref {
    const { vm } = this;
    if (items.length === 0) return vm.tupleOfTop(0);
    const tuple = vm.runtime.allocateVariable(Shape.TUPLE, items.length);
    items.forEach((item, k) => {
      vm.runtime.initialiseOwned(tuple, 3 + k, item);
    });
    return tuple;
  }

  private ownedDict(pairs: readonly [Ref, Ref][]): Ref {
    const { vm } = this;
    const dict = vm.newDict();
    for (const [name, value] of pairs) {
      vm.dicts.append(dict, vm.strings.hash(name), name, value);
      vm.runtime.release(value);
    }
    return dict;
  }

  /** Code object of a function: borrowed. */
  codeObject(fn: Ref): Ref {
    return this.vm.i32[fn + FUNCTION_CODE]!;
  }
}
