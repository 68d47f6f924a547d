import { POLL_COLLECTOR, POLL_WORD, type Ref } from '../../heap/layout.ts';
import { appendOwned, growthWords } from '../builtins/list-type.ts';
import { addKey, updateSet } from '../builtins/set-operations.ts';
import { Op } from '../compiler/opcodes.ts';
import { callDisplayHook } from '../modules/hooks.ts';
import {
  CELL_CONTENT,
  FUNCTION_BUILTINS,
  FUNCTION_CLOSURE,
  FUNCTION_GLOBALS,
  Kind,
  Shape,
} from '../objects/shapes.ts';
import { AsyncInstructions } from './async-instructions.ts';
import { BuildingInstructions } from './building-instructions.ts';
import { CallingInstructions } from './calling-instructions.ts';
import { type CodeInfo, NAMESPACE_SLOT } from './codes.ts';
import type { GuestException } from './exceptions.ts';
import { F_PC } from './frames.ts';
import { PatternInstructions } from './pattern-instructions.ts';
import { RESUME, THREAD_SWITCH, TOO_DEEP } from './threads.ts';
import { sameByValue } from './value-identity.ts';
import { REG_BUILTINS, type VM } from './vm.ts';

/** The instructions that the loop does not carry inline, and the slow halves of those that it does. */
export class Instructions {
  private readonly vm: VM;
  private readonly build: BuildingInstructions;
  private readonly calling: CallingInstructions;
  private readonly patterns: PatternInstructions;
  private readonly async: AsyncInstructions;

  constructor(vm: VM) {
    this.vm = vm;
    this.build = new BuildingInstructions(vm);
    this.calling = new CallingInstructions(vm, this.build);
    this.patterns = new PatternInstructions(vm);
    this.async = new AsyncInstructions(vm);
  }

  // ---- Between instructions

  /** Counts instructions, looks at the limits. @returns the new tick count */
  checkLimits(ticks: number): number {
    const { vm } = this;
    vm.clock.steps += ticks;
    vm.limits.check();
    if (vm.threads.several && vm.threads.timeUp()) {
      vm.clock.steps -= ticks;
      throw THREAD_SWITCH;
    }
    return 0;
  }

  /** A safepoint at a jump or call. */
  atSafepoint(sp: number): void {
    this.vm.roots.top = sp;
    this.vm.runtime.safepoint();
    if (this.vm.threads.isPolling) this.vm.threads.polled(0);
  }

  /** The end of an instruction that may have allocated: CPython up to 3.11 collects here, later ones where a call begins or a loop goes on. */
  endOfAllocation(sp: number): void {
    this.vm.roots.top = sp;
    if (this.vm.platform.collectsAt === 'eval-breaker' && this.vm.i32[POLL_WORD] === POLL_COLLECTOR) return;
    this.vm.runtime.safepoint();
    if (this.vm.threads.isPolling) this.vm.threads.polled(4);
  }

  /** Does what an interpreter loop does first: `mode` is not GO_ON. */
  goOnWith(mode: number): void {
    const { vm } = this;
    if (mode === RESUME) this.calling.finishWaiting(vm.threads.resume());
    else throw mode === TOO_DEEP ? vm.hostStack.tooDeep() : vm.exceptions.reraise(vm.exceptions.take());
  }

  /** CALL_FUNCTION_EX and BEFORE_WITH: as Calls.begin. */
  beginOther(op: number, arg: number, sp: number): boolean {
    if (op === Op.BEFORE_WITH) return this.calling.beginWith(sp);
    return this.calling.beginExtended(sp, (arg & 1) !== 0);
  }

  /** RERAISE in the frame whose control words are at `at`: raises what is on top again. `noted` below it is where it was raised first. */
  reraise(at: number, sp: number, noted: number): GuestException {
    const { vm } = this;
    const { control } = vm.frames;
    const { unwinding } = vm.interpreter;
    if (noted !== 0) control[at + F_PC] = vm.numbers.smallOf(vm.at(sp - noted - 1));
    const exception = vm.at(sp - 1);
    vm.roots.top = sp - 1;
    unwinding.withoutTraceback = true;
    if (noted !== 0) unwinding.reraisedAt = control[at + F_PC]!;
    return vm.exceptions.reraise(exception);
  }

  // ---- Operands

  /** [a, b] → [result]; releases a, then b. @returns the new stack pointer */
  replaceTwo(sp: number, result: Ref): number {
    const { runtime, roots } = this.vm;
    const { stack } = roots;
    if (!runtime.counting) {
      stack[sp - 2] = result;
      return sp - 1;
    }
    const a = stack[sp - 2]!;
    const b = stack[sp - 1]!;
    stack[sp - 2] = result;
    roots.top = sp - 1;
    runtime.release(a);
    runtime.release(b);
    return sp - 1;
  }

  /** Releases stack slots [from, to), which are above the top already, from the first to the last. */
  releaseInOrder(from: number, to: number): void {
    const { runtime, roots } = this.vm;
    const { stack } = roots;
    roots.top = to;
    for (let at = from; at < to; at++) {
      const ref = stack[at]!;
      stack[at] = 0;
      runtime.release(ref);
    }
    roots.top = from;
  }

  /** IS_OP and CONTAINS_OP. @returns the new stack pointer */
  test(op: number, negated: boolean, sp: number): number {
    const { vm } = this;
    const a = vm.at(sp - 2);
    const b = vm.at(sp - 1);
    const truth = op === Op.IS_OP ? a === b || sameByValue(vm, a, b) : vm.operators.contains(b, a);
    return this.replaceTwo(sp, vm.newBool(truth !== negated));
  }

  unboundLocal(info: CodeInfo, slot: number): GuestException {
    const name = info.code.localsPlusNames[slot]!;
    return this.vm.error(
      'UnboundLocalError',
      `cannot access local variable '${name}' where it is not associated with a value`,
    );
  }

  unboundCell(info: CodeInfo, slot: number): GuestException {
    const name = info.code.localsPlusNames[slot]!;
    if (slot < info.slots - info.code.freeNames.length) return this.unboundLocal(info, slot);
    const { strings, exceptions } = this.vm;
    return exceptions.nameError(
      strings.nameRef(strings.nameId(name)),
      `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`,
    );
  }

  // ---- Slow halves

  /**
   * Borrowed. The cache has the number of its entry in the globals; or -2 - that in the builtins, and behind it what the keys of the
   * globals were marked with when it was not among them.
   */
  loadGlobal(code: Int32Array, pc: number, globals: Ref, builtins: Ref, name: Ref): Ref {
    const { vm } = this;
    const { dicts } = vm;
    const cached = -2 - code[pc + 2]!;
    if (cached >= 0 && dicts.keysMark(globals) === code[pc + 3]! && cached < dicts.filled(builtins)) {
      if (dicts.keyAt(builtins, cached) === name) return dicts.valueAt(builtins, cached);
    }
    const entry = dicts.findName(globals, name);
    if (entry >= 0) {
      code[pc + 2] = entry;
      return dicts.valueAt(globals, entry);
    }
    code[pc + 2] = -1;
    const found = builtins === 0 ? -1 : dicts.findName(builtins, name);
    if (found < 0) throw vm.exceptions.globalNameError(name);
    const mark = dicts.keysMark(globals);
    if (mark !== 0) {
      code[pc + 2] = -2 - found;
      code[pc + 3] = mark;
    }
    return dicts.valueAt(builtins, found);
  }

  /** The result of `__init__` is on top. Another than None is an error of the caller's: this frame is in no traceback of it. */
  checkInitialised(sp: number): void {
    const { vm } = this;
    const result = vm.at(sp - 1);
    if (result === vm.none) return;
    const error = vm.error('TypeError', `__init__() should return None, not '${vm.typeName(result)}'`);
    vm.interpreter.unwinding.withoutTraceback = true;
    vm.interpreter.unwinding.ending = true;
    // It goes after the locals: into the slot for a namespace, which a function does not have.
    vm.roots.stack[vm.frames.extras(vm.frames.depth - 1) + NAMESPACE_SLOT] = vm.pop();
    throw error;
  }

  /** The `__init__` frame has returned: [instance, None] → [instance]. */
  endConstructor(sp: number): number {
    const { vm } = this;
    vm.drop(1);
    vm.construction.initialised(vm.at(sp - 2));
    return sp - 1;
  }

  /**
   * s += t where the next instruction stores the result where s came from: grows s in place if only that variable and the operand stack
   * hold it (CPython's unicode_concatenate). Otherwise 0.
   */
  appendString(nextOp: number, nextArg: number, fp: number): Ref {
    const { vm } = this;
    const { roots, i32, runtime } = vm;
    const a = vm.at(roots.top - 2);
    const b = vm.at(roots.top - 1);
    if (!vm.platform.growsStringsInPlace || !runtime.counting || vm.shapeOf(b) !== Shape.STR) return 0;
    if (nextOp !== Op.STORE_FAST || vm.at(fp + nextArg) !== a || i32[a + 1] !== 2) return 0;
    return vm.strings.grow(a, b) ? runtime.retain(a) : 0;
  }

  listAppend(listAt: number, itemAt: number): void {
    const { vm } = this;
    vm.reserve(growthWords(vm, vm.at(listAt)));
    const item = vm.at(itemAt);
    vm.roots.top = itemAt;
    appendOwned(vm, vm.at(listAt), item);
  }

  // ---- The rest

  /** Executes the instruction at `pc`; roots.top is the stack pointer before and after. @returns the next pc */
  execute(info: CodeInfo, fp: number, pc: number, sp: number): number {
    const code = info.instructions;
    const arg = code[pc + 1]!;
    const { vm } = this;
    const { stack } = vm.roots;
    switch (code[pc]) {
      case Op.LOAD_NAME:
        vm.push(this.loadName(info, fp, vm.strings.nameRef(info.names[arg]!)));
        break;
      case Op.STORE_NAME: {
        const namespace = this.namespace(info, fp);
        this.storeName(namespace, vm.strings.nameRef(info.names[arg]!), vm.at(sp - 1));
        vm.drop(1);
        break;
      }
      case Op.DELETE_NAME:
        this.deleteName(this.namespace(info, fp), vm.strings.nameRef(info.names[arg]!));
        break;
      case Op.STORE_GLOBAL:
        vm.dicts.setName(this.globals(fp), vm.strings.nameRef(info.names[arg]!), vm.at(sp - 1));
        vm.drop(1);
        break;
      case Op.DELETE_GLOBAL:
        if (!vm.dicts.deleteName(this.globals(fp), vm.strings.nameRef(info.names[arg]!))) {
          throw vm.exceptions.nameError(vm.strings.nameRef(info.names[arg]!));
        }
        break;
      case Op.DELETE_FAST:
        if (stack[fp + arg] === 0) throw this.unboundLocal(info, arg);
        vm.replace(fp + arg, 0);
        break;
      case Op.DELETE_DEREF:
        if (vm.i32[vm.at(fp + arg) + CELL_CONTENT] === 0) throw this.unboundCell(info, arg);
        vm.runtime.store(vm.at(fp + arg), CELL_CONTENT, 0);
        break;
      case Op.MAKE_CELL: {
        const cell = vm.runtime.allocate(Shape.CELL);
        vm.runtime.initialiseOwned(cell, CELL_CONTENT, stack[fp + arg]!);
        stack[fp + arg] = cell;
        break;
      }
      case Op.COPY_FREE_VARS: {
        const closure = vm.i32[vm.at(fp - 1) + FUNCTION_CLOSURE]!;
        const first = fp + info.slots - arg;
        for (let k = 0; k < arg; k++) stack[first + k] = vm.runtime.retain(vm.tupleItem(closure, k));
        break;
      }
      case Op.LOAD_CLASSDEREF:
        vm.push(this.loadClassDeref(info, fp, arg));
        break;
      case Op.DELETE_ATTR: {
        const valueAt = vm.push(0);
        vm.attributes.setRooted(sp - 1, info.names[arg]!, valueAt);
        vm.dropTo(sp - 1);
        break;
      }
      case Op.DELETE_SUBSCR:
        vm.operators.deleteItem(vm.at(sp - 2), vm.at(sp - 1));
        vm.roots.top = sp - 2;
        this.releaseInOrder(sp - 2, sp);
        break;
      case Op.UNARY_NEGATIVE:
        this.replaceTop(sp, vm.operators.unary('__neg__', vm.at(sp - 1)));
        break;
      case Op.UNARY_POSITIVE:
        this.replaceTop(sp, vm.operators.unary('__pos__', vm.at(sp - 1)));
        break;
      case Op.UNARY_INVERT:
        this.replaceTop(sp, vm.operators.unary('__invert__', vm.at(sp - 1)));
        break;
      case Op.UNPACK_SEQUENCE:
        this.build.unpackSequence(sp, arg);
        break;
      case Op.UNPACK_EX:
        this.build.unpackExtended(sp, arg & 0xff, arg >> 8);
        break;
      case Op.BUILD_MAP:
        this.build.buildMap(sp, arg);
        break;
      case Op.BUILD_CONST_KEY_MAP:
        this.build.buildConstKeyMap(sp, arg);
        break;
      case Op.BUILD_SET:
        this.build.buildSet(sp, arg);
        break;
      case Op.BUILD_SLICE:
        this.build.buildSlice(arg);
        break;
      case Op.BUILD_STRING:
        this.build.buildString(sp, arg);
        break;
      case Op.FORMAT_VALUE:
        this.build.formatValue(sp, arg);
        break;
      case Op.SET_ADD:
        addKey(vm, sp - arg - 1, sp - 1);
        vm.drop(1);
        break;
      case Op.MAP_ADD:
        vm.operators.setDictItem(vm.at(sp - arg - 2), vm.at(sp - 2), vm.at(sp - 1));
        vm.drop(2);
        break;
      case Op.LIST_EXTEND:
        this.build.listExtend(sp, arg);
        break;
      case Op.SET_UPDATE:
        updateSet(vm, sp - arg - 1, sp - 1);
        vm.drop(1);
        break;
      case Op.DICT_UPDATE:
        this.build.dictUpdate(sp - arg - 1, sp - 1);
        vm.drop(1);
        break;
      case Op.DICT_MERGE:
        this.build.dictMerge(sp - arg - 1, sp - 1);
        vm.drop(1);
        break;
      case Op.LIST_TO_TUPLE: {
        const tuple = vm.protocols.toTuple(vm.at(sp - 1));
        vm.replace(sp - 1, tuple);
        break;
      }
      case Op.UNARY_NOT:
        vm.replace(sp - 1, vm.newBool(!vm.protocols.truthy(vm.at(sp - 1))));
        break;
      case Op.LOAD_CLOSURE:
        vm.pushBorrowed(stack[fp + arg]!);
        break;
      case Op.MAKE_FUNCTION:
        this.calling.makeFunction(fp, sp, arg);
        break;
      case Op.LOAD_BUILD_CLASS:
        vm.push(
          vm.runtime.retain(
            vm.dicts.getName(vm.registers.at(REG_BUILTINS), vm.strings.nameRef(vm.name('__build_class__'))),
          ),
        );
        break;
      case Op.LOAD_ASSERTION_ERROR:
        vm.pushBorrowed(vm.classes.named('AssertionError'));
        break;
      case Op.IMPORT_NAME:
        this.importName(info, fp, sp, arg);
        break;
      case Op.IMPORT_FROM:
        vm.push(vm.modules.importFrom(vm.at(sp - 1), info.names[arg]!));
        break;
      case Op.IMPORT_STAR:
        vm.modules.importStar(vm.at(sp - 1), this.namespace(info, fp));
        vm.drop(1);
        break;
      case Op.SETUP_ANNOTATIONS:
        this.setupAnnotations(this.namespace(info, fp));
        break;
      case Op.PUSH_EXC_INFO: {
        // [exception] → [what was handled so far, exception], and the exception is handled now.
        const exception = vm.at(sp - 1);
        vm.push(exception);
        if (vm.platform.handledUntilReturn) {
          stack[sp - 1] = vm.newNone();
          vm.exceptions.handleUntilReturn(vm.runtime.retain(exception));
          break;
        }
        const before = vm.exceptions.swapHandled(vm.runtime.retain(exception));
        stack[sp - 1] = before === 0 ? vm.newNone() : before;
        break;
      }
      case Op.POP_EXCEPT: {
        const before = vm.pop();
        if (vm.platform.handledUntilReturn) {
          vm.runtime.release(before);
          break;
        }
        const done = vm.exceptions.swapHandled(before === vm.none ? 0 : before);
        if (before === vm.none) vm.runtime.release(before);
        vm.runtime.release(done);
        break;
      }
      case Op.CHECK_EXC_MATCH: {
        this.calling.requireExceptionClass(vm.at(sp - 1));
        const matches = vm.exceptions.matches(vm.at(sp - 2), vm.at(sp - 1));
        vm.replace(sp - 1, vm.newBool(matches));
        break;
      }
      case Op.CHECK_EG_MATCH:
        this.calling.requireExceptionClass(vm.at(sp - 1));
        this.calling.refuseGroupClass(vm.at(sp - 1));
        this.patterns.checkGroupMatch(sp);
        break;
      case Op.PREP_RERAISE_STAR:
        this.patterns.prepareReraiseStar(sp);
        break;
      case Op.RAISE_VARARGS:
        throw this.calling.raise(arg);
      case Op.WITH_EXCEPT_START:
        this.calling.withExceptStart(sp);
        break;
      case Op.SEND:
        return this.calling.send(pc, arg, sp);
      case Op.GET_YIELD_FROM_ITER: {
        const kind = vm.kindOf(vm.at(sp - 1));
        if (kind === Kind.GENERATOR || kind === Kind.COROUTINE) break;
        vm.replace(sp - 1, vm.iteration.iterator(vm.at(sp - 1)));
        break;
      }
      case Op.PRINT_EXPR:
        callDisplayHook(vm, sp - 1);
        vm.drop(1);
        break;
      case Op.GET_LEN:
        vm.push(vm.newInt(vm.protocols.length(vm.at(sp - 1))));
        break;
      case Op.MATCH_MAPPING:
      case Op.MATCH_SEQUENCE:
      case Op.MATCH_KEYS:
      case Op.MATCH_CLASS:
        this.patterns.execute(code[pc]!, arg, sp);
        break;
      default:
        return this.async.execute(code, pc, sp);
    }
    return pc + 4;
  }

  private replaceTop(sp: number, value: Ref): void {
    this.vm.replace(sp - 1, value);
  }

  // ---- Names

  private globals(fp: number): Ref {
    return this.vm.i32[this.vm.at(fp - 1) + FUNCTION_GLOBALS]!;
  }

  private namespace(info: CodeInfo, fp: number): Ref {
    const namespace = this.vm.at(fp + info.slots + NAMESPACE_SLOT);
    return namespace !== 0 ? namespace : this.globals(fp);
  }

  private loadName(info: CodeInfo, fp: number, name: Ref): Ref {
    const { vm } = this;
    const namespace = this.namespace(info, fp);
    const local = this.lookInNamespace(namespace, name);
    if (local !== 0) return local;
    const global = vm.dicts.getName(this.globals(fp), name);
    if (global !== 0) return vm.runtime.retain(global);
    const builtins = vm.i32[vm.at(fp - 1) + FUNCTION_BUILTINS]!;
    const value = builtins === 0 ? 0 : vm.dicts.getName(builtins, name);
    if (value === 0) throw vm.exceptions.nameError(name);
    return vm.runtime.retain(value);
  }

  private lookInNamespace(namespace: Ref, name: Ref): Ref {
    const { vm } = this;
    if (vm.shapeOf(namespace) === Shape.DICT) return vm.runtime.retain(vm.dicts.getName(namespace, name));
    let value = 0;
    const missing = vm.exceptions.caught('KeyError', () => {
      value = vm.operators.getItem(namespace, name);
    });
    return missing ? 0 : value;
  }

  private storeName(namespace: Ref, name: Ref, value: Ref): void {
    if (this.vm.shapeOf(namespace) === Shape.DICT) this.vm.dicts.setName(namespace, name, value);
    else this.vm.operators.setItem(namespace, name, value);
  }

  private deleteName(namespace: Ref, name: Ref): void {
    const { vm } = this;
    const found =
      vm.shapeOf(namespace) === Shape.DICT
        ? vm.dicts.deleteName(namespace, name)
        : !vm.exceptions.caught('KeyError', () => vm.operators.deleteItem(namespace, name));
    if (!found) throw vm.exceptions.nameError(name);
  }

  private loadClassDeref(info: CodeInfo, fp: number, slot: number): Ref {
    const { vm } = this;
    const name = vm.strings.nameRef(vm.name(info.code.localsPlusNames[slot]!));
    const local = this.lookInNamespace(this.namespace(info, fp), name);
    if (local !== 0) return local;
    const value = vm.i32[vm.at(fp + slot) + CELL_CONTENT]!;
    if (value === 0) throw this.unboundCell(info, slot);
    return vm.runtime.retain(value);
  }

  private setupAnnotations(namespace: Ref): void {
    const { vm } = this;
    const name = vm.strings.nameRef(vm.name('__annotations__'));
    if (vm.dicts.findName(namespace, name) >= 0) return;
    const dict = vm.newDict();
    vm.dicts.setName(namespace, name, dict);
    vm.runtime.release(dict);
  }

  private importName(info: CodeInfo, fp: number, sp: number, arg: number): void {
    const { vm } = this;
    const level = vm.index(vm.at(sp - 2));
    const module = vm.modules.importName(
      vm.strings.nameText(info.names[arg]!),
      vm.at(sp - 1),
      level,
      this.globals(fp),
    );
    vm.replace(sp - 2, module);
    vm.drop(1);
  }
}
