import type { Ref } from '../../heap/layout.ts';
import { CodeFlag } from '../compiler/code.ts';
import { Op } from '../compiler/opcodes.ts';
import {
  FRAME_INDEX,
  FUNCTION_CODE,
  FUNCTION_NAME,
  FUNCTION_QUALNAME,
  GEN_CODE,
  GEN_DEPTH,
  GEN_EXC,
  GEN_FRAME,
  GEN_FUNCTION,
  GEN_NAME,
  GEN_PC,
  GEN_QUALNAME,
  GEN_SLOTS,
  GEN_STATE,
  ITEMS_DATA,
  Kind,
  Shape,
} from '../objects/shapes.ts';
import { EXTRA_SLOTS, FRAME_OBJECT_SLOT } from './codes.ts';
import { F_BASE, F_CODE, F_FLAGS, F_PC, FRAME_ENTRY, FRAME_GENERATOR, FRAME_WORDS } from './frames.ts';
import { GO_ON, RAISE } from './threads.ts';
import type { VM } from './vm.ts';

export const GEN_CREATED = 0;
export const GEN_SUSPENDED = 1;
export const GEN_RUNNING = 2;
export const GEN_CLOSED = 3;

/**
 * Generators, coroutines and asynchronous generators: a frame that leaves the stack at each `yield` and waits in the heap
 * (GEN_SLOTS: locals, frame object, namespace, operands). Resuming copies it back on top of the stack.
 */
export class Generators {
  private readonly vm: VM;

  constructor(vm: VM) {
    this.vm = vm;
  }

  /** RETURN_GENERATOR: turns the innermost frame into a generator object, which it leaves as the frame's result. */
  makeFromFrame(pc: number): void {
    const { vm } = this;
    const { runtime, i32 } = vm;
    const index = vm.frames.depth - 1;
    const info = vm.frames.info(index);
    const { flags } = info.code;
    const shape =
      flags & CodeFlag.COROUTINE
        ? Shape.COROUTINE
        : flags & CodeFlag.ASYNC_GENERATOR
          ? Shape.ASYNC_GENERATOR
          : Shape.GENERATOR;
    const fn = vm.frames.functionOf(index);
    const slots = runtime.allocateVariable(Shape.ITEMS, info.slots + EXTRA_SLOTS + info.code.stackSize);
    const generator = runtime.allocate(shape);
    i32[generator + GEN_CODE] = info.id;
    i32[generator + GEN_PC] = pc;
    i32[generator + GEN_STATE] = GEN_CREATED;
    runtime.initialise(generator, GEN_FUNCTION, fn);
    runtime.initialise(generator, GEN_NAME, i32[fn + FUNCTION_NAME]!);
    runtime.initialise(generator, GEN_QUALNAME, i32[fn + FUNCTION_QUALNAME]!);
    runtime.initialiseOwned(generator, GEN_SLOTS, slots);
    const hasFinalizer = shape !== Shape.GENERATOR || info.yieldsInBlock;
    if (hasFinalizer && !runtime.counting && vm.platform.finalizers.ofGenerators)
      runtime.finalizers.register(generator);
    this.save(generator, index);
    vm.push(generator);
    vm.frames.leave(true);
  }

  /** Moves the innermost frame's locals and operands into the generator. The frame's slots are null afterwards. */
  private save(generator: Ref, index: number): void {
    const { vm } = this;
    const { runtime, i32, roots } = vm;
    const base = vm.frames.field(index, F_BASE);
    const count = roots.top - base;
    const items = i32[generator + GEN_SLOTS]!;
    for (let k = 0; k < count; k++) {
      runtime.initialiseOwned(items, ITEMS_DATA + k, roots.stack[base + k]!);
      roots.stack[base + k] = 0;
    }
    i32[generator + GEN_DEPTH] = count;
    const frame = i32[items + ITEMS_DATA + vm.frames.info(index).slots + FRAME_OBJECT_SLOT]!;
    if (frame !== 0) {
      i32[frame + FRAME_INDEX] = 0;
      // It holds the function on its own behalf, which CPython's does not.
      runtime.collector.control?.track(frame);
      runtime.store(generator, GEN_FRAME, frame);
    }
    roots.top = base + vm.frames.info(index).slots + EXTRA_SLOTS;
  }

  /** The frame at `index` is being left. If it is at its end, the function goes with it, and not with the generator later. */
  leaving(index: number): void {
    const { i32, runtime } = this.vm;
    const generator = this.ownerOf(index);
    if (i32[generator + GEN_STATE] !== GEN_RUNNING) return;
    runtime.store(generator, GEN_FUNCTION, i32[i32[generator + GEN_FUNCTION]! + FUNCTION_CODE]!);
  }

  /** The generator of a running generator frame: kept right below the frame's function. Borrowed. */
  ownerOf(index: number): Ref {
    return this.vm.at(this.vm.frames.field(index, F_BASE) - 2);
  }

  /** YIELD_VALUE: the value on top of the stack leaves with the frame suspended at `pc`, and is on top afterwards. */
  suspend(pc: number): void {
    const { vm } = this;
    const { i32 } = vm;
    const index = vm.frames.depth - 1;
    const generator = this.ownerOf(index);
    const value = vm.pop();
    i32[generator + GEN_PC] = pc;
    i32[generator + GEN_STATE] = GEN_SUSPENDED;
    this.save(generator, index);
    vm.push(value);
    const flat = (vm.frames.field(index, F_FLAGS) & FRAME_ENTRY) === 0;
    vm.frames.leave(true);
    if (!flat) return;
    vm.runtime.storeOwned(vm.at(vm.roots.top - 2), GEN_EXC, this.popHandled());
    vm.flat.goOnBehind();
  }

  // ---- Resuming

  /** The next item for a loop, whatever the generator returns in the end: a new reference, 0 if it has returned. */
  advance(at: number): Ref {
    const { vm } = this;
    const value = this.send(at, 0);
    if (vm.i32[vm.at(at) + GEN_STATE] !== GEN_CLOSED) return value;
    vm.runtime.release(value);
    return 0;
  }

  /**
   * next(generator) for the generator in a stack slot: a new reference, 0 if it has returned None.
   * @throws StopIteration with the value, if it has returned another
   */
  next(at: number): Ref {
    const { vm } = this;
    const value = this.send(at, 0);
    if (vm.i32[vm.at(at) + GEN_STATE] !== GEN_CLOSED) return value;
    if (value === 0 || value === vm.none) {
      vm.runtime.release(value);
      return 0;
    }
    vm.push(value);
    throw vm.exceptions.stopIteration(value);
  }

  /**
   * Resumes the generator in a stack slot with a sent value (taken over; 0 for None). A new reference: what it yields, or,
   * if its state is GEN_CLOSED afterwards, what it returned (0 if it had ended before).
   */
  send(at: number, value: Ref): Ref {
    const { vm } = this;
    const generator = vm.at(at);
    const state = vm.i32[generator + GEN_STATE]!;
    if (state === GEN_CLOSED) {
      vm.runtime.release(value);
      return 0;
    }
    if (state === GEN_CREATED && value !== 0 && value !== vm.none) {
      vm.push(value);
      throw vm.error('TypeError', `can't send non-None value to a just-started ${this.what(generator)}`);
    }
    this.enter(at);
    vm.push(value === 0 ? vm.newNone() : value);
    return this.run(at, false);
  }

  /** Resumes the generator with an exception (taken over) raised where it waits. As `send`. */
  throwInto(at: number, exception: Ref): Ref {
    const { vm } = this;
    const generator = vm.at(at);
    const state = vm.i32[generator + GEN_STATE]!;
    if (state === GEN_CLOSED) throw vm.exceptions.reraise(exception);
    if (state === GEN_SUSPENDED && this.delegate(generator) !== 0)
      return this.throwIntoDelegate(at, exception);
    try {
      this.enter(at);
    } catch (error) {
      vm.push(exception);
      throw error;
    }
    vm.exceptions.raiseWithin(exception);
    return this.run(at, true);
  }

  private what(generator: Ref): string {
    return (
      { [Kind.COROUTINE]: 'coroutine', [Kind.ASYNC_GENERATOR]: 'async generator' }[
        this.vm.kindOf(generator)
      ] ?? 'generator'
    );
  }

  /** Puts the frame back onto the stack: [generator, function │ locals … operands]. */
  enter(at: number, flags = FRAME_ENTRY | FRAME_GENERATOR): void {
    const { vm } = this;
    const { runtime, i32, roots } = vm;
    const generator = vm.at(at);
    if (i32[generator + GEN_STATE] === GEN_RUNNING) {
      throw vm.error('ValueError', `${this.what(generator)} already executing`);
    }
    const info = vm.codes.infos[i32[generator + GEN_CODE]!]!;
    const result = vm.pushBorrowed(generator);
    const base = vm.pushBorrowed(i32[generator + GEN_FUNCTION]!) + 1;
    vm.frames.enter(info, base, result, 0, flags);
    const count = i32[generator + GEN_DEPTH]!;
    const items = i32[generator + GEN_SLOTS]!;
    for (let k = 0; k < count; k++) {
      const ref = i32[items + ITEMS_DATA + k]!;
      roots.stack[base + k] = ref;
      i32[items + ITEMS_DATA + k] = 0;
    }
    roots.top = base + count;
    const index = vm.frames.depth - 1;
    vm.frames.control[index * FRAME_WORDS + F_PC] = i32[generator + GEN_PC]!;
    i32[generator + GEN_DEPTH] = 0;
    i32[generator + GEN_STATE] = GEN_RUNNING;
    const frame = i32[generator + GEN_FRAME]!;
    if (frame !== 0) {
      i32[frame + FRAME_INDEX] = index + 1;
      runtime.store(generator, GEN_FRAME, 0);
    }
    const handled = i32[generator + GEN_EXC]!;
    i32[generator + GEN_EXC] = 0;
    vm.exceptions.handled.push(handled);
  }

  /** Runs the entered frame; on return, raise or yield the exception state of the generator goes back into it. */
  private run(at: number, raising: boolean): Ref {
    const { vm } = this;
    try {
      vm.interpreter.run(raising ? RAISE : GO_ON);
    } catch (error) {
      const raised = vm.guestError(error);
      this.finish(at);
      throw this.translateStop(at, raised);
    }
    const generator = vm.at(at);
    if (vm.i32[generator + GEN_STATE] === GEN_RUNNING) this.finish(at);
    else vm.runtime.storeOwned(generator, GEN_EXC, this.popHandled());
    return vm.pop();
  }

  private popHandled(): Ref {
    const { handled } = this.vm.exceptions;
    const ref = handled.at(handled.length - 1);
    handled.words[--handled.length] = 0;
    return ref;
  }

  /** The generator at `at` has ended. */
  finish(at: number): void {
    const { vm } = this;
    vm.runtime.release(this.popHandled());
    vm.i32[vm.at(at) + GEN_STATE] = GEN_CLOSED;
    this.release(at);
  }

  /** Lets go of the frame of an ended generator. */
  release(at: number): void {
    const { vm } = this;
    const items = vm.i32[vm.at(at) + GEN_SLOTS]!;
    if (items !== 0) vm.runtime.store(vm.at(at), GEN_SLOTS, 0);
  }

  /** PEP 479: a StopIteration that leaves a generator becomes a RuntimeError. */
  translateStop(at: number, error: unknown): unknown {
    const { vm } = this;
    const kind = vm.kindOf(vm.at(at));
    const { current } = vm.exceptions;
    const stop = vm.exceptions.is(current, 'StopIteration');
    const asyncStop = kind === Kind.ASYNC_GENERATOR && vm.exceptions.is(current, 'StopAsyncIteration');
    if (!stop && !asyncStop) return error;
    const name = stop ? 'StopIteration' : 'StopAsyncIteration';
    return vm.exceptions.replaceCurrent('RuntimeError', `${this.what(vm.at(at))} raised ${name}`);
  }

  // ---- Delegation

  /** What a suspended generator waits for in `yield from` or `await`: borrowed, or 0. */
  delegate(generator: Ref): Ref {
    const { vm } = this;
    const { i32 } = vm;
    if (i32[generator + GEN_STATE] !== GEN_SUSPENDED) return 0;
    const { instructions } = vm.codes.infos[i32[generator + GEN_CODE]!]!;
    if (instructions[i32[generator + GEN_PC]!] !== Op.JUMP_BACKWARD_NO_INTERRUPT) return 0;
    return i32[i32[generator + GEN_SLOTS]! + ITEMS_DATA + i32[generator + GEN_DEPTH]! - 1]!;
  }

  private throwIntoDelegate(at: number, exception: Ref): Ref {
    const { vm } = this;
    const exceptionAt = vm.push(exception);
    const delegate = this.delegate(vm.at(at));
    const kind = vm.kindOf(delegate);
    if (
      (kind === Kind.GENERATOR || kind === Kind.COROUTINE) &&
      !vm.exceptions.is(exception, 'GeneratorExit')
    ) {
      return this.throwIntoGenerator(at, exceptionAt);
    }
    const delegateAt = vm.pushBorrowed(delegate);
    vm.i32[vm.at(at) + GEN_STATE] = GEN_RUNNING;
    let yielded = 0;
    try {
      yielded = this.throwIntoOther(delegateAt, exceptionAt);
    } catch (error) {
      vm.guestError(error);
      vm.i32[vm.at(at) + GEN_STATE] = GEN_SUSPENDED;
      vm.dropTo(exceptionAt);
      return this.resumeAfterDelegate(at, vm.exceptions.take());
    }
    vm.i32[vm.at(at) + GEN_STATE] = GEN_SUSPENDED;
    vm.push(yielded);
    const value = vm.pop();
    vm.dropTo(exceptionAt);
    return value;
  }

  /**
   * Throws into the generator that this one waits for. This one's frame stands below that one's, as it would if it had been resumed; what
   * it was handling is no context there.
   */
  private throwIntoGenerator(at: number, exceptionAt: number): Ref {
    const { vm } = this;
    const { stack } = vm.roots;
    this.enter(at);
    const pc = vm.frames.field(vm.frames.depth - 1, F_PC);
    const delegateAt = vm.roots.top - 1;
    const handledAt = vm.push(this.popHandled());
    const exception = stack[exceptionAt]!;
    stack[exceptionAt] = 0;
    let value = 0;
    let ended = false;
    try {
      value = this.throwInto(delegateAt, exception);
      ended = vm.i32[vm.at(delegateAt) + GEN_STATE] === GEN_CLOSED;
    } catch (error) {
      vm.guestError(error);
      vm.dropTo(handledAt + 1);
      vm.exceptions.handled.push(vm.pop());
      this.dropDelegate();
      vm.exceptions.raiseWithin(vm.exceptions.take());
      return this.above(exceptionAt, this.run(at, true));
    }
    const handled = vm.pop();
    if (!ended) {
      vm.runtime.storeOwned(vm.at(at), GEN_EXC, handled);
      vm.push(value);
      this.suspend(pc);
      return this.above(exceptionAt, vm.pop());
    }
    vm.exceptions.handled.push(handled);
    const valueAt = vm.push(value);
    stack[valueAt] = stack[delegateAt]!;
    stack[delegateAt] = value;
    vm.drop(1);
    this.continueBehindSend();
    return this.above(exceptionAt, this.run(at, false));
  }

  /** Drops the stack from a position on, below a result. */
  private above(position: number, result: Ref): Ref {
    const { vm } = this;
    vm.dropTo(position);
    return result;
  }

  /** throw() on a sub-iterator: what it yields. Raises StopIteration when it ends. */
  private throwIntoOther(delegateAt: number, exceptionAt: number): Ref {
    const { vm } = this;
    if (vm.exceptions.is(vm.at(exceptionAt), 'GeneratorExit')) {
      this.closeOther(delegateAt);
      throw vm.exceptions.raise(vm.runtime.retain(vm.at(exceptionAt)));
    }
    const method = vm.findAttr(vm.at(delegateAt), 'throw');
    if (method === 0) throw vm.exceptions.raise(vm.runtime.retain(vm.at(exceptionAt)));
    const methodAt = vm.push(method);
    const value = vm.call(vm.at(methodAt), vm.at(exceptionAt));
    vm.push(value);
    const result = vm.pop();
    vm.dropTo(methodAt);
    return result;
  }

  private closeOther(at: number): void {
    const { vm } = this;
    const kind = vm.kindOf(vm.at(at));
    if (kind === Kind.GENERATOR || kind === Kind.COROUTINE) {
      this.close(at);
      return;
    }
    const method = vm.findAttr(vm.at(at), 'close');
    if (method === 0) return;
    const methodAt = vm.push(method);
    vm.runtime.release(vm.call(vm.at(methodAt)));
    vm.dropTo(methodAt);
  }

  /** The delegate ended with an exception (taken over): StopIteration gives the value of `yield from`, others are raised in the outer one. */
  private resumeAfterDelegate(at: number, exception: Ref): Ref {
    const { vm } = this;
    if (!vm.exceptions.is(exception, 'StopIteration')) {
      this.enter(at);
      this.dropDelegate();
      vm.exceptions.reraise(exception);
      return this.run(at, true);
    }
    const value = vm.runtime.retain(vm.exceptions.stopValue(exception));
    vm.push(exception);
    vm.push(value);
    const exceptionAt = vm.roots.top - 2;
    const sent = vm.runtime.retain(vm.at(exceptionAt + 1));
    vm.dropTo(exceptionAt);
    this.enter(at);
    this.dropDelegate();
    vm.push(sent);
    this.continueBehindSend();
    return this.run(at, false);
  }

  /** Takes the exhausted sub-iterator off the entered frame's operands. */
  private dropDelegate(): void {
    this.vm.drop(1);
  }

  /** Moves the entered frame's pc from the loop's backward jump to where its SEND goes when the sub-iterator ends. */
  private continueBehindSend(): void {
    const { vm } = this;
    const index = vm.frames.depth - 1;
    const at = index * FRAME_WORDS;
    const { instructions } = vm.codes.infos[vm.frames.control[at + F_CODE]!]!;
    const send = instructions[vm.frames.control[at + F_PC]! + 1]!;
    vm.frames.control[at + F_PC] = instructions[send + 1]!;
  }

  // ---- Closing

  /** generator.close() for the generator in a stack slot. */
  close(at: number): void {
    const { vm } = this;
    const state = vm.i32[vm.at(at) + GEN_STATE]!;
    if (state === GEN_CLOSED) return;
    const { closesUnstarted } = vm.platform;
    if (state === GEN_CREATED && closesUnstarted !== 'by-raising') {
      vm.i32[vm.at(at) + GEN_STATE] = GEN_CLOSED;
      if (closesUnstarted === 'at-once') this.release(at);
      return;
    }
    let yielded = 0;
    const exit = vm.exceptions.instance('GeneratorExit', []);
    const ended = vm.exceptions.caught('GeneratorExit', () => {
      const stopped = vm.exceptions.caught('StopIteration', () => {
        yielded = this.throwInto(at, exit);
      });
      if (stopped) yielded = 0;
    });
    if (ended) return;
    if (vm.i32[vm.at(at) + GEN_STATE] === GEN_CLOSED) {
      vm.runtime.release(yielded);
      return;
    }
    vm.push(yielded);
    throw vm.error('RuntimeError', `${this.what(vm.at(at))} ignored GeneratorExit`);
  }

  /** Whether something could tell whether the generator is closed or just lets go of its function, and then of its locals in order. */
  closingShows(generator: Ref): boolean {
    const { i32, codes, platform } = this.vm;
    const state = i32[generator + GEN_STATE]!;
    if (state === GEN_CREATED)
      return platform.closesUnstarted === 'by-raising' && i32[generator + GEN_FRAME] !== 0;
    if (state !== GEN_SUSPENDED) return false;
    const { slots } = codes.infos[i32[generator + GEN_CODE]!]!;
    const hasOperands = i32[generator + GEN_DEPTH]! > slots + EXTRA_SLOTS;
    return hasOperands || i32[generator + GEN_FRAME] !== 0 || this.hasPendingBlocks(generator);
  }

  /** Whether the end of a suspended generator would run any of its code. */
  hasPendingBlocks(generator: Ref): boolean {
    const { vm } = this;
    const { i32 } = vm;
    if (i32[generator + GEN_STATE] !== GEN_SUSPENDED) return false;
    const { code } = vm.codes.infos[i32[generator + GEN_CODE]!]!;
    return code.handlerFor(i32[generator + GEN_PC]! - 4) !== undefined || this.delegate(generator) !== 0;
  }
}
