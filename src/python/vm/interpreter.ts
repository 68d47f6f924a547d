import { POLL_WORD, type Ref, SHAPE_MASK } from '../../heap/layout.ts';
import { Op } from '../compiler/opcodes.ts';
import {
  CELL_CONTENT,
  DICT_ENTRIES,
  DICT_FILLED,
  FUNCTION_BUILTINS,
  FUNCTION_GLOBALS,
  ITEMS_DATA,
  ITER_END,
  ITER_INDEX,
  ITER_STEP,
  NUMBER_VALUE,
  Shape,
} from '../objects/shapes.ts';
import { CALLED, type Entered, STARTED } from '../tier/environment.ts';
import type { CompiledTier } from '../tier/tier.ts';
import { AttributeCaches } from './attribute-caches.ts';
import {
  F_BASE,
  F_CODE,
  F_FLAGS,
  F_PC,
  FRAME_CONSTRUCTOR,
  FRAME_ENTRY,
  FRAME_RETURNS,
  FRAME_WORDS,
} from './frames.ts';
import { Instructions } from './instructions.ts';
import { compareMachine } from './operators.ts';
import { GO_ON, LEAVE, RAISE, TOO_DEEP } from './threads.ts';
import { BUDGET } from './turns.ts';
import { Unwinding } from './unwinding.ts';
import { REG_KWNAMES, type VM } from './vm.ts';

const MARK = 1; // the count, under counting
const COMPILED = -1; // as pc: compiled code is being executed

/**
 * The interpreter's loop. One call of `run` executes the innermost frame, and those that it calls, until that frame returns.
 *
 * The stack pointer is a local; `roots.top` is brought up to date before everything that may raise, allocate past the budget or
 * run guest code. Operands stay on the stack until their instruction is done, so that unwinding releases them. A safepoint comes
 * before the program counter moves on: the MemoryError that it may raise belongs to the instruction that allocated.
 */
export class Interpreter {
  /** Instructions until the next look at limits and at the clock. */
  budget = BUDGET;
  private readonly vm: VM;
  readonly slow: Instructions;
  readonly caches: AttributeCaches;
  readonly unwinding: Unwinding;
  /** null: everything is interpreted. */
  tier: CompiledTier | null = null;

  constructor(vm: VM) {
    this.vm = vm;
    this.slow = new Instructions(vm);
    this.caches = new AttributeCaches(vm);
    this.unwinding = new Unwinding(vm);
  }

  /**
   * Runs the innermost frame, which has FRAME_ENTRY, to its end: its result is on top of the stack. `first` is what comes first.
   * @throws GuestException
   */
  run(first = GO_ON): void {
    const { vm, slow, caches, tier } = this;
    const { runtime, i32, roots, frames, hostStack } = vm;
    const S = roots.stack;
    const { statics } = roots;
    const { counting } = runtime;
    vm.limits.check();
    let mode = hostStack.enter() ? first : TOO_DEEP;
    const level = hostStack.depth;
    const { counted } = hostStack;
    let control = frames.control;
    let at = (frames.depth - 1) * FRAME_WORDS;
    let info = vm.codes.infos[control[at + F_CODE]!]!;
    let code = info.instructions;
    let fp = control[at + F_BASE]!;
    let pc = control[at + F_PC]!;
    let constants = info.constants;
    let sp = roots.top;
    let ticks = 0;
    if (first === RAISE) pc -= 4;
    let enters: Entered | -1 = tier !== null && pc === 0 && mode === GO_ON && tier.isHot(info) ? STARTED : -1;
    let loop = -1; // where compiled code is entered next; -1: at the beginning
    let reload = -1; // how far behind its F_PC the innermost frame goes on; -1: it is the one in the locals
    try {
      next: for (;;) {
        try {
          if (enters >= 0 && tier!.mayEnter) {
            pc = COMPILED;
            const flags = tier!.enter(enters as Entered, loop, ticks);
            ticks = tier!.ticks;
            pc = 0;
            if (flags >= 0 && (flags & FRAME_RETURNS) !== 0) {
              vm.threads.returned(flags);
              return;
            }
            reload = flags >= 0 ? 4 : 0;
          }
          enters = -1;
          if (reload >= 0) {
            control = frames.control;
            at = (frames.depth - 1) * FRAME_WORDS;
            info = vm.codes.infos[control[at + F_CODE]!]!;
            code = info.instructions;
            constants = info.constants;
            fp = control[at + F_BASE]!;
            pc = control[at + F_PC]! + reload;
            sp = roots.top;
            reload = -1;
          }
          if (mode !== GO_ON) {
            const now = mode;
            mode = GO_ON;
            slow.goOnWith(now);
            sp = roots.top;
            pc += 4;
          }
          for (;;) {
            ticks++;
            switch (code[pc]) {
              case Op.NOP:
                pc += 4;
                break;
              case Op.LOAD_FAST: {
                const v = S[fp + code[pc + 1]!]!;
                if (v === 0) {
                  roots.top = sp;
                  throw slow.unboundLocal(info, code[pc + 1]!);
                }
                if (counting) i32[v + MARK] = i32[v + MARK]! + 1;
                S[sp++] = v;
                pc += 4;
                break;
              }
              case Op.STORE_FAST: {
                const slot = fp + code[pc + 1]!;
                const old = S[slot]!;
                S[slot] = S[--sp]!;
                pc += 4;
                if (counting && old !== 0) {
                  const count = i32[old + MARK]! - 1;
                  i32[old + MARK] = count;
                  if (count === 0) {
                    roots.top = sp;
                    control[at + F_PC] = pc - 4;
                    if (runtime.observer !== null) runtime.observer.overwrote(old);
                    runtime.destroy(old);
                  }
                }
                break;
              }
              case Op.LOAD_CONST: {
                const v = statics.words[constants + code[pc + 1]!]!;
                if (counting) i32[v + MARK] = i32[v + MARK]! + 1;
                S[sp++] = v;
                pc += 4;
                break;
              }
              case Op.POP_JUMP_IF_FALSE:
              case Op.POP_JUMP_IF_TRUE: {
                const v = S[sp - 1]!;
                let truth: boolean;
                if ((i32[v]! & SHAPE_MASK) === Shape.BOOL) truth = i32[v + NUMBER_VALUE] !== 0;
                else {
                  control[at + F_PC] = pc;
                  roots.top = sp;
                  truth = vm.protocols.truthy(v);
                }
                const held = S[--sp]!;
                pc = truth === (code[pc] === Op.POP_JUMP_IF_TRUE) ? code[pc + 1]! : pc + 4;
                if (counting) {
                  roots.top = sp;
                  runtime.release(held);
                }
                break;
              }
              case Op.COMPARE_OP: {
                const a = S[sp - 2]!;
                const b = S[sp - 1]!;
                let r: Ref;
                if ((i32[a]! & SHAPE_MASK) === Shape.INT && (i32[b]! & SHAPE_MASK) === Shape.INT) {
                  r = compareMachine(code[pc + 1]!, i32[a + NUMBER_VALUE]!, i32[b + NUMBER_VALUE]!)
                    ? vm.true
                    : vm.false;
                  if (counting) i32[r + MARK] = i32[r + MARK]! + 1;
                } else {
                  control[at + F_PC] = pc;
                  roots.top = sp;
                  r = vm.operators.compare(code[pc + 1]!, a, b);
                }
                sp = slow.replaceTwo(sp, r);
                pc += 4;
                break;
              }
              case Op.BINARY_OP: {
                const a = S[sp - 2]!;
                const b = S[sp - 1]!;
                const op = code[pc + 1]!;
                control[at + F_PC] = pc;
                roots.top = sp;
                let r = 0;
                if ((i32[a]! & SHAPE_MASK) === Shape.INT && (i32[b]! & SHAPE_MASK) === Shape.INT) {
                  const x = i32[a + NUMBER_VALUE]!;
                  const y = i32[b + NUMBER_VALUE]!;
                  if (op === 0 || op === 13) r = vm.numbers.int(x + y);
                  else if (op === 10 || op === 23) r = vm.numbers.int(x - y);
                }
                if (r === 0) {
                  if (op === 13 && (i32[a]! & SHAPE_MASK) === Shape.STR) {
                    r = slow.appendString(code[pc + 4]!, code[pc + 5]!, fp);
                    if (r === 0) r = vm.operators.binary(op, S[sp - 2]!, S[sp - 1]!);
                  } else r = vm.operators.binary(op, a, b);
                }
                sp = slow.replaceTwo(sp, r);
                if (i32[POLL_WORD] !== 0) slow.endOfAllocation(sp);
                pc += 4;
                break;
              }
              case Op.LOAD_ATTR: {
                const object = S[sp - 1]!;
                const shape = i32[object]! & SHAPE_MASK;
                if (code[pc + 2] === shape && code[pc + 3]! >>> 8 === (vm.classes.epoch & 0xffffff)) {
                  const v = i32[object + (code[pc + 3]! & 0xff)]!;
                  if (v !== 0) {
                    if (counting) i32[v + MARK] = i32[v + MARK]! + 1;
                    S[sp - 1] = v;
                    pc += 4;
                    if (counting) {
                      roots.top = sp;
                      runtime.release(object);
                    }
                    break;
                  }
                }
                roots.top = sp;
                control[at + F_PC] = pc;
                if (!caches.loadAttr(info, code, pc, sp) && i32[POLL_WORD] !== 0) slow.endOfAllocation(sp);
                pc += 4;
                break;
              }
              case Op.LOAD_METHOD: {
                // [object] → [function, object] or [null, value]
                roots.top = sp;
                control[at + F_PC] = pc;
                caches.loadMethod(info, code, pc, sp);
                sp++;
                pc += 4;
                break;
              }
              case Op.CALL_FUNCTION_EX:
              case Op.BEFORE_WITH:
              case Op.CALL: {
                const n = code[pc + 1]!;
                roots.top = sp;
                control[at + F_PC] = pc;
                const entered =
                  code[pc] === Op.CALL
                    ? vm.calls.begin(sp - n - 2, n, vm.registers.words[REG_KWNAMES] !== 0, 0)
                    : slow.beginOther(code[pc]!, n, sp);
                if (entered) {
                  control = frames.control;
                  control[at + F_PC] = pc;
                  at = (frames.depth - 1) * FRAME_WORDS;
                  info = vm.codes.infos[control[at + F_CODE]!]!;
                  code = info.instructions;
                  constants = info.constants;
                  fp = control[at + F_BASE]!;
                  pc = 0;
                  sp = roots.top;
                  if (tier?.isHot(info) && tier.mayEnter) {
                    enters = CALLED;
                    loop = -1;
                    continue next;
                  }
                  if (i32[POLL_WORD] !== 0) slow.atSafepoint(sp);
                  if (ticks >= this.budget) ticks = slow.checkLimits(ticks);
                } else {
                  sp = roots.top;
                  if (i32[POLL_WORD] !== 0) slow.atSafepoint(sp);
                  pc += 4;
                }
                break;
              }
              case Op.POP_TOP: {
                const v = S[--sp]!;
                control[at + F_PC] = pc;
                pc += 4;
                if (counting) {
                  roots.top = sp;
                  runtime.release(v);
                }
                break;
              }
              case Op.RETURN_VALUE: {
                roots.top = sp;
                control[at + F_PC] = pc;
                const flags = control[at + F_FLAGS]!;
                if ((flags & FRAME_CONSTRUCTOR) !== 0) slow.checkInitialised(sp);
                frames.leave(true);
                sp = roots.top;
                if ((flags & FRAME_CONSTRUCTOR) !== 0) sp = slow.endConstructor(sp);
                if ((flags & FRAME_RETURNS) !== 0) {
                  vm.threads.returned(flags);
                  return;
                }
                reload = 4;
                continue next;
              }
              case Op.LOAD_GLOBAL: {
                const arg = code[pc + 1]!;
                if ((arg & 1) !== 0) S[sp++] = 0;
                const globals = i32[S[fp - 1]! + FUNCTION_GLOBALS]!;
                const name = vm.strings.nameRef(info.names[arg >> 1]!);
                const entry = code[pc + 2]!;
                let v = 0;
                if (entry >= 0 && entry < i32[globals + DICT_FILLED]!) {
                  const cell = i32[globals + DICT_ENTRIES]! + ITEMS_DATA + 2 * entry;
                  if (i32[cell] === name) v = i32[cell + 1]!;
                }
                if (v === 0) {
                  roots.top = sp;
                  v = slow.loadGlobal(code, pc, globals, i32[S[fp - 1]! + FUNCTION_BUILTINS]!, name);
                }
                if (counting) i32[v + MARK] = i32[v + MARK]! + 1;
                S[sp++] = v;
                pc += 4;
                break;
              }
              case Op.STORE_ATTR: {
                const object = S[sp - 1]!;
                const shape = i32[object]! & SHAPE_MASK;
                control[at + F_PC] = pc;
                roots.top = sp;
                if (code[pc + 2] === shape && code[pc + 3]! >>> 8 === (vm.classes.epoch & 0xffffff)) {
                  runtime.store(object, code[pc + 3]! & 0xff, S[sp - 2]!);
                } else caches.storeAttr(info, code, pc, sp);
                pc += 4;
                sp -= 2;
                if (counting) {
                  roots.top = sp;
                  runtime.release(S[sp]!);
                  runtime.release(S[sp + 1]!);
                }
                break;
              }
              case Op.BINARY_SUBSCR: {
                control[at + F_PC] = pc;
                roots.top = sp;
                const r = vm.operators.getItem(S[sp - 2]!, S[sp - 1]!);
                sp = slow.replaceTwo(sp, r);
                if (i32[POLL_WORD] !== 0) slow.endOfAllocation(sp);
                pc += 4;
                break;
              }
              case Op.STORE_SUBSCR:
                control[at + F_PC] = pc;
                roots.top = sp;
                vm.operators.setItem(S[sp - 2]!, S[sp - 1]!, S[sp - 3]!);
                // CPython's order: value, container, key.
                sp -= 3;
                if (counting) slow.releaseInOrder(sp, sp + 3);
                if (i32[POLL_WORD] !== 0) slow.endOfAllocation(sp);
                pc += 4;
                break;
              case Op.FOR_ITER: {
                const iterator = S[sp - 1]!;
                if ((i32[iterator]! & SHAPE_MASK) === Shape.RANGE_ITERATOR) {
                  const left = i32[iterator + ITER_END]!;
                  if (left > 0) {
                    const value = i32[iterator + ITER_INDEX]!;
                    i32[iterator + ITER_END] = left - 1;
                    i32[iterator + ITER_INDEX] = value + i32[iterator + ITER_STEP]!;
                    roots.top = sp;
                    S[sp++] = vm.numbers.int(value);
                    pc += 4;
                    break;
                  }
                }
                roots.top = sp;
                control[at + F_PC] = pc;
                if (vm.threads.several) vm.flat.enter(sp - 1);
                const item = vm.iteration.next(sp - 1);
                if (item !== 0) {
                  S[sp++] = item;
                  if (i32[POLL_WORD] !== 0) slow.endOfAllocation(sp);
                  pc += 4;
                } else {
                  const over = S[--sp]!;
                  roots.top = sp;
                  runtime.release(over);
                  if (i32[POLL_WORD] !== 0) slow.atSafepoint(sp);
                  pc = code[pc + 1]!;
                }
                break;
              }
              case Op.JUMP_BACKWARD: {
                const due = ticks >= this.budget;
                if (due) {
                  roots.top = sp;
                  ticks = slow.checkLimits(ticks);
                }
                if (i32[POLL_WORD] !== 0) slow.atSafepoint(sp);
                pc = code[pc + 1]!;
                if (!tier?.turns(info, pc, sp, due)) break;
                enters = CALLED;
                loop = pc;
                continue next;
              }
              case Op.JUMP:
              case Op.JUMP_BACKWARD_NO_INTERRUPT:
                pc = code[pc + 1]!;
                break;
              case Op.LOAD_DEREF: {
                const v = i32[S[fp + code[pc + 1]!]! + CELL_CONTENT]!;
                if (v === 0) {
                  roots.top = sp;
                  throw slow.unboundCell(info, code[pc + 1]!);
                }
                if (counting) i32[v + MARK] = i32[v + MARK]! + 1;
                S[sp++] = v;
                pc += 4;
                break;
              }
              case Op.STORE_DEREF:
                control[at + F_PC] = pc;
                roots.top = --sp;
                runtime.storeOwned(S[fp + code[pc + 1]!]!, CELL_CONTENT, S[sp]!);
                pc += 4;
                break;
              case Op.IS_OP:
              case Op.CONTAINS_OP:
                control[at + F_PC] = pc;
                roots.top = sp;
                sp = slow.test(code[pc]!, code[pc + 1] === 1, sp);
                pc += 4;
                break;
              case Op.GET_ITER: {
                control[at + F_PC] = pc;
                roots.top = sp;
                const iterator = vm.iteration.iterator(S[sp - 1]!);
                const over = S[sp - 1]!;
                S[sp - 1] = iterator;
                runtime.release(over);
                if (i32[POLL_WORD] !== 0) slow.endOfAllocation(sp);
                pc += 4;
                break;
              }
              case Op.BUILD_TUPLE:
              case Op.BUILD_LIST: {
                const n = code[pc + 1]!;
                roots.top = sp;
                S[sp - n] = code[pc] === Op.BUILD_LIST ? vm.listOfTop(n) : vm.tupleOfTop(n);
                sp = roots.top = sp - n + 1;
                if (i32[POLL_WORD] !== 0) slow.endOfAllocation(sp);
                pc += 4;
                break;
              }
              case Op.LIST_APPEND:
                roots.top = sp;
                slow.listAppend(sp - code[pc + 1]! - 1, --sp);
                pc += 4;
                break;
              case Op.PUSH_NULL:
                S[sp++] = 0;
                pc += 4;
                break;
              case Op.SWAP: {
                const other = sp - code[pc + 1]!;
                const top = S[sp - 1]!;
                S[sp - 1] = S[other]!;
                S[other] = top;
                pc += 4;
                break;
              }
              case Op.COPY: {
                const v = S[sp - code[pc + 1]!]!;
                if (counting) i32[v + MARK] = i32[v + MARK]! + 1;
                S[sp++] = v;
                pc += 4;
                break;
              }
              case Op.POP_JUMP_IF_NONE:
              case Op.POP_JUMP_IF_NONE_BACKWARD:
              case Op.POP_JUMP_IF_NOT_NONE:
              case Op.POP_JUMP_IF_NOT_NONE_BACKWARD: {
                const v = S[--sp]!;
                const op = code[pc]!;
                const onNone = op === Op.POP_JUMP_IF_NONE || op === Op.POP_JUMP_IF_NONE_BACKWARD;
                const next = (v === vm.none) === onNone ? code[pc + 1]! : pc + 4;
                roots.top = sp;
                runtime.release(v);
                if (op === Op.POP_JUMP_IF_NONE_BACKWARD || op === Op.POP_JUMP_IF_NOT_NONE_BACKWARD) {
                  if (i32[POLL_WORD] !== 0) slow.atSafepoint(sp);
                  pc = next;
                  if (ticks >= this.budget) ticks = slow.checkLimits(ticks);
                } else pc = next;
                break;
              }
              case Op.POP_JUMP_IF_FALSE_BACKWARD:
              case Op.POP_JUMP_IF_TRUE_BACKWARD: {
                control[at + F_PC] = pc;
                roots.top = sp;
                const truth = vm.protocols.truthy(S[sp - 1]!);
                const v = S[--sp]!;
                roots.top = sp;
                runtime.release(v);
                if (i32[POLL_WORD] !== 0) slow.atSafepoint(sp);
                pc = truth === (code[pc] === Op.POP_JUMP_IF_TRUE_BACKWARD) ? code[pc + 1]! : pc + 4;
                const due = ticks >= this.budget;
                if (due) ticks = slow.checkLimits(ticks);
                if (!tier?.turns(info, pc, sp, due)) break;
                enters = CALLED;
                loop = pc;
                continue next;
              }
              case Op.JUMP_IF_FALSE_OR_POP:
              case Op.JUMP_IF_TRUE_OR_POP: {
                control[at + F_PC] = pc;
                roots.top = sp;
                const truth = vm.protocols.truthy(S[sp - 1]!);
                if (truth === (code[pc] === Op.JUMP_IF_TRUE_OR_POP)) pc = code[pc + 1]!;
                else {
                  const v = S[--sp]!;
                  roots.top = sp;
                  runtime.release(v);
                  pc += 4;
                }
                break;
              }
              case Op.KW_NAMES:
                vm.calls.setKeywordNames(runtime.retain(statics.words[constants + code[pc + 1]!]!));
                pc += 4;
                break;
              case Op.YIELD_VALUE:
                roots.top = sp;
                vm.generators.suspend(pc + 4);
                return;
              case Op.RETURN_GENERATOR: {
                roots.top = sp;
                const flags = control[at + F_FLAGS]!;
                vm.generators.makeFromFrame(pc + 4);
                sp = roots.top;
                if ((flags & FRAME_ENTRY) !== 0) return;
                pc = frames.field(frames.depth - 1, F_PC);
                if (i32[POLL_WORD] !== 0) slow.endOfAllocation(sp);
                reload = 4;
                continue next;
              }
              case Op.RERAISE:
                roots.top = sp;
                throw slow.reraise(at, sp, code[pc + 1]!);
              default: {
                roots.top = sp;
                control[at + F_PC] = pc;
                const behind = slow.execute(info, fp, pc, sp);
                sp = roots.top;
                if (i32[POLL_WORD] !== 0) slow.endOfAllocation(sp);
                pc = behind;
              }
            }
          }
        } catch (error) {
          hostStack.depth = level;
          hostStack.counted = counted;
          enters = -1;
          if (pc === COMPILED) {
            sp = tier!.failed(error);
            ticks = tier!.ticks;
            if (frames.depth > 0) pc = frames.field(frames.depth - 1, F_PC);
          }
          ticks = vm.threads.settle(error, ticks);
          mode = this.unwinding.after(error, pc, sp, level);
          if (mode === LEAVE) return;
          reload = 0;
        }
      }
    } finally {
      hostStack.depth = level - 1;
      hostStack.counted = counted;
      vm.clock.steps += ticks;
    }
  }
}
