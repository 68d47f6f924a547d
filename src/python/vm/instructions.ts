import type { Ref } from '../../heap/layout.ts';
import { MakeFunction, Op } from '../compiler/opcodes.ts';
import {
  CELL_CONTENT,
  CODE_ID,
  EXC_TRACEBACK,
  FUNCTION_ANNOTATIONS,
  FUNCTION_BUILTINS,
  FUNCTION_CLOSURE,
  FUNCTION_CODE,
  FUNCTION_DEFAULTS,
  FUNCTION_DOC,
  FUNCTION_GLOBALS,
  FUNCTION_KWDEFAULTS,
  FUNCTION_MODULE,
  FUNCTION_NAME,
  FUNCTION_QUALNAME,
  GEN_STATE,
  Kind,
  Shape,
  SLICE_START,
  SLICE_STEP,
  SLICE_STOP,
} from '../objects/shapes.ts';
import { appendOwned, extendRooted, growthWords } from '../builtins/list-type.ts';
import { addKey, updateSet } from '../builtins/set-operations.ts';
import { AsyncInstructions } from './async-instructions.ts';
import { type CodeInfo, NAMESPACE_SLOT } from './codes.ts';
import type { GuestException } from './exceptions.ts';
import { GEN_CLOSED } from './generators.ts';
import { PatternInstructions } from './pattern-instructions.ts';
import { REG_BUILTINS, type VM } from './vm.ts';

/** The instructions that the loop does not carry inline, and the slow halves of those that it does. */
export class Instructions {
  private readonly vm: VM;
  private readonly patterns: PatternInstructions;
  private readonly async: AsyncInstructions;

  constructor(vm: VM) {
    this.vm = vm;
    this.patterns = new PatternInstructions(vm);
    this.async = new AsyncInstructions(vm);
  }

  // ---- Between instructions

  /** Counts instructions, looks at the limits. @returns the new tick count */
  checkLimits(ticks: number): number {
    const { vm } = this;
    vm.clock.steps += ticks;
    vm.finalization.checkLimits();
    return 0;
  }

  /** A safepoint at a jump or call. */
  atSafepoint(sp: number): void {
    this.vm.roots.top = sp;
    this.vm.runtime.safepoint();
  }

  /** The end of an instruction that may have allocated: CPython up to 3.11 collects here. */
  endOfAllocation(sp: number): void {
    this.vm.roots.top = sp;
    this.vm.runtime.safepoint();
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
    const refs = roots.stack.slice(from, to);
    roots.top = from;
    for (const ref of refs) runtime.release(ref);
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
    return this.vm.error(
      'NameError',
      `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`,
    );
  }

  // ---- Attributes, with inline caches

  /** LOAD_ATTR without a cache hit: replaces the object at sp - 1. */
  loadAttr(info: CodeInfo, code: Int32Array, pc: number, sp: number): void {
    const { vm } = this;
    const name = info.names[code[pc + 1]!]!;
    const value = vm.attributes.getRooted(sp - 1, name);
    vm.roots.top = sp;
    this.cacheSlot(code, pc, vm.at(sp - 1), name);
    vm.replace(sp - 1, value);
  }

  /** An attribute that lives in an instance's slot, with nothing in the class before it, is cached by shape. */
  private cacheSlot(code: Int32Array, pc: number, object: Ref, name: number): void {
    const { vm } = this;
    const shape = vm.shapeOf(object);
    const slot = vm.info.layouts[shape]?.slots.get(name);
    if (slot === undefined || slot > 255 || vm.i32[object + slot] === 0) return;
    const cls = vm.classOf(object);
    const meta = vm.classes.lookup(cls, name);
    if (meta !== 0 && vm.attributes.isData(meta)) return;
    if (vm.attributes.hasCustomGet(cls)) return;
    code[pc + 2] = shape;
    code[pc + 3] = ((vm.classes.epoch & 0xffffff) << 8) | slot;
  }

  /** STORE_ATTR without a cache hit: [value, object]. */
  storeAttr(info: CodeInfo, code: Int32Array, pc: number, sp: number): void {
    const { vm } = this;
    const name = info.names[code[pc + 1]!]!;
    vm.attributes.setRooted(sp - 1, name, sp - 2);
    vm.roots.top = sp;
    const object = vm.at(sp - 1);
    const cls = vm.classOf(object);
    if (vm.attributes.hasCustomSet(cls)) return;
    this.cacheSlot(code, pc, object, name);
  }

  loadMethod(info: CodeInfo, code: Int32Array, pc: number, sp: number): void {
    const { vm } = this;
    const { stack } = vm.roots;
    stack[sp] = stack[sp - 1]!;
    stack[sp - 1] = 0;
    vm.roots.top = sp + 1;
    vm.attributes.loadMethod(sp, info.names[code[pc + 1]!]!);
    vm.roots.top = sp + 1;
  }

  loadGlobal(code: Int32Array, pc: number, globals: Ref, builtins: Ref, name: Ref): Ref {
    const { vm } = this;
    const entry = vm.dicts.findName(globals, name);
    if (entry >= 0) {
      code[pc + 2] = entry;
      return vm.dicts.valueAt(globals, entry);
    }
    code[pc + 2] = -1;
    const value = builtins === 0 ? 0 : vm.dicts.getName(builtins, name);
    if (value === 0) throw vm.error('NameError', `name '${vm.text(name)}' is not defined`);
    return value;
  }

  /** The `__init__` frame has returned: [instance, None] → [instance]. */
  endConstructor(sp: number): number {
    const { vm } = this;
    const result = vm.at(sp - 1);
    if (result !== vm.none) {
      throw vm.error('TypeError', `__init__() should return None, not '${vm.typeName(result)}'`);
    }
    vm.drop(1);
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
          throw vm.error('NameError', `name '${vm.strings.nameText(info.names[arg]!)}' is not defined`);
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
        this.unpackSequence(sp, arg);
        break;
      case Op.UNPACK_EX:
        this.unpackExtended(sp, arg & 0xff, arg >> 8);
        break;
      case Op.BUILD_MAP:
        this.buildMap(sp, arg);
        break;
      case Op.BUILD_CONST_KEY_MAP:
        this.buildConstKeyMap(sp, arg);
        break;
      case Op.BUILD_SET:
        this.buildSet(sp, arg);
        break;
      case Op.BUILD_SLICE:
        this.buildSlice(arg);
        break;
      case Op.BUILD_STRING:
        this.buildString(sp, arg);
        break;
      case Op.FORMAT_VALUE:
        this.formatValue(sp, arg);
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
        this.listExtend(sp, arg);
        break;
      case Op.SET_UPDATE:
        updateSet(vm, sp - arg - 1, sp - 1);
        vm.drop(1);
        break;
      case Op.DICT_UPDATE:
        this.dictUpdate(sp - arg - 1, sp - 1);
        vm.drop(1);
        break;
      case Op.DICT_MERGE:
        this.dictMerge(sp - arg - 1, sp - 1);
        vm.drop(1);
        break;
      case Op.LIST_TO_TUPLE: {
        const tuple = vm.protocols.toTuple(vm.at(sp - 1));
        vm.replace(sp - 1, tuple);
        break;
      }
      case Op.MAKE_FUNCTION:
        this.makeFunction(fp, sp, arg);
        break;
      case Op.CALL_FUNCTION_EX:
        this.callExtended(sp, (arg & 1) !== 0);
        break;
      case Op.LOAD_BUILD_CLASS:
        vm.push(vm.runtime.retain(vm.dicts.getName(vm.registers.at(REG_BUILTINS), vm.strings.nameRef(vm.name('__build_class__')))));
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
        const before = vm.exceptions.swapHandled(vm.runtime.retain(exception));
        stack[sp - 1] = before === 0 ? vm.newNone() : before;
        vm.push(exception);
        break;
      }
      case Op.POP_EXCEPT: {
        const before = vm.pop();
        const done = vm.exceptions.swapHandled(before === vm.none ? 0 : before);
        if (before === vm.none) vm.runtime.release(before);
        vm.runtime.release(done);
        break;
      }
      case Op.CHECK_EXC_MATCH: {
        this.requireExceptionClass(vm.at(sp - 1));
        const matches = vm.exceptions.matches(vm.at(sp - 2), vm.at(sp - 1));
        vm.replace(sp - 1, vm.newBool(matches));
        break;
      }
      case Op.CHECK_EG_MATCH:
        this.patterns.checkGroupMatch(sp);
        break;
      case Op.PREP_RERAISE_STAR:
        this.patterns.prepareReraiseStar(sp);
        break;
      case Op.RAISE_VARARGS:
        throw this.raise(arg);
      case Op.BEFORE_WITH:
        this.beforeWith(sp);
        break;
      case Op.WITH_EXCEPT_START:
        this.withExceptStart(sp);
        break;
      case Op.SEND:
        return this.send(pc, arg, sp);
      case Op.GET_YIELD_FROM_ITER: {
        const kind = vm.kindOf(vm.at(sp - 1));
        if (kind === Kind.GENERATOR || kind === Kind.COROUTINE) break;
        vm.replace(sp - 1, vm.iteration.iterator(vm.at(sp - 1)));
        break;
      }
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
    if (value === 0) throw vm.error('NameError', `name '${vm.text(name)}' is not defined`);
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
    if (!found) throw vm.error('NameError', `name '${vm.text(name)}' is not defined`);
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
    const module = vm.modules.importName(vm.strings.nameText(info.names[arg]!), vm.at(sp - 1), level, this.globals(fp));
    vm.replace(sp - 2, module);
    vm.drop(1);
  }

  // ---- Building

  private unpackSequence(sp: number, count: number): void {
    const { vm } = this;
    const { stack } = vm.roots;
    const sequence = vm.at(sp - 1);
    const shape = vm.shapeOf(sequence);
    if (shape === Shape.TUPLE || shape === Shape.LIST) {
      const length = shape === Shape.TUPLE ? vm.tupleLength(sequence) : vm.listLength(sequence);
      if (length > count) throw vm.error('ValueError', `too many values to unpack (expected ${count})`);
      if (length < count) throw this.notEnough(count, length, false);
      for (let k = 0; k < count; k++) {
        const item = shape === Shape.TUPLE ? vm.tupleItem(sequence, k) : vm.listItem(sequence, k);
        stack[sp - 1 + count - 1 - k] = vm.runtime.retain(item);
      }
      vm.roots.top = sp - 1 + count;
      vm.runtime.release(sequence);
      return;
    }
    this.requireIterable(sequence);
    const first = vm.push(vm.iteration.iterator(sequence));
    for (let k = 0; k < count; k++) {
      const item = vm.iteration.next(first);
      if (item === 0) throw this.notEnough(count, k, false);
      vm.push(item);
    }
    const extra = vm.iteration.next(first);
    if (extra !== 0) {
      vm.push(extra);
      throw vm.error('ValueError', `too many values to unpack (expected ${count})`);
    }
    this.reverseOver(sp - 1, first + 1, count);
  }

  private notEnough(count: number, got: number, atLeast: boolean): GuestException {
    return this.vm.error(
      'ValueError',
      `not enough values to unpack (expected ${atLeast ? 'at least ' : ''}${count}, got ${got})`,
    );
  }

  private requireIterable(ref: Ref): void {
    const { vm } = this;
    if (vm.classes.special(ref, '__iter__') !== 0 || vm.classes.special(ref, '__getitem__') !== 0) return;
    throw vm.error('TypeError', `cannot unpack non-iterable ${vm.typeName(ref)} object`);
  }

  /** Moves the `count` slots from `first` down to `to`, reversed; what was between is released. */
  private reverseOver(to: number, first: number, count: number): void {
    const { vm } = this;
    const { stack } = vm.roots;
    const items = stack.slice(first, first + count);
    const old = stack.slice(to, first);
    items.forEach((item, k) => {
      stack[to + count - 1 - k] = item;
    });
    vm.roots.top = to + count;
    for (let k = old.length - 1; k >= 0; k--) vm.runtime.release(old[k]!);
  }

  private unpackExtended(sp: number, before: number, after: number): void {
    const { vm } = this;
    this.requireIterable(vm.at(sp - 1));
    const first = vm.roots.top;
    vm.iteration.pushAll(vm.at(sp - 1));
    const total = vm.roots.top - first;
    if (total < before + after) throw this.notEnough(before + after, total, true);
    const middle = total - before - after;
    const { stack } = vm.roots;
    const tail = stack.slice(first + before + middle, first + total);
    vm.roots.top = first + before + middle;
    const list = vm.listOfTop(middle);
    vm.push(list);
    for (const ref of tail) vm.push(ref);
    this.reverseOver(sp - 1, first, before + 1 + after);
  }

  private buildMap(sp: number, count: number): void {
    const { vm } = this;
    const dictAt = vm.push(vm.newDict());
    const first = sp - 2 * count;
    for (let k = 0; k < count; k++) {
      vm.operators.setDictItem(vm.at(dictAt), vm.at(first + 2 * k), vm.at(first + 2 * k + 1));
    }
    this.collapse(first, dictAt);
  }

  /** The value at `at`, the top, moves down to `to`; what was between is released, first to last. */
  private collapse(to: number, at: number): void {
    const { vm } = this;
    const { stack } = vm.roots;
    const old = stack.slice(to, at);
    stack[to] = stack[at]!;
    vm.roots.top = to + 1;
    for (const ref of old) vm.runtime.release(ref);
  }

  private buildConstKeyMap(sp: number, count: number): void {
    const { vm } = this;
    const dictAt = vm.push(vm.newDict());
    const first = sp - 1 - count;
    for (let k = 0; k < count; k++) {
      vm.operators.setDictItem(vm.at(dictAt), vm.tupleItem(vm.at(sp - 1), k), vm.at(first + k));
    }
    this.collapse(first, dictAt);
  }

  private buildSet(sp: number, count: number): void {
    const { vm } = this;
    const setAt = vm.push(vm.sets.make());
    for (let k = 0; k < count; k++) vm.sets.addRooted(setAt, sp - count + k, vm.hash(vm.at(sp - count + k)));
    this.collapse(sp - count, setAt);
  }

  private buildSlice(count: number): void {
    const { vm } = this;
    const { runtime } = vm;
    const slice = runtime.allocate(Shape.SLICE);
    const step = count === 3 ? vm.pop() : vm.newNone();
    runtime.initialiseOwned(slice, SLICE_STEP, step);
    runtime.initialiseOwned(slice, SLICE_STOP, vm.pop());
    runtime.initialiseOwned(slice, SLICE_START, vm.pop());
    vm.push(slice);
  }

  private buildString(sp: number, count: number): void {
    const { vm } = this;
    let text = '';
    for (let k = sp - count; k < sp; k++) text += vm.text(vm.at(k));
    vm.reserve(text.length);
    const at = vm.push(vm.newStr(text));
    this.collapse(sp - count, at);
  }

  private formatValue(sp: number, arg: number): void {
    const { vm } = this;
    const hasSpec = (arg & 4) !== 0;
    const valueAt = hasSpec ? sp - 2 : sp - 1;
    const conversion = arg & 3;
    const spec = hasSpec ? vm.text(vm.at(sp - 1)) : '';
    let text: string;
    if (conversion !== 0) {
      const converted = conversion === 1 ? vm.str(vm.at(valueAt)) : vm.modules.reprOrAscii(vm.at(valueAt), conversion === 3);
      const at = vm.push(vm.newStr(converted));
      text = vm.protocols.format(vm.at(at), spec);
    } else text = vm.protocols.format(vm.at(valueAt), spec);
    const at = vm.push(vm.newStr(text));
    this.collapse(valueAt, at);
  }

  private listExtend(sp: number, arg: number): void {
    const { vm } = this;
    const listAt = sp - arg - 1;
    const kind = vm.kindOf(vm.at(sp - 1));
    if (kind !== Kind.LIST && kind !== Kind.TUPLE && vm.classes.special(vm.at(sp - 1), '__iter__') === 0) {
      if (vm.classes.special(vm.at(sp - 1), '__getitem__') === 0) {
        throw vm.error('TypeError', `Value after * must be an iterable, not ${vm.typeName(vm.at(sp - 1))}`);
      }
    }
    extendRooted(vm, listAt, sp - 1);
    vm.drop(1);
  }

  private dictUpdate(dictAt: number, fromAt: number): void {
    const { vm } = this;
    const keys = vm.kindOf(vm.at(fromAt)) === Kind.DICT ? 0 : vm.findAttr(vm.at(fromAt), 'keys');
    if (vm.kindOf(vm.at(fromAt)) !== Kind.DICT && keys === 0) {
      throw vm.error('TypeError', `'${vm.typeName(vm.at(fromAt))}' object is not a mapping`);
    }
    vm.runtime.release(keys);
    vm.runtime.release(vm.callMethod(vm.at(dictAt), 'update', vm.at(fromAt)));
  }

  private dictMerge(dictAt: number, fromAt: number): void {
    const { vm } = this;
    if (vm.kindOf(vm.at(fromAt)) !== Kind.DICT) {
      const keys = vm.findAttr(vm.at(fromAt), 'keys');
      if (keys === 0) {
        throw vm.error('TypeError', `argument after ** must be a mapping, not ${vm.typeName(vm.at(fromAt))}`);
      }
      vm.runtime.release(keys);
    } else {
      for (let entry = 0; entry < vm.dicts.filled(vm.at(fromAt)); entry++) {
        const key = vm.dicts.keyAt(vm.at(fromAt), entry);
        if (key === 0) continue;
        if (!vm.isStr(key)) throw vm.error('TypeError', 'keywords must be strings');
        if (vm.dicts.findName(vm.at(dictAt), key) >= 0) {
          throw vm.error('TypeError', `got multiple values for keyword argument '${vm.text(key)}'`);
        }
      }
    }
    vm.runtime.release(vm.callMethod(vm.at(dictAt), 'update', vm.at(fromAt)));
  }

  // ---- Functions and calls

  private makeFunction(fp: number, sp: number, flags: number): void {
    const { vm } = this;
    const { runtime, i32 } = vm;
    const code = vm.at(sp - 1);
    const info = vm.codes.infos[i32[code + CODE_ID]!]!;
    const outer = vm.at(fp - 1);
    const fn = runtime.allocate(Shape.FUNCTION);
    i32[fn + CODE_ID] = info.id;
    runtime.initialiseOwned(fn, FUNCTION_CODE, vm.pop());
    runtime.initialise(fn, FUNCTION_GLOBALS, i32[outer + FUNCTION_GLOBALS]!);
    runtime.initialise(fn, FUNCTION_BUILTINS, i32[outer + FUNCTION_BUILTINS]!);
    runtime.initialise(fn, FUNCTION_NAME, vm.strings.nameRef(vm.name(info.code.name)));
    runtime.initialise(fn, FUNCTION_QUALNAME, vm.strings.nameRef(vm.name(info.code.qualname)));
    if ((flags & MakeFunction.CLOSURE) !== 0) runtime.initialiseOwned(fn, FUNCTION_CLOSURE, vm.pop());
    if ((flags & MakeFunction.ANNOTATIONS) !== 0) runtime.initialiseOwned(fn, FUNCTION_ANNOTATIONS, vm.pop());
    if ((flags & MakeFunction.KW_DEFAULTS) !== 0) runtime.initialiseOwned(fn, FUNCTION_KWDEFAULTS, vm.pop());
    if ((flags & MakeFunction.DEFAULTS) !== 0) runtime.initialiseOwned(fn, FUNCTION_DEFAULTS, vm.pop());
    const module = vm.dicts.getName(i32[fn + FUNCTION_GLOBALS]!, vm.strings.nameRef(vm.name('__name__')));
    runtime.initialise(fn, FUNCTION_MODULE, module);
    const doc = info.code.constants[0];
    const docRef = doc?.kind === 'str' ? vm.codes.constantAt(info, 0) : vm.none;
    runtime.initialise(fn, FUNCTION_DOC, docRef);
    vm.push(fn);
  }

  /** CALL_FUNCTION_EX: [null, callable, args, kwargs?] → [result]. */
  private callExtended(sp: number, hasKeywords: boolean): void {
    const { vm } = this;
    const argsAt = hasKeywords ? sp - 2 : sp - 1;
    const base = argsAt - 2;
    if (vm.kindOf(vm.at(argsAt)) !== Kind.TUPLE) {
      if (vm.classes.special(vm.at(argsAt), '__iter__') === 0 && vm.classes.special(vm.at(argsAt), '__getitem__') === 0) {
        const name = vm.modules.callableName(vm.at(base + 1));
        throw vm.error('TypeError', `${name} argument after * must be an iterable, not ${vm.typeName(vm.at(argsAt))}`);
      }
      vm.replace(argsAt, vm.protocols.toTuple(vm.at(argsAt)));
    }
    const args: Ref[] = [];
    for (let k = 0; k < vm.tupleLength(vm.at(argsAt)); k++) args.push(vm.tupleItem(vm.at(argsAt), k));
    const result = vm.calls.callWith(vm.at(base + 1), args, hasKeywords ? vm.at(sp - 1) : 0);
    const at = vm.push(result);
    this.collapse(base, at);
  }

  // ---- Exceptions and with

  private requireExceptionClass(pattern: Ref): void {
    const { vm } = this;
    const base = vm.classes.named('BaseException');
    const isException = (ref: Ref) => vm.classes.isClass(ref) && vm.classes.isSubclass(ref, base);
    let fine = isException(pattern);
    if (vm.kindOf(pattern) === Kind.TUPLE) {
      fine = true;
      for (let k = 0; k < vm.tupleLength(pattern); k++) fine &&= isException(vm.tupleItem(pattern, k));
    }
    if (!fine) throw vm.error('TypeError', 'catching classes that do not inherit from BaseException is not allowed');
  }

  private raise(count: number): GuestException {
    const { vm } = this;
    if (count === 0) {
      const current = vm.exceptions.topmostHandled();
      if (current === 0) return vm.error('RuntimeError', 'No active exception to reraise');
      return vm.exceptions.reraise(vm.runtime.retain(current));
    }
    if (count === 1) return vm.exceptions.raiseStatement(vm.pop(), 0);
    const cause = vm.pop();
    const what = vm.pop();
    if (cause !== vm.none) return vm.exceptions.raiseStatement(what, cause);
    vm.runtime.release(cause);
    return vm.exceptions.raiseStatement(what, null);
  }

  /** [manager] → [bound __exit__, result of __enter__] */
  private beforeWith(sp: number): void {
    const { vm } = this;
    const cls = vm.typeName(vm.at(sp - 1));
    const enter = vm.classes.special(vm.at(sp - 1), '__enter__');
    if (enter === 0) {
      throw vm.error('TypeError', `'${cls}' object does not support the context manager protocol`);
    }
    const exit = vm.classes.special(vm.at(sp - 1), '__exit__');
    if (exit === 0) {
      throw vm.error(
        'TypeError',
        `'${cls}' object does not support the context manager protocol (missed __exit__ method)`,
      );
    }
    const exitAt = vm.push(vm.attributes.bind(exit, vm.at(sp - 1), vm.classOf(vm.at(sp - 1))));
    const again = vm.classes.special(vm.at(sp - 1), '__enter__');
    const result = vm.calls.callSpecial(again, vm.at(sp - 1), []);
    vm.push(result);
    const { stack } = vm.roots;
    const manager = stack[sp - 1]!;
    stack[sp - 1] = stack[exitAt]!;
    stack[sp] = stack[exitAt + 1]!;
    vm.roots.top = sp + 1;
    vm.runtime.release(manager);
  }

  /** [exit, lasti, previous, exception] → the same and the result of exit(type, exception, traceback). */
  private withExceptStart(sp: number): void {
    const { vm } = this;
    const exception = vm.at(sp - 1);
    const traceback = vm.i32[exception + EXC_TRACEBACK]!;
    const result = vm.call(vm.at(sp - 4), vm.classOf(exception), exception, traceback === 0 ? vm.none : traceback);
    vm.push(result);
  }

  // ---- Delegation

  /** SEND: [receiver, value] → [receiver, what it yields], or [what it returned] and a jump. */
  private send(pc: number, target: number, sp: number): number {
    const { vm } = this;
    const receiverAt = sp - 2;
    const kind = vm.kindOf(vm.at(receiverAt));
    let value = 0;
    if (kind === Kind.GENERATOR || kind === Kind.COROUTINE) {
      const sent = vm.pop();
      value = vm.generators.send(receiverAt, sent);
      if (vm.i32[vm.at(receiverAt) + GEN_STATE] !== GEN_CLOSED) {
        vm.push(value);
        return pc + 4;
      }
      if (value === 0) value = vm.newNone();
    } else {
      const yielded = this.sendToOther(receiverAt);
      if (yielded !== 0) {
        vm.replace(sp - 1, yielded);
        return pc + 4;
      }
      value = vm.runtime.retain(vm.exceptions.stopValue(vm.exceptions.current));
      vm.exceptions.discard();
      vm.roots.top = sp - 1;
      vm.runtime.release(vm.roots.stack[sp - 1]!);
    }
    const receiver = vm.at(receiverAt);
    vm.roots.stack[receiverAt] = value;
    vm.roots.top = receiverAt + 1;
    vm.runtime.release(receiver);
    return target;
  }

  /** What another iterator yields, or 0 with its StopIteration in flight. */
  private sendToOther(receiverAt: number): Ref {
    const { vm } = this;
    const valueAt = receiverAt + 1;
    const top = vm.roots.top;
    if (vm.at(valueAt) === vm.none && vm.kindOf(vm.at(receiverAt)) === Kind.ITERATOR) {
      const item = vm.iteration.next(receiverAt);
      if (item === 0) vm.exceptions.stopIteration(vm.none);
      return item;
    }
    try {
      if (vm.at(valueAt) === vm.none) {
        const method = vm.classes.special(vm.at(receiverAt), '__next__');
        if (method === 0) throw vm.error('TypeError', `'${vm.typeName(vm.at(receiverAt))}' object is not an iterator`);
        return vm.calls.callSpecial(method, vm.at(receiverAt), []);
      }
      return vm.callMethod(vm.at(receiverAt), 'send', vm.at(valueAt));
    } catch (error) {
      vm.guestError(error);
      if (!vm.exceptions.is(vm.exceptions.current, 'StopIteration')) throw error;
      vm.dropTo(top);
      return 0;
    }
  }
}
