import { Op } from '../compiler/opcodes.ts';
import {
  GEN_STATE,
  ITER_EXTRA,
  ITER_KIND,
  ITER_OVER,
  IterKind,
  Kind,
  METHOD_FUNCTION,
  Shape,
} from '../objects/shapes.ts';
import { F_PC, FRAME_GENERATOR, FRAME_ITEM } from './frames.ts';
import { GEN_CREATED, GEN_SUSPENDED } from './generators.ts';
import { RELOAD } from './threads.ts';
import type { VM } from './vm.ts';

/**
 * FOR_ITER and SEND while there are several threads: the generator, or the callable behind iter(callable, sentinel), runs in the loop that
 * executes the instruction and not in one of its own, so that its thread can lose its turn there. What is iterated over is right below
 * the frame's result.
 */
export class FlatIteration {
  private readonly vm: VM;

  constructor(vm: VM) {
    this.vm = vm;
  }

  /** FOR_ITER over what is at `at`, on top: enters its frame if it can. @throws Reload */
  enter(at: number): void {
    const { vm } = this;
    const shape = vm.shapeOf(vm.at(at));
    if ((shape !== Shape.GENERATOR && shape !== Shape.ITERATOR) || !vm.threads.flattens) return;
    if (shape === Shape.ITERATOR) {
      this.enterCallable(at);
      return;
    }
    if (vm.i32[vm.at(at) + GEN_STATE]! > GEN_SUSPENDED) return;
    vm.generators.enter(at, FRAME_GENERATOR);
    vm.push(vm.newNone());
    throw RELOAD;
  }

  private enterCallable(at: number): void {
    const { vm } = this;
    const { i32 } = vm;
    const iterator = vm.at(at);
    const callable = i32[iterator + ITER_OVER]!;
    if (i32[iterator + ITER_KIND] !== IterKind.CALLABLE || callable === 0) return;
    const kind = vm.kindOf(callable);
    const fn = kind === Kind.METHOD ? i32[callable + METHOD_FUNCTION]! : callable;
    if (vm.kindOf(fn) !== Kind.FUNCTION) return;
    const base = vm.push(0);
    vm.pushBorrowed(callable);
    if (vm.calls.begin(base, 0, false, FRAME_ITEM)) throw RELOAD;
  }

  /** SEND to the generator or coroutine at `at`, with the value on top. @throws Reload */
  send(at: number): void {
    const { vm } = this;
    const state = vm.i32[vm.at(at) + GEN_STATE]!;
    const sent = vm.at(at + 1);
    if (state > GEN_SUSPENDED || (state === GEN_CREATED && sent !== vm.none) || !vm.threads.flattens) return;
    vm.pop();
    vm.generators.enter(at, FRAME_GENERATOR);
    vm.push(sent);
    throw RELOAD;
  }

  /** An item is on top: the instruction after the caller's present one takes it. @throws Reload */
  goOnBehind(): never {
    const { frames } = this.vm;
    frames.setPc(frames.field(frames.depth - 1, F_PC) + 4);
    throw RELOAD;
  }

  /** Such a frame has returned, its result is on top. @throws Reload */
  returned(flags: number): never {
    const { vm } = this;
    const at = vm.roots.top - 2;
    if ((flags & FRAME_ITEM) !== 0) {
      if (!this.isSentinel(at)) this.goOnBehind();
      vm.runtime.store(vm.at(at), ITER_OVER, 0);
    } else {
      vm.generators.finish(at);
    }
    const { frames, runtime } = vm;
    const index = frames.depth - 1;
    const pc = frames.field(index, F_PC);
    const { instructions } = frames.info(index);
    const value = vm.pop();
    const over = vm.pop();
    if (instructions[pc] === Op.SEND) vm.push(value);
    else runtime.release(value);
    runtime.release(over);
    frames.setPc(instructions[pc + 1]!);
    throw RELOAD;
  }

  private isSentinel(at: number): boolean {
    const { vm } = this;
    try {
      return vm.equal(vm.at(at + 1), vm.i32[vm.at(at) + ITER_EXTRA]!);
    } catch (error) {
      // The frame that returned is gone.
      vm.interpreter.unwinding.pcIsSet = true;
      throw error;
    }
  }

  /**
   * An exception has left such a frame, and is in flight.
   * @returns true if it was the end of an iteration: the caller's frame goes on
   */
  failed(flags: number): boolean {
    const { vm } = this;
    const at = vm.roots.top - 1;
    if ((flags & FRAME_GENERATOR) !== 0) {
      vm.generators.finish(at);
      vm.generators.translateStop(at, null);
      return false;
    }
    if (!vm.exceptions.is(vm.exceptions.current, 'StopIteration')) return false;
    vm.exceptions.discard();
    vm.runtime.store(vm.at(at), ITER_OVER, 0);
    const { frames } = vm;
    const index = frames.depth - 1;
    frames.setPc(frames.info(index).instructions[frames.field(index, F_PC) + 1]!);
    vm.drop(1);
    return true;
  }
}
