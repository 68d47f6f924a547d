import { INSTRUCTION_WORDS, Op } from '../compiler/opcodes.ts';
import { stackEffect } from '../compiler/stack-effects.ts';
import { loadAttr, loadDeref, loadGlobal, loadMethod, storeAttr, storeDeref } from './attribute-text.ts';
import { call, otherCall, returnValue } from './call-text.ts';
import type { Emission } from './emission.ts';
import { GOES_ON } from './environment.ts';
import { type Block, isLeaving } from './flow-graph.ts';
import { forIter, fused, jumpOrPop, popJumpNone, popJumpTruth, popTruth, turn } from './jump-text.ts';
import type { Operand } from './operands.ts';
import { binary, compare, isOperator, storeSubscript, subscript } from './operator-text.ts';
import type { BlockEmitter, EmittedBlock, Ending } from './structure.ts';

/** Writes the JavaScript of one block after the other. */
export class Emitter implements BlockEmitter {
  private readonly e: Emission;

  constructor(emission: Emission) {
    this.e = emission;
  }

  settled(operands: readonly Operand[]): string[] {
    return this.e.ops.settledText(operands);
  }

  block(block: Block, operands: readonly Operand[] | null): EmittedBlock {
    const { e } = this;
    const { ops } = e;
    ops.begin(block.depth, operands);
    const last = block.end - INSTRUCTION_WORDS;
    let ending: Ending | null = null;
    for (let pc = block.start; pc < block.end && ending === null; pc += INSTRUCTION_WORDS) {
      const count = e.segments.counts[pc / INSTRUCTION_WORDS]!;
      if (count !== 0) e.line(`T[0] += ${count};`);
      ops.pc = pc;
      ending = fused(e, pc, last) ?? this.instruction(pc);
    }
    ending ??= this.jumpTo(block.end);
    return { lines: ops.lines.slice(), ending };
  }

  private instruction(pc: number): Ending | null {
    const { code } = this.e;
    return this.jump(pc, code[pc]!, code[pc + 1]!) ?? this.straight(pc, code[pc]!, code[pc + 1]!);
  }

  /** Instructions that end a block. */
  private jump(pc: number, op: number, arg: number): Ending | null {
    const { e } = this;
    const { ops } = e;
    switch (op) {
      case Op.RETURN_VALUE:
        returnValue(e);
        return { kind: 'left' };
      case Op.JUMP:
        return this.jumpTo(arg);
      case Op.JUMP_BACKWARD:
        turn(e);
        return this.jumpTo(arg);
      case Op.FOR_ITER:
        return forIter(e, pc, arg);
      case Op.POP_JUMP_IF_FALSE:
      case Op.POP_JUMP_IF_TRUE:
      case Op.POP_JUMP_IF_FALSE_BACKWARD:
      case Op.POP_JUMP_IF_TRUE_BACKWARD:
        return popJumpTruth(e, pc);
      case Op.POP_JUMP_IF_NONE:
      case Op.POP_JUMP_IF_NOT_NONE:
      case Op.POP_JUMP_IF_NONE_BACKWARD:
      case Op.POP_JUMP_IF_NOT_NONE_BACKWARD:
        return popJumpNone(e, pc);
      case Op.JUMP_IF_FALSE_OR_POP:
      case Op.JUMP_IF_TRUE_OR_POP:
        return jumpOrPop(e, pc, arg, op === Op.JUMP_IF_TRUE_OR_POP);
      default:
        if (!isLeaving(op)) return null;
        ops.settle(0);
        e.line(e.here, `return ${GOES_ON};`);
        return { kind: 'left' };
    }
  }

  private jumpTo(target: number): Ending {
    return { kind: 'jump', arm: { lines: [], target, operands: this.e.ops.stack.slice() } };
  }

  /** Instructions with one successor, the next. */
  private straight(pc: number, op: number, arg: number): null {
    const { e } = this;
    const { ops, info } = e;
    switch (op) {
      case Op.NOP:
        break;
      case Op.LOAD_FAST:
        this.loadFast(pc, arg);
        break;
      case Op.STORE_FAST:
        this.storeFast(arg);
        break;
      case Op.LOAD_CONST:
        ops.push({ kind: 'constant', index: info.constants + arg });
        break;
      case Op.PUSH_NULL:
        ops.push({ kind: 'null' });
        break;
      case Op.POP_TOP:
        ops.drop();
        break;
      case Op.COPY:
        this.copy(arg);
        break;
      case Op.SWAP:
        this.swap(arg);
        break;
      case Op.LOAD_GLOBAL:
        loadGlobal(e, pc, arg);
        break;
      case Op.LOAD_DEREF:
        loadDeref(e, arg);
        break;
      case Op.STORE_DEREF:
        storeDeref(e, arg);
        break;
      case Op.LOAD_CLOSURE:
        this.loadClosure(arg);
        break;
      case Op.LOAD_ATTR:
        loadAttr(e, pc);
        break;
      case Op.STORE_ATTR:
        storeAttr(e, pc);
        break;
      case Op.LOAD_METHOD:
        loadMethod(e, pc);
        break;
      case Op.COMPARE_OP:
        compare(e, arg);
        break;
      case Op.BINARY_OP:
        binary(e, arg);
        break;
      case Op.BINARY_SUBSCR:
        subscript(e);
        break;
      case Op.STORE_SUBSCR:
        storeSubscript(e);
        break;
      case Op.IS_OP:
        isOperator(e, arg);
        break;
      case Op.UNARY_NOT:
        e.pushBool(`!${popTruth(e)}`);
        e.poll();
        break;
      case Op.CALL:
        call(e, pc, arg);
        break;
      case Op.CALL_FUNCTION_EX:
      case Op.BEFORE_WITH:
        otherCall(e, op, arg);
        break;
      default:
        this.whole(pc, op, arg);
    }
    return null;
  }

  /** Instructions that are carried out whole by a support function. */
  private whole(pc: number, op: number, arg: number): void {
    const { e } = this;
    const { ops, info } = e;
    switch (op) {
      case Op.KW_NAMES:
        e.line(`vm.calls.setKeywordNames(RT.retain(W.words[${info.constants + arg}]));`);
        return;
      case Op.GET_ITER:
        e.generic(1, 1, ['X.getIter();']);
        e.poll();
        return;
      case Op.BUILD_TUPLE:
      case Op.BUILD_LIST: {
        const make = op === Op.BUILD_TUPLE ? 'tupleOfTop' : 'listOfTop';
        e.generic(arg, 1, [`vm.push(vm.${make}(${arg}));`]);
        e.poll();
        return;
      }
      case Op.LIST_APPEND:
        e.generic(1, 0, [`X.slow.listAppend(${e.slotOf(arg + 1)}, ${e.slotOf(1)});`]);
        return;
      case Op.CONTAINS_OP:
        e.generic(2, 1, [`X.contains(${arg});`]);
        return;
      default: {
        const effect = stackEffect(op, arg, false);
        e.generic(0, 0, [`X.slow.execute(${e.infoText}, fp, ${pc}, ${ops.top()});`]);
        this.reloaded(op, arg);
        ops.unname();
        if (effect < 0) ops.forget(-effect);
        for (let k = 0; k < effect; k++) ops.push({ kind: 'slot' });
        e.poll();
      }
    }
  }

  /** Variables whose slot was written by a support function. */
  private reloaded(op: number, arg: number): void {
    const { e } = this;
    if (e.rules.moving) return;
    for (const slot of e.locals) {
      const isWritten =
        op === Op.DELETE_FAST || op === Op.MAKE_CELL ? slot === arg : op === Op.COPY_FREE_VARS;
      if (isWritten) e.line(`${e.local(slot)} = S[fp + ${slot}];`);
    }
  }

  // ---- Locals and the operand stack

  private loadFast(pc: number, slot: number): void {
    const { e } = this;
    if (!e.bound(pc, slot)) {
      const { before } = e.ops.aside(0);
      e.line(
        `if (${e.local(slot)} === 0) { ${before} ${e.here} throw X.slow.unboundLocal(${e.infoText}, ${slot}); }`,
      );
    }
    e.ops.push({ kind: 'local', slot });
  }

  private storeFast(slot: number): void {
    const { ops } = this.e;
    const operand = ops.at(0);
    if (operand.kind === 'local' && operand.slot === slot) {
      ops.stack.pop();
      return;
    }
    const { e } = this;
    const value = ops.popOwned();
    ops.detach(slot);
    const local = e.local(slot);
    const old = ops.temporary();
    if (ops.counting) e.line(`${old} = ${local};`);
    e.line(`S[fp + ${slot}] = ${value};`);
    if (!e.rules.moving) e.line(`${local} = ${value};`);
    ops.release(old);
  }

  private loadClosure(slot: number): void {
    const { e } = this;
    const name = e.ops.temporary();
    e.line(`${name} = S[fp + ${slot}];`, e.ops.retainText(name));
    e.ops.pushOwned(name);
    e.poll();
  }

  private copy(depth: number): void {
    const { ops } = this.e;
    const operand = ops.at(depth - 1);
    if (operand.kind === 'local' || operand.kind === 'constant' || operand.kind === 'null') {
      ops.push(operand);
      return;
    }
    const source = ops.peek(depth - 1);
    const name = ops.temporary();
    this.e.line(`${name} = ${source};`, ops.retainText(name));
    ops.pushOwned(name);
  }

  private swap(depth: number): void {
    const { ops } = this.e;
    const top = ops.stack.length - 1;
    const other = ops.stack.length - depth;
    for (const index of [top, other]) {
      if (ops.stack[index]!.kind !== 'slot') continue;
      const name = ops.temporary();
      this.e.line(`${name} = ${ops.place(index)};`);
      ops.stack[index] = { kind: 'owned', name };
    }
    const held = ops.stack[top]!;
    ops.stack[top] = ops.stack[other]!;
    ops.stack[other] = held;
  }
}
