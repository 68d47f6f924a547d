import type { Ref } from '../../heap/layout.ts';
import type { SavedStack } from '../../runtime/roots.ts';
import { FRAME_CODE, FRAME_FUNCTION, FRAME_INDEX, Shape } from '../objects/shapes.ts';
import { FRAME_OBJECT_SLOT } from './codes.ts';
import { F_BASE, F_CODE, F_PC, F_RETURN, FRAME_WORDS } from './frames.ts';
import type { VM } from './vm.ts';

/** Where a stack segment, its frames and what they handle begin. */
export interface StackBase {
  readonly stack: number;
  readonly frames: number;
  readonly handled: number;
}

/** What a thread waits for. `argument(k)` is the k-th argument of the waiting native: a thread's stack moves while it waits. */
export interface Wait {
  readonly what: string;
  /** Virtual nanoseconds, or infinite. */
  readonly deadline: number;
  readonly ready: (argument: (index: number) => Ref) => boolean;
}

/** A call of a native that waits and is to be made again, with its positions in the thread's segment. */
export interface WaitingCall {
  readonly base: number;
  readonly first: number;
  readonly count: number;
}

/** Frame objects of parked threads hold −(number of the thread · PARKED_FRAMES + index of the frame + 1) in FRAME_INDEX. */
const PARKED_FRAMES = 1 << 16;

/**
 * One thread of the program. While it runs, or while a native of its own waits below others, its frames are on the stack of the VM; a
 * parked one keeps its segment of that stack, and what its frames handle, in words of its own, with positions counted from 0.
 */
export class GuestThread {
  readonly number: number;
  readonly ident: number;
  readonly nativeId: number;
  /** What error messages call it. */
  name: string;
  ended = false;
  wait: Wait | null = null;
  call: WaitingCall | null = null;
  /** Of those that can run, the one that has waited longest comes first. */
  order = 0;
  private saved: SavedStack = { words: new Int32Array(0), top: 0 };
  private operands = 0;
  private depthsBefore: readonly number[] = [];
  private control = new Int32Array(0);

  constructor(number: number, name: string) {
    this.number = number;
    this.ident = FIRST_IDENT + number * IDENT_STEP;
    this.nativeId = FIRST_NATIVE_ID + number;
    this.name = name;
  }

  /** Frames of a parked thread. */
  get depth(): number {
    return this.control.length / FRAME_WORDS;
  }

  /** An argument of the native that a parked thread waits in. */
  argument(index: number): Ref {
    return this.saved.words[this.call!.first + index]!;
  }

  /** Takes everything above `base` off the stack. */
  park(vm: VM, base: StackBase): void {
    const { roots, frames } = vm;
    const { handled } = vm.exceptions;
    const before = vm.exceptions.takeBefore(base.frames);
    const top = roots.top - base.stack;
    const beforeAt = top + handled.length - base.handled;
    const words = new Int32Array(beforeAt + before.refs.length);
    words.set(roots.stack.subarray(base.stack, roots.top));
    words.set(handled.words.subarray(base.handled, handled.length), top);
    words.set(before.refs, beforeAt);
    this.depthsBefore = before.depths;
    this.control = frames.control.slice(base.frames * FRAME_WORDS, frames.depth * FRAME_WORDS);
    this.shift(-base.stack);
    this.operands = top;
    this.saved = { words, top: words.length };
    roots.addStack(this.saved);
    roots.top = base.stack;
    frames.depth = base.frames;
    handled.words.fill(0, base.handled, handled.length);
    handled.length = base.handled;
    this.eachFrameObject(vm, (frame, index) => {
      vm.i32[frame + FRAME_INDEX] = -(this.number * PARKED_FRAMES + index + 1);
    });
  }

  /** Puts everything back, on top of `base`. */
  unpark(vm: VM, base: StackBase): void {
    const { roots, frames } = vm;
    const { handled } = vm.exceptions;
    const { words } = this.saved;
    this.eachFrameObject(vm, (frame, index) => {
      vm.i32[frame + FRAME_INDEX] = base.frames + index + 1;
    });
    roots.removeStack(this.saved);
    roots.stack.set(words.subarray(0, this.operands), base.stack);
    roots.top = base.stack + this.operands;
    const beforeAt = words.length - this.depthsBefore.length;
    for (let at = this.operands; at < beforeAt; at++) handled.push(words[at]!);
    this.depthsBefore.forEach((depth, k) => {
      vm.exceptions.putBefore(depth + base.frames, words[beforeAt + k]!);
    });
    this.shift(base.stack);
    frames.append(base.frames, this.control);
    this.saved = { words: new Int32Array(0), top: 0 };
    this.control = new Int32Array(0);
  }

  /** Stack positions in the frames' control words move. */
  private shift(by: number): void {
    for (let at = 0; at < this.control.length; at += FRAME_WORDS) {
      this.control[at + F_BASE] = this.control[at + F_BASE]! + by;
      this.control[at + F_RETURN] = this.control[at + F_RETURN]! + by;
    }
  }

  private eachFrameObject(vm: VM, visit: (frame: Ref, index: number) => void): void {
    for (let index = 0; index < this.depth; index++) {
      const at = index * FRAME_WORDS;
      const info = vm.codes.infos[this.control[at + F_CODE]!]!;
      const frame = this.saved.words[this.control[at + F_BASE]! + info.slots + FRAME_OBJECT_SLOT]!;
      if (frame !== 0) visit(frame, index);
    }
  }

  // ---- Frame objects of a parked thread

  static numberOf(frameIndex: number): number {
    return Math.floor((-frameIndex - 1) / PARKED_FRAMES);
  }

  static frameOf(frameIndex: number): number {
    return (-frameIndex - 1) % PARKED_FRAMES;
  }

  /** The slot of a parked frame: words and position of its first local. */
  localsOf(frame: number): { readonly words: Int32Array; readonly base: number } {
    return { words: this.saved.words, base: this.control[frame * FRAME_WORDS + F_BASE]! };
  }

  /** The frame object of a parked frame, made now if need be: borrowed; 0 where there is no such frame. */
  objectOf(vm: VM, index: number): Ref {
    if (index < 0) return 0;
    const at = index * FRAME_WORDS;
    const base = this.control[at + F_BASE]!;
    const code = this.control[at + F_CODE]!;
    const { words } = this.saved;
    const slot = base + vm.codes.infos[code]!.slots + FRAME_OBJECT_SLOT;
    if (words[slot] !== 0) return words[slot]!;
    const frame = vm.runtime.allocate(Shape.FRAME);
    vm.i32[frame + FRAME_CODE] = code;
    vm.i32[frame + FRAME_INDEX] = -(this.number * PARKED_FRAMES + index + 1);
    vm.runtime.initialise(frame, FRAME_FUNCTION, words[base - 1]!);
    words[slot] = frame;
    return frame;
  }

  pcOf(frame: number): number {
    return this.control[frame * FRAME_WORDS + F_PC]!;
  }
}

/** Looks like the address of a thread, and is the same in every run. */
const FIRST_IDENT = 0x7f0000001000;
const IDENT_STEP = 0x1000;
const FIRST_NATIVE_ID = 1000;
