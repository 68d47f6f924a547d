import type { Ref } from '../../heap/layout.ts';
import { MakeFunction, Op } from '../compiler/opcodes.ts';
import {
  CODE_ID,
  EXC_TRACEBACK,
  FUNCTION_ANNOTATIONS,
  FUNCTION_BUILTINS,
  FUNCTION_CLOSURE,
  FUNCTION_CODE,
  FUNCTION_DEFAULTS,
  FUNCTION_DOC,
  FUNCTION_GLOBALS,
  FUNCTION_KWDEFAULTS,
  FUNCTION_MODULE,
  FUNCTION_NAME,
  FUNCTION_QUALNAME,
  GEN_STATE,
  Kind,
  METHOD_FUNCTION,
  Shape,
} from '../objects/shapes.ts';
import type { BuildingInstructions } from './building-instructions.ts';
import type { GuestException } from './exceptions.ts';
import { F_PC } from './frames.ts';
import { GEN_CLOSED } from './generators.ts';
import type { VM } from './vm.ts';

/** Instructions that make and call functions, raise, enter `with` blocks and delegate to generators. */
export class CallingInstructions {
  private readonly vm: VM;
  private readonly build: BuildingInstructions;

  constructor(vm: VM, build: BuildingInstructions) {
    this.vm = vm;
    this.build = build;
  }

  makeFunction(fp: number, sp: number, flags: number): void {
    const { vm } = this;
    const { runtime, i32 } = vm;
    const code = vm.at(sp - 1);
    const info = vm.codes.infos[i32[code + CODE_ID]!]!;
    const outer = vm.at(fp - 1);
    const fn = runtime.allocate(Shape.FUNCTION);
    i32[fn + CODE_ID] = info.id;
    runtime.initialiseOwned(fn, FUNCTION_CODE, vm.pop());
    runtime.initialise(fn, FUNCTION_GLOBALS, i32[outer + FUNCTION_GLOBALS]!);
    runtime.initialise(fn, FUNCTION_BUILTINS, i32[outer + FUNCTION_BUILTINS]!);
    runtime.initialise(fn, FUNCTION_NAME, vm.strings.nameRef(vm.name(info.code.name)));
    runtime.initialise(fn, FUNCTION_QUALNAME, vm.strings.nameRef(vm.name(info.code.qualname)));
    if ((flags & MakeFunction.CLOSURE) !== 0) runtime.initialiseOwned(fn, FUNCTION_CLOSURE, vm.pop());
    if ((flags & MakeFunction.ANNOTATIONS) !== 0) runtime.initialiseOwned(fn, FUNCTION_ANNOTATIONS, vm.pop());
    if ((flags & MakeFunction.KW_DEFAULTS) !== 0) runtime.initialiseOwned(fn, FUNCTION_KWDEFAULTS, vm.pop());
    if ((flags & MakeFunction.DEFAULTS) !== 0) runtime.initialiseOwned(fn, FUNCTION_DEFAULTS, vm.pop());
    const module = vm.dicts.getName(i32[fn + FUNCTION_GLOBALS]!, vm.strings.nameRef(vm.name('__name__')));
    runtime.initialise(fn, FUNCTION_MODULE, module);
    const doc = info.code.constants[0];
    const docRef = doc?.kind === 'str' ? vm.codes.constantAt(info, 0) : vm.none;
    runtime.initialise(fn, FUNCTION_DOC, docRef);
    vm.push(fn);
  }

  /** CALL_FUNCTION_EX: [null, callable, args, kwargs?] → [result], unless a frame was entered, which then returns it. */
  beginExtended(sp: number, hasKeywords: boolean): boolean {
    const { vm } = this;
    const argsAt = hasKeywords ? sp - 2 : sp - 1;
    const base = argsAt - 2;
    this.toArguments(base, argsAt);
    const kwargs = hasKeywords ? vm.at(sp - 1) : 0;
    const args: Ref[] = [];
    for (let k = 0; k < vm.tupleLength(vm.at(argsAt)); k++) args.push(vm.tupleItem(vm.at(argsAt), k));
    if (!this.isPlain(vm.at(base + 1))) {
      this.build.collapse(base, vm.push(this.callUnpacked(base + 1, argsAt, args, kwargs)));
      return false;
    }
    const copy = vm.push(0);
    vm.pushBorrowed(vm.at(base + 1));
    for (const ref of args) vm.pushBorrowed(ref);
    const keywords = kwargs === 0 || vm.dicts.size(kwargs) === 0 ? 0 : vm.calls.pushKeywords(kwargs);
    // The packed ones go before the function begins.
    if (vm.platform.argumentsHeldBy === 'function' && vm.kindOf(vm.at(base + 1)) === Kind.FUNCTION) {
      for (let at = argsAt; at < sp; at++) vm.replace(at, 0);
    }
    if (vm.calls.begin(copy, args.length + keywords, keywords > 0, 0)) {
      vm.frames.returnTo(base);
      return true;
    }
    this.build.collapse(base, copy);
    return false;
  }

  /** A call of what is no function, with the items of the tuple at `argsAt`. A new reference. */
  private callUnpacked(calleeAt: number, argsAt: number, args: readonly Ref[], kwargs: Ref): Ref {
    const { calls } = this.vm;
    const outer = calls.unpackedAt;
    calls.unpackedAt = argsAt;
    try {
      return calls.callWith(this.vm.at(calleeAt), args, kwargs);
    } finally {
      calls.unpackedAt = outer;
    }
  }

  /** The argument behind `*`, at `argsAt`, becomes a tuple. */
  private toArguments(base: number, argsAt: number): void {
    const { vm } = this;
    if (vm.kindOf(vm.at(argsAt)) === Kind.TUPLE) return;
    if (
      vm.classes.special(vm.at(argsAt), '__iter__') === 0 &&
      vm.classes.special(vm.at(argsAt), '__getitem__') === 0
    ) {
      const name = vm.modules.callableName(vm.at(base + 1));
      throw vm.error(
        'TypeError',
        `${name} argument after * must be an iterable, not ${vm.typeName(vm.at(argsAt))}`,
      );
    }
    vm.replace(argsAt, vm.protocols.toTuple(vm.at(argsAt)));
  }

  /** Calling it enters its own frame, or gives its result at once: no constructor in between. */
  private isPlain(callable: Ref): boolean {
    const { vm } = this;
    const kind = vm.kindOf(callable);
    if (kind !== Kind.METHOD) return kind === Kind.FUNCTION || kind === Kind.NATIVE;
    return vm.kindOf(vm.i32[callable + METHOD_FUNCTION]!) === Kind.FUNCTION;
  }

  /** The native that the innermost frame's instruction calls has waited; its result is on top, at `at`. */
  finishWaiting(at: number): void {
    const { vm } = this;
    const { frames } = vm;
    const index = frames.depth - 1;
    const pc = frames.field(index, F_PC);
    const { instructions } = frames.info(index);
    if (instructions[pc] === Op.CALL_FUNCTION_EX)
      this.build.collapse(at - 3 - (instructions[pc + 1]! & 1), at);
  }

  // ---- Exceptions and with

  requireExceptionClass(pattern: Ref): void {
    const { vm } = this;
    const base = vm.classes.named('BaseException');
    const isException = (ref: Ref) => vm.classes.isClass(ref) && vm.classes.isSubclass(ref, base);
    let fine = isException(pattern);
    if (vm.kindOf(pattern) === Kind.TUPLE) {
      fine = true;
      for (let k = 0; k < vm.tupleLength(pattern); k++) fine &&= isException(vm.tupleItem(pattern, k));
    }
    if (!fine)
      throw vm.error('TypeError', 'catching classes that do not inherit from BaseException is not allowed');
  }

  /** except* takes groups apart: it cannot catch them. */
  refuseGroupClass(pattern: Ref): void {
    const { vm } = this;
    if (vm.kindOf(pattern) === Kind.TUPLE) {
      for (let k = 0; k < vm.tupleLength(pattern); k++) this.refuseGroupClass(vm.tupleItem(pattern, k));
      return;
    }
    if (!vm.classes.isSubclass(pattern, vm.classes.named('BaseExceptionGroup'))) return;
    throw vm.error('TypeError', 'catching ExceptionGroup with except* is not allowed. Use except instead.');
  }

  raise(count: number): GuestException {
    const { vm } = this;
    if (count === 0) {
      const current = vm.exceptions.topmostHandled();
      if (current === 0) return vm.error('RuntimeError', 'No active exception to reraise');
      vm.interpreter.unwinding.withoutTraceback = true;
      return vm.exceptions.reraise(vm.runtime.retain(current));
    }
    if (count === 1) return vm.exceptions.raiseStatement(vm.pop(), 0);
    const cause = vm.pop();
    const what = vm.pop();
    if (cause !== vm.none) return vm.exceptions.raiseStatement(what, cause);
    vm.runtime.release(cause);
    return vm.exceptions.raiseStatement(what, null);
  }

  /** BEFORE_WITH: [manager] → [bound __exit__, result of __enter__], unless a frame was entered, which then returns that. */
  beginWith(sp: number): boolean {
    const { vm } = this;
    const cls = vm.typeName(vm.at(sp - 1));
    const enter = vm.classes.special(vm.at(sp - 1), '__enter__');
    if (enter === 0) {
      throw vm.error('TypeError', `'${cls}' object does not support the context manager protocol`);
    }
    const exit = vm.classes.special(vm.at(sp - 1), '__exit__');
    if (exit === 0) {
      throw vm.error(
        'TypeError',
        `'${cls}' object does not support the context manager protocol (missed __exit__ method)`,
      );
    }
    const bound = vm.push(vm.attributes.bind(exit, vm.at(sp - 1), vm.classOf(vm.at(sp - 1))));
    const again = vm.classes.special(vm.at(sp - 1), '__enter__');
    const kind = vm.kindOf(again);
    const plain = kind === Kind.FUNCTION || kind === Kind.METHOD_DESCRIPTOR;
    // [manager, exit] → [exit, enter, manager], a call
    const { stack } = vm.roots;
    const manager = stack[sp - 1]!;
    stack[sp - 1] = stack[bound]!;
    stack[sp] = plain ? vm.runtime.retain(again) : 0;
    vm.push(manager);
    if (!plain) {
      const enterAt = vm.push(vm.attributes.bind(again, vm.at(sp + 1), vm.classOf(vm.at(sp + 1))));
      const held = stack[sp + 1]!;
      stack[sp + 1] = stack[enterAt]!;
      vm.roots.top = enterAt;
      vm.runtime.release(held);
    }
    return vm.calls.begin(sp, 0, false, 0);
  }

  /** [exit, lasti, previous, exception] → the same and the result of exit(type, exception, traceback). */
  withExceptStart(sp: number): void {
    const { vm } = this;
    const exception = vm.at(sp - 1);
    const traceback = vm.i32[exception + EXC_TRACEBACK]!;
    const result = vm.call(
      vm.at(sp - 4),
      vm.classOf(exception),
      exception,
      traceback === 0 ? vm.none : traceback,
    );
    vm.push(result);
  }

  // ---- Delegation

  /** SEND: [receiver, value] → [receiver, what it yields], or [what it returned] and a jump. */
  send(pc: number, target: number, sp: number): number {
    const { vm } = this;
    const receiverAt = sp - 2;
    const kind = vm.kindOf(vm.at(receiverAt));
    let value = 0;
    if (kind === Kind.GENERATOR || kind === Kind.COROUTINE) {
      if (vm.threads.several) vm.flat.send(receiverAt);
      const sent = vm.pop();
      value = vm.generators.send(receiverAt, sent);
      if (vm.i32[vm.at(receiverAt) + GEN_STATE] !== GEN_CLOSED) {
        vm.push(value);
        return pc + 4;
      }
      if (value === 0) value = vm.newNone();
    } else {
      const yielded = this.sendToOther(receiverAt);
      if (yielded !== 0) {
        vm.replace(sp - 1, yielded);
        return pc + 4;
      }
      value = vm.runtime.retain(vm.exceptions.stopValue(vm.exceptions.current));
      vm.exceptions.discard();
      vm.roots.top = sp - 1;
      vm.runtime.release(vm.roots.stack[sp - 1]!);
    }
    const receiver = vm.at(receiverAt);
    vm.roots.stack[receiverAt] = value;
    vm.roots.top = receiverAt + 1;
    vm.runtime.release(receiver);
    return target;
  }

  /** What another iterator yields, or 0 with its StopIteration in flight. */
  sendToOther(receiverAt: number): Ref {
    const { vm } = this;
    const valueAt = receiverAt + 1;
    const top = vm.roots.top;
    if (vm.at(valueAt) === vm.none && vm.kindOf(vm.at(receiverAt)) === Kind.ITERATOR) {
      const item = vm.iteration.next(receiverAt);
      if (item === 0) vm.exceptions.stopIteration(vm.none);
      return item;
    }
    try {
      if (vm.at(valueAt) === vm.none) {
        const method = vm.classes.special(vm.at(receiverAt), '__next__');
        if (method === 0)
          throw vm.error('TypeError', `'${vm.typeName(vm.at(receiverAt))}' object is not an iterator`);
        return vm.calls.callSpecial(method, vm.at(receiverAt), []);
      }
      return vm.callMethod(vm.at(receiverAt), 'send', vm.at(valueAt));
    } catch (error) {
      vm.guestError(error);
      if (!vm.exceptions.is(vm.exceptions.current, 'StopIteration')) throw error;
      vm.dropTo(top);
      return 0;
    }
  }
}
