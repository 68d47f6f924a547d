import { POLL_WORD, type Ref } from '../../heap/layout.ts';
import { Op } from '../compiler/opcodes.ts';
import type { AttributeCaches } from '../vm/attribute-caches.ts';
import type { CodeInfo } from '../vm/codes.ts';
import { F_BASE, F_CODE, F_FLAGS, F_PC, F_RETURN, FRAME_CONSTRUCTOR, FRAME_WORDS } from '../vm/frames.ts';
import type { Instructions } from '../vm/instructions.ts';
import type { VM } from '../vm/vm.ts';
import { CALLED, type CompiledCode, GOES_ON } from './environment.ts';
import { OperandSupport } from './operand-support.ts';

/** Code ids from here on are never called directly. */
const DIRECT_MAX = 1 << 16;

/** What the tier does for compiled code. */
interface Tier {
  /** A frame of `info` is entered, by compiled code. @returns whether there is compiled code for it */
  isHot(info: CodeInfo, byCompiled: boolean): boolean;
  renew(id: number): void;
}

/**
 * What compiled code calls where operands are in their slots, and F_PC and `roots.top` up to date: limits, safepoints, calls, loops.
 * `sp` is the stack pointer before the instruction.
 */
export class TierSupport extends OperandSupport {
  /** Compiled code by code id. */
  readonly compiled: (CompiledCode | null)[] = [];
  /** Arguments that compiled code wants to be called directly with, by code id; -1: it cannot be. */
  readonly arity = new Int32Array(DIRECT_MAX).fill(-1);
  /** Instructions of the present run of the interpreter that the clock does not know of yet. */
  readonly ticks = new Int32Array(1);
  /** Compiled code calls compiled code as long as there are fewer frames. */
  bound = 0;
  /** Where the operands ended when a safepoint behind an instruction failed; -1 elsewhere. */
  operandsEnd = -1;
  /** What has failed is no instruction of compiled code: exactly so many were executed as were counted. */
  exact = false;
  private readonly tier: Tier;

  constructor(vm: VM, slow: Instructions, caches: AttributeCaches, tier: Tier) {
    super(vm, slow, caches);
    this.tier = tier;
  }

  renew(id: number): void {
    this.tier.renew(id);
  }

  // ---- Limits and safepoints

  /** A frame begins. */
  began(): void {
    if (this.vm.i32[POLL_WORD] !== 0) {
      try {
        this.safepoint();
      } catch (error) {
        this.exact = true;
        throw error;
      }
    }
    if (this.ticks[0]! >= this.vm.interpreter.budget) this.look();
  }

  /** A loop turns. */
  turned(): void {
    if (this.ticks[0]! >= this.vm.interpreter.budget) this.look();
    if (this.vm.i32[POLL_WORD] !== 0) this.safepoint();
  }

  look(): void {
    try {
      this.ticks[0] = this.slow.checkLimits(this.ticks[0]!);
    } catch (error) {
      this.exact = true;
      throw error;
    }
  }

  safepoint(): void {
    const sp = this.vm.roots.top;
    try {
      this.slow.atSafepoint(sp);
    } catch (error) {
      this.operandsEnd = sp;
      throw error;
    }
  }

  endOfAllocation(): void {
    const sp = this.vm.roots.top;
    try {
      this.slow.endOfAllocation(sp);
    } catch (error) {
      this.operandsEnd = sp;
      throw error;
    }
  }

  /** The same while `item` is about to be pushed at `sp`. */
  pollWith(item: Ref, sp: number): Ref {
    const { roots } = this.vm;
    roots.stack[sp] = item;
    roots.top = sp + 1;
    this.endOfAllocation();
    return roots.stack[sp]!;
  }

  // ---- Calls. Results are owned and off the stack; GOES_ON if the interpreter has to go on.

  call(base: number, count: number, hasKeywords: boolean): Ref {
    if (this.vm.calls.begin(base, count, hasKeywords, 0)) return this.runFrame();
    return this.result();
  }

  /** CALL_FUNCTION_EX and BEFORE_WITH. */
  callOther(op: number, arg: number, sp: number): Ref {
    if (this.slow.beginOther(op, arg, sp)) return this.runFrame();
    return this.result();
  }

  /** A native has returned: its result is on top of the stack. */
  private result(): Ref {
    const { roots, i32 } = this.vm;
    if (i32[POLL_WORD] !== 0) this.safepoint();
    return roots.stack[--roots.top]!;
  }

  /** Runs the frame that has just been entered. */
  private runFrame(): Ref {
    const { vm } = this;
    const { frames } = vm;
    const at = (frames.depth - 1) * FRAME_WORDS;
    const { control } = frames;
    const id = control[at + F_CODE]!;
    const info = this.infos[id]!;
    if (info.isGenerator) return this.makeGenerator(info);
    if (frames.depth > this.bound || !this.tier.isHot(info, true)) return this.unready();
    const isConstructor = (control[at + F_FLAGS]! & FRAME_CONSTRUCTOR) !== 0;
    const result = this.compiled[id]!(control[at + F_RETURN]!, control[at + F_BASE]!, CALLED);
    if (!isConstructor || result === GOES_ON) return result;
    vm.push(result);
    this.slow.endConstructor(vm.roots.top);
    return vm.roots.stack[--vm.roots.top]!;
  }

  /** The interpreter executes the frame that was entered, after what follows a call there. */
  private unready(): typeof GOES_ON {
    this.began();
    return GOES_ON;
  }

  /** The frame of a generator function: up to RETURN_GENERATOR, as the interpreter. */
  private makeGenerator(info: CodeInfo): Ref {
    const { vm, slow } = this;
    const { frames, roots, i32 } = vm;
    const { instructions } = info;
    const at = (frames.depth - 1) * FRAME_WORDS;
    const fp = frames.control[at + F_BASE]!;
    this.began();
    try {
      let pc = 0;
      while (instructions[pc] !== Op.RETURN_GENERATOR) {
        this.ticks[0]!++;
        frames.control[at + F_PC] = pc;
        pc = slow.execute(info, fp, pc, roots.top);
        if (i32[POLL_WORD] !== 0) this.endOfAllocation();
      }
      this.ticks[0]!++;
      frames.control[at + F_PC] = pc;
      vm.generators.makeFromFrame(pc + 4);
      if (i32[POLL_WORD] !== 0) this.endOfAllocation();
    } catch (error) {
      this.exact = true;
      throw error;
    }
    return roots.stack[--roots.top]!;
  }

  /** Leaves the frame, whose result is on top of the stack, as the interpreter does. */
  leave(): Ref {
    const { vm } = this;
    const { frames, roots } = vm;
    const flags = frames.control[(frames.depth - 1) * FRAME_WORDS + F_FLAGS]!;
    if ((flags & FRAME_CONSTRUCTOR) !== 0) this.slow.checkInitialised(roots.top);
    frames.leave(true);
    return roots.stack[--roots.top]!;
  }

  // ---- Iteration, containment

  /** [item, container] → [bool] */
  contains(negated: number): void {
    const { vm } = this;
    const { roots } = vm;
    roots.top = this.slow.test(Op.CONTAINS_OP, negated === 1, roots.top);
  }

  /** [iterable] → [iterator] */
  getIter(): void {
    const { vm } = this;
    const at = vm.roots.top - 1;
    vm.replace(at, vm.iteration.iterator(vm.at(at)));
  }

  /** The next item of the iterator at `at`, on top: 0 at the end. */
  next(at: number): Ref {
    const { vm } = this;
    if (vm.threads.several) vm.flat.enter(at);
    const item = vm.iteration.next(at);
    if (item === 0 || vm.i32[POLL_WORD] === 0) return item;
    return this.pollWith(item, at + 1);
  }
}
