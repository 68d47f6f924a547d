import { CodeFlag } from '../compiler/code.ts';
import { INSTRUCTION_WORDS } from '../compiler/opcodes.ts';
import { type CodeInfo, EXTRA_SLOTS } from '../vm/codes.ts';
import { F_BASE, F_CODE, F_FLAGS, F_PC, F_RETURN, FRAME_CONSTRUCTOR, FRAME_WORDS } from '../vm/frames.ts';
import { RELOAD } from '../vm/threads.ts';
import type { VM } from '../vm/vm.ts';
import { type Compiled, compileCode } from './compiler.ts';
import {
  type CompiledCode,
  type Entered,
  type Environment,
  GOES_ON,
  KEPT,
  type Rules,
} from './environment.ts';
import { hasRoomForMany } from './host-room.ts';
import { type Segments, segmentsOf } from './segments.ts';
import { TierSupport } from './support.ts';

/** Calls after which code is compiled. */
const CALLS = 100;
/** As many calls as one by compiled code counts for, which has to be left for what is not compiled. */
const CALLS_BY_COMPILED = 10;
/** Turns of a loop in a function that is compiled, and is being interpreted only because compiled code was left, until the loop is compiled. */
const TURNS = 20;
/** Calls of compiled code within compiled code, on the host's stack; beyond, the interpreter goes on without using it. */
const LEVELS = 48;
const LEVELS_WITH_ROOM = 600;

/** The code that a loop is entered by. */
type LoopEntries = Map<number, Compiled | null>;

/**
 * The second tier: JavaScript generated from the bytecode of code that runs often. It works on the interpreter's frames and on the same
 * heap, so that control passes between the two at any instruction; what it does is the same in every observable way.
 *
 * Code is compiled after a number of calls, or in the middle of a loop that has turned for long ("on-stack replacement").
 */
export class CompiledTier {
  readonly support: TierSupport;
  /** Loops are compiled when they turn for the first time. */
  private readonly eager: boolean;
  /** What the loop of the interpreter goes on with, after `enter`. */
  ticks = 0;
  /** For tests: called with the name of what was compiled. */
  onCompiled: ((name: string) => void) | null = null;
  private readonly vm: VM;
  private readonly environment: Environment;
  private readonly rules: Rules;
  private readonly calls: number;
  private readonly heat: number[] = [];
  private readonly turned: number[] = [];
  private readonly keepers: CompiledCode[] = [];
  private readonly loops: (LoopEntries | undefined)[] = [];
  private readonly segments: (Segments | undefined)[] = [];
  private readonly depths: Map<number, number>[] = [];
  /** Not where the host does not allow code to be generated, and not under the eyes of an observer. */
  private isAllowed = true;
  /** Levels of compiled code that are below the innermost `enter`, and the frames there were when it began; -1: there is none. */
  private levelsBelow = 0;
  private enteredAt = -1;
  private levelsMax = 0;

  constructor(vm: VM, eager: boolean) {
    const { slow, caches } = vm.interpreter;
    this.vm = vm;
    this.eager = eager;
    this.calls = eager ? 1 : CALLS;
    this.support = new TierSupport(vm, slow, caches, this);
    const { runtime } = vm;
    const { barrier } = runtime.collector;
    this.rules = {
      counting: barrier.kind === 'counting',
      moving: runtime.collector.traits.moving,
      cardShift: barrier.kind === 'card' ? barrier.shift : -1,
      called: barrier.kind === 'call',
      callerHolds: vm.platform.argumentsHeldBy === 'caller',
      handledUntilReturn: vm.platform.handledUntilReturn,
      identityByAddress: !vm.platform.identity.byValue,
    };
    this.environment = {
      vm,
      X: this.support,
      I: vm.i32,
      S: vm.roots.stack,
      K: vm.frames.control,
      R: vm.roots,
      W: vm.roots.statics,
      F: vm.frames,
      HS: vm.hostStack,
      RT: runtime,
      CLS: vm.classes,
      EX: vm.exceptions,
      IN: vm.interpreter,
      J: this.support.compiled,
      A: this.support.arity,
      LEAF: this.support.leaf,
      IDENTITY: this.support.byIdentity,
      T: this.support.ticks,
      CARDS: barrier.kind === 'card' ? barrier.cards : null,
    };
  }

  // ---- Compiling

  /** A frame of `info` is entered. @returns whether there is compiled code for it */
  isHot(info: CodeInfo, byCompiled = false): boolean {
    const { compiled } = this.support;
    const known = compiled[info.id];
    if (known !== undefined && known !== null) return true;
    const heat = (this.heat[info.id] ?? 0) + (byCompiled ? CALLS_BY_COMPILED : 1);
    this.heat[info.id] = heat;
    if (heat < this.calls || info.isGenerator) return false;
    this.heat[info.id] = Number.NEGATIVE_INFINITY;
    const made = this.compile(info, 0, 0);
    if (made === null) return false;
    for (let k = compiled.length; k < this.vm.codes.infos.length; k++) compiled.push(null);
    compiled[info.id] = made.code;
    if (this.isDirect(info)) this.support.arity[info.id] = info.code.argCount;
    return true;
  }

  /** Compiles code again that has met what it was not prepared for: who runs the old text goes on with that. */
  renew(id: number): void {
    const { compiled, infos } = this.support;
    this.loops[id] = undefined;
    if (compiled[id] === undefined || compiled[id] === null) return;
    const made = this.compile(infos[id]!, 0, 0);
    if (made !== null) compiled[id] = made.code;
  }

  /** Its frame may be made by compiled code. */
  private isDirect(info: CodeInfo): boolean {
    const function_ = (info.code.flags & (CodeFlag.OPTIMIZED | CodeFlag.NEWLOCALS)) !== 0;
    return info.simple && function_ && !this.rules.callerHolds;
  }

  private compile(info: CodeInfo, entry: number, depth: number): Compiled | null {
    const { vm } = this;
    if (!this.isAllowed || vm.runtime.observer !== null || vm.runtime.stress) return null;
    this.segments[info.id] ??= segmentsOf(info.instructions);
    try {
      const made = compileCode(
        vm,
        info,
        entry,
        depth,
        this.segments[info.id]!,
        this.rules,
        this.support.feedback,
        this.environment,
      );
      this.depths[info.id] ??= new Map();
      if (made !== null) {
        this.keepers.push(made.keeper);
        this.onCompiled?.(info.code.name);
      }
      for (const [pc, operands] of made?.depths ?? []) this.depths[info.id]!.set(pc, operands);
      return made;
    } catch (error) {
      if (!(error instanceof EvalError)) throw error;
      this.isAllowed = false;
      return null;
    }
  }

  /** A loop turns to `pc`; `due`: it has for long. @returns whether compiled code can go on there, for which the frame is ready then */
  turns(info: CodeInfo, pc: number, sp: number, due: boolean): boolean {
    const isLeft = !due && this.support.compiled[info.id] != null && this.isTurning(info.id);
    if (!this.hasLoop(info, pc, sp, due || this.eager || isLeft)) return false;
    this.vm.roots.top = sp;
    this.vm.frames.setPc(pc);
    return true;
  }

  private isTurning(id: number): boolean {
    const turns = (this.turned[id] ?? 0) + 1;
    this.turned[id] = turns;
    return turns >= TURNS;
  }

  /** Whether there is compiled code that enters the loop at `pc`; with `make` it is compiled if it can be. */
  private hasLoop(info: CodeInfo, pc: number, sp: number, make: boolean): boolean {
    let known = this.loops[info.id];
    if (known === undefined) {
      if (!make) return false;
      known = new Map();
      this.loops[info.id] = known;
    }
    let code = known.get(pc);
    if (code === undefined && make) {
      const { frames } = this.vm;
      const fp = frames.field(frames.depth - 1, F_BASE);
      code = this.compile(info, pc, sp - fp - info.slots - EXTRA_SLOTS);
      known.set(pc, code);
    }
    return code !== null && code !== undefined;
  }

  /** The machine ends: what the host has made of its texts is kept for others. */
  close(): void {
    for (const keeper of this.keepers) keeper(0, 0, KEPT);
  }

  // ---- Running

  /** Whether compiled code can be executed now: the host's stack has room for it, and nobody looks at every store. */
  get mayEnter(): boolean {
    if (this.vm.runtime.observer !== null) return false;
    if (this.levelsMax === 0) this.levelsMax = hasRoomForMany() ? LEVELS_WITH_ROOM : LEVELS;
    return this.levelsNow() < this.levelsMax;
  }

  private levelsNow(): number {
    return this.enteredAt < 0 ? 0 : this.levelsBelow + this.vm.frames.depth - this.enteredAt;
  }

  /**
   * Runs the innermost frame in compiled code: from its beginning, or the loop at `loop`; `ticks` instructions are not counted yet.
   * @returns the frame's flags, its result on top of the stack; or GOES_ON: the innermost frame now goes on in the interpreter
   */
  enter(entered: Entered, loop: number, ticks: number): number {
    const { vm, support } = this;
    const { frames } = vm;
    const at = (frames.depth - 1) * FRAME_WORDS;
    const { control } = frames;
    const id = control[at + F_CODE]!;
    const flags = control[at + F_FLAGS]!;
    const code = loop < 0 ? support.compiled[id]! : this.loops[id]!.get(loop)!.code;
    const { levelsBelow, enteredAt } = this;
    const { bound } = support;
    const outerTicks = support.ticks[0]!;
    this.levelsBelow = this.levelsNow();
    this.enteredAt = frames.depth;
    support.bound = frames.depth + this.levelsMax - this.levelsBelow;
    support.ticks[0] = ticks;
    let result: number;
    try {
      result = code(control[at + F_RETURN]!, control[at + F_BASE]!, entered);
    } finally {
      this.ticks = support.ticks[0]!;
      support.ticks[0] = outerTicks;
      support.bound = bound;
      this.levelsBelow = levelsBelow;
      this.enteredAt = enteredAt;
    }
    if (result === GOES_ON) return GOES_ON;
    vm.push(result);
    if ((flags & FRAME_CONSTRUCTOR) !== 0) support.slow.endConstructor(vm.roots.top);
    return flags;
  }

  /** `enter` has thrown: takes the instructions off that were counted and not executed. @returns where the innermost frame's operands ended */
  failed(error: unknown): number {
    const { vm, support } = this;
    const { frames, roots } = vm;
    const { operandsEnd: known, exact } = support;
    support.operandsEnd = -1;
    support.exact = false;
    const at = (frames.depth - 1) * FRAME_WORDS;
    if (error === RELOAD || at < 0) return roots.top;
    const id = frames.control[at + F_CODE]!;
    const pc = frames.control[at + F_PC]!;
    if (!exact) this.ticks -= this.segments[id]?.after[pc / INSTRUCTION_WORDS] ?? 0;
    if (known >= 0) return known;
    const depth = this.depths[id]?.get(pc);
    if (depth === undefined) return roots.top;
    return frames.control[at + F_BASE]! + this.support.infos[id]!.slots + EXTRA_SLOTS + depth;
  }
}
