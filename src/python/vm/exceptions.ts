import type { CollectorControl } from '../../contract/collector.ts';
import { HeapExhausted } from '../../heap/errors.ts';
import type { Ref } from '../../heap/layout.ts';
import { RefVector } from '../../runtime/ref-vector.ts';
import { wordingOf } from '../errors/wording.ts';
import {
  EXC_ARGS,
  EXC_CAUSE,
  EXC_CONTEXT,
  EXC_EXTRA,
  EXC_SUPPRESS,
  EXC_TRACEBACK,
  Kind,
  Shape,
} from '../objects/shapes.ts';
import { REG_MEMORY_ERROR, REG_RAISED, type VM } from './vm.ts';

/** Thrown by TypeScript code while a Python exception is in flight; the exception object is in REG_RAISED. */
export class GuestException {
  readonly name = 'GuestException';
}

const SENTINEL = new GuestException();

/** In EXC_SUPPRESS, until it is seen: the exception object does not exist yet, see isUnnormalized. */
const UNNORMALIZED = 2;

/** The object is the youngest of its generation. */
function retrack(control: CollectorControl, ref: Ref): void {
  control.untrack(ref);
  control.track(ref);
}

/** Exceptions in flight and being handled. */
export class Exceptions {
  /** What `except` and `finally` blocks are handling, innermost last; one entry per running generator, 0 for none. */
  readonly handled = new RefVector();
  /** Python 2: depth of the innermost frame that has handled something since it was entered; -1: none. See handleUntilReturn. */
  handlingDepth = -1;
  /** What was handled before each such frame handled something, and the depths of these frames. */
  private readonly before = new RefVector();
  private readonly depths: number[] = [];
  /** The first entry of the current thread. */
  base = 0;
  private readonly vm: VM;
  private readonly wording: (message: string) => string;

  constructor(vm: VM) {
    this.vm = vm;
    this.wording = wordingOf(vm.platform);
    vm.roots.register(this.handled, 'precise');
    vm.roots.register(this.before, 'precise');
    this.handled.push(0);
  }

  /** A new exception of a built-in class with one string argument, set in flight. */
  make(className: string, message: string): GuestException {
    const { vm } = this;
    const exception = this.instance(className, [vm.newStr(this.wording(message))]);
    if (vm.platform.handledUntilReturn) vm.i32[exception + EXC_SUPPRESS] = UNNORMALIZED;
    return this.raiseNative(exception);
  }

  /** As `raise`, for what native code raises by class and argument. */
  private raiseNative(exception: Ref): GuestException {
    const { i32, platform } = this.vm;
    if (platform.makesNativeExceptions === 'when-caught' && this.topmostHandled() === 0)
      i32[exception + EXC_SUPPRESS] = UNNORMALIZED;
    return this.raise(exception);
  }

  /**
   * Native code has raised it, and no handler has had a look at it: CPython before 3.12 has only its class and argument, unless Python 3
   * was handling another one already, whose object becomes its context.
   */
  isUnnormalized(exception: Ref): boolean {
    return this.vm.i32[exception + EXC_SUPPRESS] === UNNORMALIZED;
  }

  /** A handler gets the exception in flight: it is made now, after its traceback. */
  normalize(): void {
    const { vm } = this;
    const exception = this.current;
    if (vm.i32[exception + EXC_SUPPRESS] !== UNNORMALIZED || vm.platform.handledUntilReturn) return;
    vm.i32[exception + EXC_SUPPRESS] = 0;
    const { control } = vm.runtime.collector;
    if (control === null) return;
    const args = vm.i32[exception + EXC_ARGS]!;
    // The tuple of a KeyError's key is made where it is raised.
    if (control.isTracked(args) && !this.is(exception, 'KeyError')) retrack(control, args);
    retrack(control, exception);
  }

  /** A new exception object of a built-in class; takes over its arguments. */
  instance(className: string, args: readonly Ref[]): Ref {
    const { vm } = this;
    for (const ref of args) vm.push(ref);
    vm.push(vm.tupleOfTop(args.length));
    const cls = vm.classes.named(className);
    const exception = vm.classes.adopt(vm.runtime.allocate(Shape.EXCEPTION), cls);
    vm.runtime.initialiseOwned(exception, EXC_ARGS, vm.pop());
    return exception;
  }

  /** Sets an exception in flight, taking the reference over: `throw exceptions.raise(…)`. Fills in its context. */
  raise(exception: Ref): GuestException {
    const links = this.chain(exception, this.topmostHandled());
    const sentinel = this.reraise(exception);
    this.vm.limits.passed(links);
    return sentinel;
  }

  /** The same for what is thrown into the innermost generator: its context is what that generator itself is handling. */
  raiseWithin(exception: Ref): GuestException {
    this.chain(exception, this.handled.at(this.handled.length - 1));
    return this.reraise(exception);
  }

  /** The same without touching the context. */
  reraise(exception: Ref): GuestException {
    const { registers, runtime } = this.vm;
    const old = registers.at(REG_RAISED);
    registers.words[REG_RAISED] = exception;
    runtime.release(old);
    return SENTINEL;
  }

  /** The exception in flight passes to the caller. */
  take(): Ref {
    const { registers } = this.vm;
    const exception = registers.at(REG_RAISED);
    registers.words[REG_RAISED] = 0;
    return exception;
  }

  /** Drops the exception in flight. */
  discard(): void {
    this.vm.runtime.release(this.take());
  }

  /** Borrowed. */
  get current(): Ref {
    return this.vm.registers.at(REG_RAISED);
  }

  /** The exception being handled (sys.exc_info), borrowed, or 0. */
  topmostHandled(): Ref {
    for (let k = this.handled.length - 1; k >= this.base; k--) {
      const exception = this.handled.at(k);
      if (exception !== 0) return exception;
    }
    return 0;
  }

  /** Replaces what this level handles; the old one passes to the caller. */
  swapHandled(exception: Ref): Ref {
    const { words, length } = this.handled;
    const old = words[length - 1]!;
    words[length - 1] = exception;
    return old;
  }

  /**
   * Python 2: the exception (taken over) is being handled until the innermost frame returns or handles another one. What is
   * neither handled nor in flight any more has no traceback.
   */
  handleUntilReturn(exception: Ref): void {
    this.vm.i32[exception + EXC_SUPPRESS] = 0;
    const old = this.swapHandled(exception);
    const { depth } = this.vm.frames;
    if (this.handlingDepth === depth) {
      this.letGo(old);
      return;
    }
    this.depths.push(depth);
    this.before.push(old);
    this.handlingDepth = depth;
  }

  /** The innermost frame, which has handled something, is left: its caller handles what it did before. */
  returned(): void {
    this.depths.pop();
    this.handlingDepth = this.depths[this.depths.length - 1] ?? -1;
    const { words } = this.before;
    const last = --this.before.length;
    const old = this.swapHandled(words[last]!);
    words[last] = 0;
    this.letGo(old);
  }

  /** Python 2: what frames above the first `depth` have set aside, taken off: their depths from there, and the exceptions. */
  takeBefore(depth: number): { readonly depths: readonly number[]; readonly refs: readonly Ref[] } {
    let first = this.depths.length;
    while (first > 0 && this.depths[first - 1]! > depth) first--;
    const depths = this.depths.splice(first).map((one) => one - depth);
    const refs = [...this.before.words.subarray(first, this.before.length)];
    this.before.words.fill(0, first, this.before.length);
    this.before.length = first;
    this.handlingDepth = this.depths[first - 1] ?? -1;
    return { depths, refs };
  }

  /** The reverse, for one of them. */
  putBefore(depth: number, ref: Ref): void {
    this.depths.push(depth);
    this.before.push(ref);
    this.handlingDepth = depth;
  }

  /** sys.exc_clear() */
  clear(): void {
    this.letGo(this.swapHandled(0));
  }

  /** Releases what is handled no more. */
  private letGo(exception: Ref): void {
    if (exception === 0) return;
    const { registers, runtime } = this.vm;
    const { words, length } = this.handled;
    if (exception !== registers.at(REG_RAISED) && exception !== words[length - 1]) {
      runtime.store(exception, EXC_TRACEBACK, 0);
    }
    runtime.release(exception);
  }

  /** @returns how many links it has followed */
  private chain(exception: Ref, context: Ref): number {
    const { i32, runtime } = this.vm;
    if (context === 0 || context === exception || !this.vm.platform.exceptionsHoldTracebacks) return 0;
    // A second link at half the speed meets the first one in a cycle that the program made.
    let step = 0;
    for (let link = context, slow = context; ; step++) {
      const next = i32[link + EXC_CONTEXT]!;
      if (next === 0) break;
      if (next === exception) {
        runtime.store(link, EXC_CONTEXT, 0);
        break;
      }
      link = next;
      if (link === slow) break;
      if (step % 2 === 1) slow = i32[slow + EXC_CONTEXT]!;
    }
    runtime.store(exception, EXC_CONTEXT, context);
    return step;
  }

  /** A MemoryError, set in flight: the one made in advance where there is no memory for another. */
  memoryError(): GuestException {
    const { vm } = this;
    const { runtime, registers } = vm;
    const top = vm.roots.top;
    try {
      return this.raise(this.instance('MemoryError', []));
    } catch (error) {
      if (!(error instanceof HeapExhausted)) throw error;
      vm.dropTo(top);
      return this.reraise(runtime.retain(registers.at(REG_MEMORY_ERROR)));
    }
  }

  /** `except cls`: whether the exception is an instance of a class, or of one in a tuple. */
  matches(exception: Ref, pattern: Ref): boolean {
    const { vm } = this;
    if (vm.kindOf(pattern) === Kind.TUPLE) {
      for (let k = 0; k < vm.tupleLength(pattern); k++) {
        if (this.matches(exception, vm.tupleItem(pattern, k))) return true;
      }
      return false;
    }
    return vm.classes.isClass(pattern) && vm.classes.isSubclass(vm.classOf(exception), pattern);
  }

  is(exception: Ref, className: string): boolean {
    return this.matches(exception, this.vm.classes.named(className));
  }

  /** Runs `work`; true if it raised `className`, which is then discarded. Other errors are thrown on. */
  caught(className: string, work: () => void): boolean {
    const { vm } = this;
    const top = vm.roots.top;
    try {
      work();
      return false;
    } catch (error) {
      vm.guestError(error);
      if (!this.is(this.current, className)) throw error;
      vm.dropTo(top);
      this.discard();
      return true;
    }
  }

  /** `raise what from cause`; both are taken over, cause is 0 if there is none, null for `from None`. */
  raiseStatement(what: Ref, cause: Ref | null): GuestException {
    const { vm } = this;
    const at = vm.push(what);
    const causeAt = vm.push(cause ?? 0);
    try {
      this.instantiateAt(at, 'exceptions must derive from BaseException');
      if (cause !== null && cause !== 0)
        this.instantiateAt(causeAt, 'exception causes must derive from BaseException');
    } catch (error) {
      const raised = vm.guestError(error);
      vm.dropTo(causeAt + 1);
      vm.replace(at, 0); // before the cause
      throw raised;
    }
    if (cause === null) {
      vm.i32[vm.at(at) + EXC_SUPPRESS] = 1;
      vm.runtime.store(vm.at(at), EXC_CAUSE, 0);
    } else if (cause !== 0) {
      vm.i32[vm.at(at) + EXC_SUPPRESS] = 1;
      vm.runtime.store(vm.at(at), EXC_CAUSE, vm.at(causeAt));
    }
    vm.drop(1);
    // Python 2: a traceback begins where its exception is raised.
    if (vm.platform.handledUntilReturn) vm.runtime.store(vm.at(at), EXC_TRACEBACK, 0);
    return this.raise(vm.pop());
  }

  /** The slot holds an exception or an exception class: makes it an exception. */
  private instantiateAt(position: number, complaint: string): void {
    const { vm } = this;
    const base = vm.classes.named('BaseException');
    const what = vm.at(position);
    if (vm.classes.isClass(what) && vm.classes.isSubclass(what, base)) {
      vm.replace(position, vm.call(what));
      if (vm.kindOf(vm.at(position)) === Kind.EXCEPTION) return;
      const found = vm.repr(vm.classOf(vm.at(position)));
      const should = `calling ${vm.repr(what)} should have returned an instance of BaseException`;
      throw vm.error('TypeError', `${should}, not ${found}`);
    }
    if (vm.kindOf(what) !== Kind.EXCEPTION) throw vm.error('TypeError', complaint);
  }

  /** A new exception in place of the one in flight, which is its cause and its context. */
  replaceCurrent(className: string, message: string): GuestException {
    const { vm } = this;
    const cause = this.take();
    const causeAt = vm.push(cause);
    const exception = this.instance(className, [vm.newStr(message)]);
    vm.runtime.store(exception, EXC_CAUSE, cause);
    vm.runtime.store(exception, EXC_CONTEXT, cause);
    vm.i32[exception + EXC_SUPPRESS] = 1;
    const sentinel = this.reraise(exception);
    vm.dropTo(causeAt);
    return sentinel;
  }

  /** Value of a StopIteration (owned by nobody new): borrowed. */
  stopValue(exception: Ref): Ref {
    const value = this.vm.i32[exception + EXC_EXTRA]!;
    return value === 0 ? this.vm.none : value;
  }

  /** A StopIteration that carries `value` (borrowed), set in flight. */
  stopIteration(value: Ref): GuestException {
    const { vm } = this;
    const plain = value === vm.none;
    const exception = this.instance('StopIteration', plain ? [] : [vm.runtime.retain(value)]);
    if (!plain) vm.runtime.initialise(exception, EXC_EXTRA, value);
    return this.raiseNative(exception);
  }

  /** A NameError about a name (a str, borrowed), `name 'x' is not defined` unless the message says otherwise. */
  nameError(name: Ref, message = `name '${this.vm.text(name)}' is not defined`): GuestException {
    const { vm } = this;
    const exception = this.instance('NameError', [vm.newStr(message)]);
    vm.runtime.initialise(exception, EXC_EXTRA, name);
    return this.raise(exception);
  }

  /** The same in a function. */
  globalNameError(name: Ref): GuestException {
    const python2 = this.vm.platform.version[0] === 2;
    return python2
      ? this.nameError(name, `global name '${this.vm.text(name)}' is not defined`)
      : this.nameError(name);
  }

  /** A KeyError whose argument is the key itself. */
  keyError(key: Ref): GuestException {
    return this.raiseNative(this.instance('KeyError', [this.vm.runtime.retain(key)]));
  }
}
