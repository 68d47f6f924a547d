import { HeapExhausted } from '../../heap/errors.ts';
import type { Ref } from '../../heap/layout.ts';
import {
  CODE_ID,
  EXC_TRACEBACK,
  FRAME_BACK,
  FRAME_CODE,
  FRAME_FUNCTION,
  FRAME_INDEX,
  FRAME_LOCALS,
  FRAME_NAMESPACE,
  FRAME_PC,
  FUNCTION_GLOBALS,
  ITEMS_DATA,
  Shape,
  TRACEBACK_FRAME,
  TRACEBACK_LINE,
  TRACEBACK_NEXT,
  TRACEBACK_PC,
} from '../objects/shapes.ts';
import { type CodeInfo, EXTRA_SLOTS, FRAME_OBJECT_SLOT, NAMESPACE_SLOT } from './codes.ts';
import { GuestThread } from './thread.ts';
import { REG_MEMORY_ERROR, type VM } from './vm.ts';

/** Control words of a frame; what it holds is on the root stack. */
export const F_CODE = 0;
export const F_PC = 1;
export const F_BASE = 2; // stack position of the first local; the function is right below
export const F_RETURN = 3; // stack position of the result: everything from there on goes when the frame ends
export const F_FLAGS = 4;
export const FRAME_WORDS = 5;
/** Stack slots of the smallest frame: the call, and what is behind the locals. */
const FRAME_SLOTS_MIN = 2 + EXTRA_SLOTS;

export const FRAME_ENTRY = 1; // native code waits for the result: leave the interpreter's loop
export const FRAME_CONSTRUCTOR = 2; // `__init__`: the result is the instance at F_RETURN
export const FRAME_GENERATOR = 4;
export const FRAME_THREAD = 8; // the first frame of a thread
export const FRAME_ITEM = 16; // the result is the next item for the caller's FOR_ITER
/** More is to do when it returns than going on with its caller. */
export const FRAME_RETURNS = FRAME_ENTRY | FRAME_GENERATOR | FRAME_ITEM;

/**
 * The frames of running functions. On the root stack a frame is
 *
 *     … callable, [self] │ locals, cells, free variables │ frame object, namespace │ operands …
 *                        └ F_BASE
 *
 * so a call's arguments become its first locals in place, and the callable stays rooted right below F_BASE.
 */
export class Frames {
  /** Room for as many frames as the root stack can hold. */
  readonly control: Int32Array;
  depth = 0;
  /** Index of the first frame of the current thread. */
  base = 0;
  /** Python frames and nested runs allowed (sys.setrecursionlimit). */
  recursionLimit = 1000;
  private readonly vm: VM;

  constructor(vm: VM) {
    this.vm = vm;
    this.control = new Int32Array(FRAME_WORDS * Math.ceil(vm.roots.stack.length / FRAME_SLOTS_MIN));
  }

  /** A new innermost frame whose locals begin at `base`; `arguments_` of them are filled in. roots.top is moved behind it. */
  enter(info: CodeInfo, base: number, result: number, filled: number, flags: number): void {
    const { vm } = this;
    const { roots } = vm;
    const top = base + info.slots + EXTRA_SLOTS;
    if (
      this.depth + vm.hostStack.counted >= this.recursionLimit ||
      top + info.code.stackSize + 64 > roots.stack.length
    ) {
      throw vm.error('RecursionError', 'maximum recursion depth exceeded');
    }
    const { stack } = roots;
    for (let at = base + filled; at < top; at++) stack[at] = 0;
    roots.top = top;
    const { control } = this;
    const at = this.depth++ * FRAME_WORDS;
    control[at + F_CODE] = info.id;
    control[at + F_PC] = 0;
    control[at + F_BASE] = base;
    control[at + F_RETURN] = result;
    control[at + F_FLAGS] = flags;
  }

  /** Frames that were parked, put on top of the first `depth` ones. */
  append(depth: number, control: Int32Array): void {
    this.control.set(control, depth * FRAME_WORDS);
    this.depth = depth + control.length / FRAME_WORDS;
  }

  /** The innermost frame's result goes to `position`; everything from there on ends with the frame. */
  returnTo(position: number): void {
    this.control[(this.depth - 1) * FRAME_WORDS + F_RETURN] = position;
  }

  /** Where the innermost frame goes on. */
  setPc(pc: number): void {
    this.control[(this.depth - 1) * FRAME_WORDS + F_PC] = pc;
  }

  field(index: number, field: number): number {
    return this.control[index * FRAME_WORDS + field]!;
  }

  info(index: number): CodeInfo {
    return this.vm.codes.infos[this.field(index, F_CODE)]!;
  }

  /** Stack position of the frame object's slot. */
  extras(index: number): number {
    return this.field(index, F_BASE) + this.info(index).slots;
  }

  /** Borrowed. */
  functionOf(index: number): Ref {
    return this.vm.at(this.field(index, F_BASE) - 1);
  }

  globalsOf(index: number): Ref {
    return this.vm.i32[this.functionOf(index) + FUNCTION_GLOBALS]!;
  }

  lineOf(index: number): number {
    return this.info(index).code.lineOf(this.field(index, F_PC));
  }

  /** The frame object of a running frame, made now if need be: borrowed. */
  objectOf(index: number): Ref {
    const { vm } = this;
    const slot = this.extras(index) + FRAME_OBJECT_SLOT;
    const known = vm.at(slot);
    if (known !== 0) return known;
    const frame = vm.runtime.allocate(Shape.FRAME);
    vm.i32[frame + FRAME_CODE] = this.field(index, F_CODE);
    vm.i32[frame + FRAME_INDEX] = index + 1;
    vm.runtime.initialise(frame, FRAME_FUNCTION, this.functionOf(index));
    vm.runtime.collector.control?.untrack(frame); // until its frame ends: see detach
    vm.roots.stack[slot] = frame;
    return frame;
  }

  /**
   * Ends the innermost frame: releases locals from the first to the last, the namespace, the function. A frame object that somebody
   * else holds takes the locals over instead (CPython's take_ownership). The result, if any, is on top of the stack and ends at F_RETURN.
   */
  leave(hasResult: boolean): void {
    const { vm } = this;
    const { roots, runtime } = vm;
    if (vm.exceptions.handlingDepth === this.depth) vm.exceptions.returned();
    const index = this.depth - 1;
    const base = this.field(index, F_BASE);
    const to = this.field(index, F_RETURN);
    const flags = this.field(index, F_FLAGS);
    const extras = this.extras(index);
    const { stack } = roots;
    if ((flags & FRAME_GENERATOR) !== 0) vm.generators.leaving(index);
    if (hasResult) {
      stack[extras + EXTRA_SLOTS] = stack[roots.top - 1]!;
      roots.top = extras + EXTRA_SLOTS + 1;
    } else {
      roots.top = extras + EXTRA_SLOTS;
    }
    const frame = stack[extras + FRAME_OBJECT_SLOT]!;
    if (frame !== 0) this.detach(frame, index, base, extras);
    this.depth = index;
    for (let at = base; at < extras; at++) {
      const ref = stack[at]!;
      if (ref === 0) continue;
      stack[at] = 0;
      if (runtime.observer !== null) runtime.observer.overwrote(ref);
      runtime.release(ref);
    }
    for (let at = extras; at < extras + EXTRA_SLOTS; at++) this.releaseSlot(at);
    // A constructor that fails lets its instance go first, then the class and the arguments.
    if (!hasResult && (flags & FRAME_CONSTRUCTOR) !== 0) this.releaseSlot(to - 1);
    if (vm.calls.callerHolds) for (let at = base - 1; at >= to; at--) this.releaseSlot(at);
    else for (let at = to; at < base; at++) this.releaseSlot(at);
    if (hasResult) {
      stack[to] = stack[extras + EXTRA_SLOTS]!;
      roots.top = to + 1;
    } else {
      roots.top = to;
    }
  }

  private releaseSlot(at: number): void {
    const { stack } = this.vm.roots;
    const ref = stack[at]!;
    stack[at] = 0;
    this.vm.runtime.release(ref);
  }

  private detach(frame: Ref, index: number, base: number, extras: number): void {
    const { vm } = this;
    const { i32, runtime, roots } = vm;
    i32[frame + FRAME_PC] = this.field(index, F_PC);
    i32[frame + FRAME_INDEX] = 0;
    const shared = !runtime.counting || i32[frame + 1]! > 1;
    if (!shared) return;
    const { control } = runtime.collector;
    control?.untrack(frame);
    control?.track(frame);
    const { stack } = roots;
    const items = runtime.allocateVariable(Shape.ITEMS, extras - base);
    for (let at = base; at < extras; at++) {
      runtime.initialiseOwned(items, ITEMS_DATA + at - base, stack[at]!);
      stack[at] = 0;
    }
    runtime.storeOwned(frame, FRAME_LOCALS, items);
    runtime.store(frame, FRAME_NAMESPACE, stack[extras + NAMESPACE_SLOT]!);
    if (index > this.base && vm.platform.exceptionsHoldTracebacks)
      runtime.store(frame, FRAME_BACK, this.objectOf(index - 1));
  }

  /** Adds the innermost frame, at its present pc, to the traceback of the exception in flight, if there is memory for it. */
  addTraceback(exception: Ref): void {
    // The one made in advance stays; so would all that the frames hold.
    if (exception === this.vm.registers.at(REG_MEMORY_ERROR) || this.info(this.depth - 1).hidden) return;
    try {
      this.extendTraceback(exception);
    } catch (error) {
      if (!(error instanceof HeapExhausted)) throw error;
    }
  }

  private extendTraceback(exception: Ref): void {
    const { vm } = this;
    const { i32, runtime } = vm;
    const index = this.depth - 1;
    const frame = this.objectOf(index); // in its slot: no harm if the next allocation fails
    const traceback = runtime.allocate(Shape.TRACEBACK);
    i32[traceback + TRACEBACK_PC] = this.field(index, F_PC);
    i32[traceback + TRACEBACK_LINE] = this.lineOf(index);
    runtime.initialise(traceback, TRACEBACK_NEXT, i32[exception + EXC_TRACEBACK]!);
    runtime.initialise(traceback, TRACEBACK_FRAME, frame);
    runtime.storeOwned(exception, EXC_TRACEBACK, traceback);
  }

  /** Where the locals of a frame object are that is on a stack, the current one or that of a parked thread; null if it is on none. */
  placeOf(frame: Ref): { readonly words: Int32Array; readonly base: number } | null {
    const { vm } = this;
    const index = vm.i32[frame + FRAME_INDEX]!;
    if (index > 0) return { words: vm.roots.stack, base: this.field(index - 1, F_BASE) };
    return index === 0 ? null : vm.threads.parkedOwner(index).localsOf(GuestThread.frameOf(index));
  }

  /** Value of a local of a frame object by slot number: borrowed, 0 if unbound. */
  localOf(frame: Ref, slot: number): Ref {
    const { i32 } = this.vm;
    const place = this.placeOf(frame);
    if (place !== null) return place.words[place.base + slot]!;
    const items = i32[frame + FRAME_LOCALS]!;
    return items === 0 ? 0 : i32[items + ITEMS_DATA + slot]!;
  }

  /** Code id of a function object. */
  codeOf(fn: Ref): number {
    return this.vm.i32[fn + CODE_ID]!;
  }
}
