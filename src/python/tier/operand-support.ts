import { LENGTH, MARK_WORD, POLL_WORD, type Ref, SHAPE_MASK } from '../../heap/layout.ts';
import { BinaryOp, CompareOp, INPLACE_OFFSET } from '../compiler/opcodes.ts';
import {
  CLASS_ID,
  DICT_ENTRIES,
  DICT_FILLED,
  FUNCTION_BUILTINS,
  FUNCTION_GLOBALS,
  ITEMS_DATA,
  Kind,
  LIST_ITEMS,
  LIST_LENGTH,
  NUMBER_VALUE,
  Shape,
  TUPLE_DATA,
} from '../objects/shapes.ts';
import type { AttributeCaches } from '../vm/attribute-caches.ts';
import type { CodeInfo } from '../vm/codes.ts';
import { F_CODE, F_PC, FRAME_WORDS } from '../vm/frames.ts';
import type { Instructions } from '../vm/instructions.ts';
import { sameByValue } from '../vm/value-identity.ts';
import type { VM } from '../vm/vm.ts';
import { Feedback } from './feedback.ts';
import { NumberSupport } from './number-support.ts';

const INPLACE_ADD = BinaryOp.ADD + INPLACE_OFFSET;

/** Shapes from here on are looked at anew each time. */
const SHAPES_LOOKED_AT = 1 << 16;

const LEAVES = [
  Shape.NONE,
  Shape.BOOL,
  Shape.INT,
  Shape.WIDE,
  Shape.BIG,
  Shape.FLOAT,
  Shape.COMPLEX,
  Shape.STR,
  Shape.BYTES,
];

/**
 * Instructions for compiled code whose operands are arguments. `mask` says which of them are owned, the lowest on the stack first; all
 * others are in their slots. The last two arguments are the instruction's pc, and where its operands end.
 */
export abstract class OperandSupport extends NumberSupport {
  readonly slow: Instructions;
  readonly caches: AttributeCaches;
  readonly infos: readonly CodeInfo[];
  private readonly moving: boolean;
  /** By shape: the epoch of the classes in which `==` and `!=` of its objects were found to be identity. */
  readonly byIdentity = new Int32Array(SHAPES_LOOKED_AT);
  /** Shapes whose destruction runs no code of the program, and releases nothing. */
  readonly leaf = new Uint8Array(SHAPE_MASK + 1);

  constructor(vm: VM, slow: Instructions, caches: AttributeCaches) {
    super(vm);
    this.slow = slow;
    this.caches = caches;
    this.infos = vm.codes.infos;
    this.moving = vm.runtime.collector.traits.moving;
    for (const shape of LEAVES) this.leaf[shape] = 1;
  }

  readonly feedback = new Feedback();

  /** The code `id` has met so much that it was not prepared for that it is to be compiled anew. */
  abstract renew(id: number): void;

  /** The end of an instruction that may have allocated. */
  abstract endOfAllocation(): void;

  /** The innermost frame is at `pc`, its operands end at `sp`. */
  private mark(pc: number, sp: number): void {
    const { frames, roots } = this.vm;
    frames.control[(frames.depth - 1) * FRAME_WORDS + F_PC] = pc;
    roots.top = sp;
  }

  /** The same, and the operand at `position` is put there. */
  private root(position: number, ref: Ref, owned: number): void {
    this.vm.roots.stack[position] = owned !== 0 ? ref : this.vm.runtime.retain(ref);
  }

  private rootTwo(a: Ref, b: Ref, mask: number, pc: number, sp: number): void {
    this.root(sp - 2, a, mask & 1);
    this.root(sp - 1, b, mask & 2);
    this.mark(pc, sp);
  }

  // ---- Destruction

  /** The count of `ref` has reached 0. */
  dead(ref: Ref, pc: number, sp: number): void {
    if (this.leaf[this.i32[ref]! & SHAPE_MASK] === 0) this.mark(pc, sp);
    this.vm.runtime.destroy(ref);
  }

  /** The same while `held` is on top of the stack. */
  deadBelow(ref: Ref, held: Ref, pc: number, sp: number): void {
    this.vm.roots.stack[sp - 1] = held;
    this.dead(ref, pc, sp);
  }

  /** Releases a frame's locals, from the first to the last. */
  releaseLocals(from: number, to: number): void {
    const { i32 } = this;
    const { stack } = this.vm.roots;
    for (let at = from; at < to; at++) {
      const ref = stack[at]!;
      if (ref === 0) continue;
      stack[at] = 0;
      const count = i32[ref + MARK_WORD]! - 1;
      i32[ref + MARK_WORD] = count;
      if (count === 0) this.vm.runtime.destroy(ref);
    }
  }

  /** The same for the local in slot `last` alone, the last reference to it gone, once its predecessors are gone; `result` is held at `at`. */
  deadLocal(ref: Ref, fp: number, last: number, at: number, result: Ref): void {
    if (this.leaf[this.i32[ref]! & SHAPE_MASK] === 0) {
      const { roots } = this.vm;
      roots.stack.fill(0, fp, fp + last + 1);
      roots.stack[at] = result;
      roots.top = at + 1;
    }
    this.vm.runtime.destroy(ref);
  }

  /** Releases what a call holds below its locals, which are gone; `result` is held at `at`. */
  releaseCall(from: number, fp: number, at: number, result: Ref): void {
    const { roots } = this.vm;
    roots.stack.fill(0, fp, at);
    roots.stack[at] = result;
    roots.top = at + 1;
    this.releaseLocals(from, fp);
  }

  // ---- Names and attributes

  /** LOAD_GLOBAL: borrowed. */
  global(code: Int32Array, fp: number, nameId: number, pc: number, sp: number): Ref {
    const { vm, i32 } = this;
    const fn = vm.roots.stack[fp - 1]!;
    const globals = i32[fn + FUNCTION_GLOBALS]!;
    const name = vm.strings.nameRef(nameId);
    const entry = code[pc + 2]!;
    if (entry >= 0 && entry < i32[globals + DICT_FILLED]!) {
      const cell = i32[globals + DICT_ENTRIES]! + ITEMS_DATA + 2 * entry;
      if (i32[cell] === name && i32[cell + 1] !== 0) return i32[cell + 1]!;
    }
    this.mark(pc, sp);
    return this.slow.loadGlobal(code, pc, globals, i32[fn + FUNCTION_BUILTINS]!, name);
  }

  /** The text of the innermost frame did not know what it met at `pc`, where the cache may know it now. */
  private missed(code: Int32Array, pc: number): void {
    const { frames } = this.vm;
    const id = frames.control[(frames.depth - 1) * FRAME_WORDS + F_CODE]!;
    if (this.feedback.missed(id, pc, code[pc + 2]!, code[pc + 3]!)) this.renew(id);
  }

  /** LOAD_ATTR */
  attr(object: Ref, mask: number, code: Int32Array, pc: number, sp: number): Ref {
    const { vm, i32 } = this;
    const { frames, roots } = vm;
    const packed = code[pc + 3]!;
    if (code[pc + 2] === (i32[object]! & SHAPE_MASK) && packed >>> 8 === (vm.classes.epoch & 0xffffff)) {
      const value = i32[object + (packed & 0xff)]!;
      if (value !== 0) {
        this.missed(code, pc);
        vm.runtime.retain(value);
        if (mask === 0) return value;
        roots.stack[sp - 1] = value;
        this.mark(pc, sp);
        vm.runtime.release(object);
        return value;
      }
    }
    this.root(sp - 1, object, mask);
    this.mark(pc, sp);
    const info = this.infos[frames.control[(frames.depth - 1) * FRAME_WORDS + F_CODE]!]!;
    const shape = i32[object]! & SHAPE_MASK;
    const isClass = vm.kindOf(object) === Kind.CLASS;
    const cls = isClass ? object : vm.classOf(object);
    const holder = { cls, info: i32[cls + CLASS_ID]!, shape: isClass ? 0 : shape };
    const isSlot = this.caches.loadAttr(info, code, pc, sp);
    if (isSlot) this.missed(code, pc);
    else if (!this.moving && this.feedback.missedInClass(info.id, pc, holder)) this.renew(info.id);
    if (!isSlot && i32[POLL_WORD] !== 0) this.endOfAllocation();
    return roots.stack[sp - 1]!;
  }

  /** STORE_ATTR: [value, object] */
  setAttr(value: Ref, object: Ref, mask: number, code: Int32Array, pc: number, sp: number): void {
    const { vm, i32 } = this;
    const { frames, roots, runtime } = vm;
    this.rootTwo(value, object, mask, pc, sp);
    const packed = code[pc + 3]!;
    if (code[pc + 2] === (i32[object]! & SHAPE_MASK) && packed >>> 8 === (vm.classes.epoch & 0xffffff)) {
      runtime.store(object, packed & 0xff, value);
    } else {
      const info = this.infos[frames.control[(frames.depth - 1) * FRAME_WORDS + F_CODE]!]!;
      this.caches.storeAttr(info, code, pc, sp);
    }
    this.missed(code, pc);
    roots.top = sp - 2;
    runtime.release(roots.stack[sp - 2]!);
    runtime.release(roots.stack[sp - 1]!);
  }

  /** LOAD_METHOD: leaves what is called, and self or null, in their slots. */
  method(object: Ref, mask: number, code: Int32Array, pc: number, sp: number): void {
    const { frames } = this.vm;
    this.root(sp - 1, object, mask);
    this.mark(pc, sp);
    const info = this.infos[frames.control[(frames.depth - 1) * FRAME_WORDS + F_CODE]!]!;
    this.caches.loadMethod(info, code, pc, sp);
    this.missed(code, pc);
  }

  // ---- Operators

  /** The truth of an operand that stays. */
  truth(ref: Ref, mask: number, pc: number, sp: number): boolean {
    const { vm, i32 } = this;
    const shape = i32[ref]! & SHAPE_MASK;
    if (shape === Shape.INT) return i32[ref + NUMBER_VALUE] !== 0;
    if (shape === Shape.NONE) return false;
    this.root(sp - 1, ref, mask);
    this.mark(pc, sp);
    const truth = vm.protocols.truthy(ref);
    if (mask === 0) vm.drop(1);
    return truth;
  }

  /** Replaces two operands, which are released, by a bool. */
  replaceTwo(a: Ref, b: Ref, mask: number, truth: boolean, pc: number, sp: number): Ref {
    const { roots } = this.vm;
    this.rootTwo(a, b, mask, pc, sp);
    roots.top = this.slow.replaceTwo(sp, this.vm.newBool(truth));
    return roots.stack[sp - 2]!;
  }

  sameByValue(a: Ref, b: Ref): boolean {
    return sameByValue(this.vm, a, b);
  }

  sameText(a: Ref, b: Ref): boolean {
    return this.vm.strings.equal(a, b);
  }

  compare(a: Ref, b: Ref, mask: number, op: number, pc: number, sp: number): Ref {
    const { roots } = this.vm;
    this.rootTwo(a, b, mask, pc, sp);
    if (op === CompareOp.EQ || op === CompareOp.NE) {
      this.lookAt(a);
      this.lookAt(b);
    }
    roots.top = this.slow.replaceTwo(sp, this.vm.operators.compare(op, a, b));
    return roots.stack[sp - 2]!;
  }

  /** Notes whether the object is compared by identity. */
  private lookAt(ref: Ref): void {
    const { vm, byIdentity } = this;
    const shape = this.i32[ref]! & SHAPE_MASK;
    if (shape >= SHAPES_LOOKED_AT || byIdentity[shape] === vm.classes.epoch) return;
    if (ref !== vm.none && vm.info.layouts[shape] === undefined) return;
    if (vm.operators.comparesIdentity(CompareOp.NE, ref)) byIdentity[shape] = vm.classes.epoch;
  }

  /** A comparison and the jump behind it. */
  compareTruth(a: Ref, b: Ref, mask: number, op: number, pc: number, sp: number): boolean {
    const { vm } = this;
    const { roots } = vm;
    const result = this.compare(a, b, mask, op, pc, sp);
    if ((this.i32[result]! & SHAPE_MASK) !== Shape.BOOL) {
      this.mark(pc + 4, sp - 1);
      const truth = vm.protocols.truthy(result);
      vm.drop(1);
      return truth;
    }
    const truth = result === vm.true;
    roots.top = sp - 2;
    vm.runtime.release(result);
    return truth;
  }

  /** The rest of BINARY_OP: all of it if `result` is 0, otherwise what follows an allocation. */
  binary(result: Ref, a: Ref, b: Ref, mask: number, op: number, fp: number, pc: number, sp: number): Ref {
    const { vm, i32 } = this;
    const { frames, roots } = vm;
    if (result !== 0) {
      roots.stack[sp - 2] = result;
      this.mark(pc, sp - 1);
    } else {
      this.rootTwo(a, b, mask, pc, sp);
      let made = 0;
      if (op === INPLACE_ADD && (i32[a]! & SHAPE_MASK) === Shape.STR) {
        const { instructions } = this.infos[frames.control[(frames.depth - 1) * FRAME_WORDS + F_CODE]!]!;
        made = this.slow.appendString(instructions[pc + 4]!, instructions[pc + 5]!, fp);
      }
      if (made === 0) made = vm.operators.binary(op, roots.stack[sp - 2]!, roots.stack[sp - 1]!);
      roots.top = this.slow.replaceTwo(sp, made);
    }
    if (i32[POLL_WORD] !== 0) this.endOfAllocation();
    return roots.stack[sp - 2]!;
  }

  /** BINARY_SUBSCR */
  item(container: Ref, key: Ref, mask: number, pc: number, sp: number): Ref {
    const { i32, vm } = this;
    const { roots } = vm;
    const { stack } = roots;
    if ((i32[key]! & SHAPE_MASK) === Shape.INT && i32[POLL_WORD] === 0) {
      const shape = i32[container]! & SHAPE_MASK;
      const index = i32[key + NUMBER_VALUE]!;
      let value = 0;
      if (shape === Shape.LIST) {
        const length = i32[container + LIST_LENGTH]!;
        const at = index < 0 ? index + length : index;
        if (at >= 0 && at < length) value = i32[i32[container + LIST_ITEMS]! + ITEMS_DATA + at]!;
      } else if (shape === Shape.TUPLE) {
        const length = i32[container + LENGTH]!;
        const at = index < 0 ? index + length : index;
        if (at >= 0 && at < length) value = i32[container + TUPLE_DATA + at]!;
      }
      if (value !== 0) {
        vm.runtime.retain(value);
        if (mask === 0) return value;
        if ((mask & 1) === 0 || i32[container + MARK_WORD] !== 1) {
          if ((mask & 1) !== 0) vm.runtime.release(container);
          if ((mask & 2) !== 0) vm.runtime.release(key);
          return value;
        }
        this.rootTwo(container, key, mask, pc, sp);
        roots.top = this.slow.replaceTwo(sp, value);
        if (i32[POLL_WORD] !== 0) this.endOfAllocation();
        return stack[sp - 2]!;
      }
    }
    this.rootTwo(container, key, mask, pc, sp);
    roots.top = this.slow.replaceTwo(sp, vm.operators.getItem(container, key));
    if (i32[POLL_WORD] !== 0) this.endOfAllocation();
    return stack[sp - 2]!;
  }

  /** STORE_SUBSCR */
  setItem(value: Ref, container: Ref, key: Ref, mask: number, pc: number, sp: number): void {
    const { i32, vm } = this;
    const { runtime, roots } = vm;
    this.root(sp - 3, value, mask & 1);
    this.root(sp - 2, container, mask & 2);
    this.root(sp - 1, key, mask & 4);
    this.mark(pc, sp);
    let done = false;
    if ((i32[key]! & SHAPE_MASK) === Shape.INT && (i32[container]! & SHAPE_MASK) === Shape.LIST) {
      const index = i32[key + NUMBER_VALUE]!;
      const length = i32[container + LIST_LENGTH]!;
      const at = index < 0 ? index + length : index;
      if (at >= 0 && at < length) {
        runtime.store(i32[container + LIST_ITEMS]!, ITEMS_DATA + at, value);
        done = true;
      }
    }
    if (!done) vm.operators.setItem(container, key, value);
    roots.top = sp - 3;
    if (runtime.counting) {
      const { stack } = roots;
      const last = stack[sp - 1]!;
      const middle = stack[sp - 2]!;
      runtime.release(stack[sp - 3]!);
      runtime.release(middle);
      runtime.release(last);
    }
    if (i32[POLL_WORD] !== 0) this.endOfAllocation();
  }
}
