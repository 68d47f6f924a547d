import type { Ref } from '../../heap/layout.ts';
import { RefVector } from '../../runtime/ref-vector.ts';
import { type Code, CodeFlag, type Constant } from '../compiler/code.ts';
import { constantKey } from '../compiler/constant-table.ts';
import { INSTRUCTION_WORDS, Op } from '../compiler/opcodes.ts';
import { isHiddenFrame } from '../errors/hidden-frames.ts';
import { CODE_ID, Kind, Shape } from '../objects/shapes.ts';
import type { VM } from './vm.ts';

/** A code object, loaded: its constants are in the heap, its names are interned. */
export interface CodeInfo {
  readonly id: number;
  readonly code: Code;
  /** This VM's own copy: inline caches are written into it. */
  readonly instructions: Int32Array;
  /** Index of the first constant in the runtime's statics. */
  readonly constants: number;
  readonly names: Int32Array;
  /** Locals, cells and free variables. */
  readonly slots: number;
  /** Positional and keyword-only parameters, *args and **kwargs. */
  readonly parameters: number;
  /** No *args, **kwargs or keyword-only parameters, no generator: `argCount` values in, a frame out. */
  readonly simple: boolean;
  readonly isGenerator: boolean;
  /** A generator that can be suspended where the end of it would still run some of its code: in a `try` or `with`. */
  readonly yieldsInBlock: boolean;
  /** Its frames are in no traceback. */
  readonly hidden: boolean;
}

/** Frame slots behind the locals: the frame object, if anybody asked for one, and the namespace of a class or module body. */
export const FRAME_OBJECT_SLOT = 0;
export const NAMESPACE_SLOT = 1;
export const EXTRA_SLOTS = 2;

const COMPREHENSIONS: ReadonlySet<string> = new Set(['<listcomp>', '<setcomp>', '<dictcomp>']);

const GENERATOR_FLAGS = CodeFlag.GENERATOR | CodeFlag.COROUTINE | CodeFlag.ASYNC_GENERATOR;

function yieldsInBlock(code: Code): boolean {
  for (let pc = 0; pc < code.instructions.length; pc += INSTRUCTION_WORDS) {
    if (code.instructions[pc] === Op.YIELD_VALUE && code.handlerFor(pc) !== undefined) return true;
  }
  return false;
}

/** All code that was ever loaded, by id. Code stays loaded; constants are roots. */
export class Codes {
  readonly infos: CodeInfo[] = [];
  readonly sources = new Map<string, readonly string[]>();
  private readonly vm: VM;
  private readonly loaded = new Map<Code, CodeInfo>();
  /** The main program's constants are also held by its syntax tree, which stays while it runs: sys.getrefcount shows that. */
  private readonly held = new RefVector();
  private holdsConstants = false;
  /** While a program is loaded: its constants by value, where the code objects of one compilation share equal ones (since CPython 3.7). */
  private shared: Map<string, Ref> | null = null;

  constructor(vm: VM) {
    this.vm = vm;
    vm.roots.register(this.held, 'precise');
  }

  loadMain(code: Code): void {
    this.holdsConstants = this.vm.platform.implementation === 'cpython';
    this.load(code);
    this.holdsConstants = false;
  }

  load(code: Code): CodeInfo {
    const known = this.loaded.get(code);
    if (known !== undefined) return known;
    const { vm } = this;
    const isOutermost = this.shared === null;
    if (isOutermost && vm.platform.constantsSharedBy === 'compilation') this.shared = new Map();
    // Nested code objects are loaded first, so that this one's constants are one run of statics.
    const constants = code.constants.map((constant) => this.constant(constant));
    if (isOutermost) this.shared = null;
    let first = 0;
    constants.forEach((ref, k) => {
      const index = vm.roots.addStatic(ref);
      if (k === 0) first = index;
      if (this.holdsConstants && vm.kindOf(ref) !== Kind.CODE) this.held.push(vm.runtime.retain(ref));
    });
    const extra = (code.flags & CodeFlag.VARARGS ? 1 : 0) + (code.flags & CodeFlag.VARKEYWORDS ? 1 : 0);
    const isGenerator = (code.flags & GENERATOR_FLAGS) !== 0;
    const info: CodeInfo = {
      id: this.infos.length,
      code,
      instructions: code.instructions.slice(),
      constants: first,
      names: Int32Array.from(code.names, (name) => vm.name(name)),
      slots: code.localsPlusNames.length,
      parameters: code.argCount + code.kwOnlyArgCount + extra,
      simple: extra === 0 && code.kwOnlyArgCount === 0,
      isGenerator,
      yieldsInBlock: isGenerator && yieldsInBlock(code),
      hidden:
        isHiddenFrame(code.filename, code.qualname) ||
        (vm.platform.inlinesComprehensions && COMPREHENSIONS.has(code.name)),
    };
    this.infos.push(info);
    this.loaded.set(code, info);
    return info;
  }

  /** A heap object for a constant: a new reference. */
  constant(constant: Constant): Ref {
    if (this.shared === null || constant.kind === 'code') return this.make(constant);
    const key = constantKey(constant);
    const known = this.shared.get(key);
    if (known !== undefined) return this.vm.runtime.retain(known);
    const made = this.make(constant);
    this.shared.set(key, made);
    return made;
  }

  /** Strings that look like names are interned, as in CPython. */
  private make(constant: Constant): Ref {
    const { vm } = this;
    switch (constant.kind) {
      case 'none':
        return vm.newNone();
      case 'ellipsis':
        return vm.runtime.retain(vm.ellipsis);
      case 'bool':
        return vm.newBool(constant.value);
      case 'int':
        return vm.newBigInt(constant.value);
      case 'float':
        return vm.newFloat(constant.value);
      case 'complex':
        return vm.numbers.complex(constant.real, constant.imag);
      case 'str':
        if (/^[A-Za-z0-9_]*$/.test(constant.value)) {
          return vm.runtime.retain(vm.strings.nameRef(vm.name(constant.value)));
        }
        return vm.newStr(constant.value);
      case 'bytes':
        return vm.newBytes(constant.value);
      case 'tuple':
        return this.constantTuple(constant.items);
      case 'frozenset':
        return this.constantSet(constant.items);
      case 'code': {
        const ref = vm.runtime.allocate(Shape.CODE);
        vm.i32[ref + CODE_ID] = this.load(constant.code).id;
        return ref;
      }
    }
  }

  private constantTuple(items: readonly Constant[]): Ref {
    for (const item of items) this.vm.push(this.constant(item));
    return this.vm.tupleOfTop(items.length);
  }

  private constantSet(items: readonly Constant[]): Ref {
    const { vm } = this;
    const at = vm.push(vm.sets.make(Shape.FROZENSET));
    for (const item of items) {
      const itemAt = vm.push(this.constant(item));
      vm.sets.addRooted(at, itemAt, vm.hash(vm.at(itemAt)));
      vm.drop(1);
    }
    // CPython's compiler makes the set again from the items in iteration order, which can change that order.
    const againAt = vm.push(vm.sets.make(Shape.FROZENSET));
    for (let slot = 0; slot < vm.sets.slots(vm.at(at)); slot++) {
      const key = vm.sets.keyAt(vm.at(at), slot);
      if (key !== 0) vm.sets.insert(vm.at(againAt), key, vm.sets.hashAt(vm.at(at), slot));
    }
    const made = vm.pop();
    vm.drop(1);
    return made;
  }

  /** Borrowed. */
  constantAt(info: CodeInfo, index: number): Ref {
    return this.vm.roots.statics.words[info.constants + index]!;
  }

  lineOf(id: number, pc: number): number {
    return this.infos[id]!.code.lineOf(pc);
  }

  sourceLine(filename: string, line: number): string | undefined {
    return this.sources.get(filename)?.[line - 1];
  }
}
