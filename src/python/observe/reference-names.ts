import type { Ref } from '../../heap/layout.ts';
import {
  CLASS_BASES,
  CLASS_DICT,
  CLASS_MRO,
  CODE_ID,
  DICT_ENTRIES,
  EXC_ARGS,
  EXC_CAUSE,
  EXC_CONTEXT,
  EXC_DICT,
  EXC_TRACEBACK,
  FRAME_BACK,
  FRAME_CODE,
  FRAME_FUNCTION,
  FRAME_LOCALS,
  FUNCTION_CLOSURE,
  FUNCTION_DEFAULTS,
  FUNCTION_DICT,
  FUNCTION_GLOBALS,
  FUNCTION_KWDEFAULTS,
  GEN_CODE,
  GEN_EXC,
  GEN_SLOTS,
  ITEMS_DATA,
  Kind,
  METHOD_SELF,
  MODULE_DICT,
  TRACEBACK_FRAME,
  TRACEBACK_NEXT,
} from '../objects/shapes.ts';
import type { VM } from '../vm/vm.ts';
import { shortValue } from './values.ts';

/** What a reference is called in the program that made it. */
export interface ReferenceName {
  readonly text: string;
  /** The holder is an inner part of what holds it in turn, and has no name of its own. */
  readonly within: boolean;
}

const FIELDS: Readonly<Partial<Record<number, Readonly<Record<number, string>>>>> = {
  [Kind.EXCEPTION]: {
    [EXC_ARGS]: '.args',
    [EXC_TRACEBACK]: '.__traceback__',
    [EXC_CAUSE]: '.__cause__',
    [EXC_CONTEXT]: '.__context__',
    [EXC_DICT]: '.__dict__',
  },
  [Kind.TRACEBACK]: { [TRACEBACK_NEXT]: '.tb_next', [TRACEBACK_FRAME]: '.tb_frame' },
  [Kind.FRAME]: { [FRAME_BACK]: '.f_back', [FRAME_FUNCTION]: 'its function', [FRAME_LOCALS]: 'its locals' },
  [Kind.FUNCTION]: {
    [FUNCTION_CLOSURE]: '.__closure__',
    [FUNCTION_DEFAULTS]: '.__defaults__',
    [FUNCTION_KWDEFAULTS]: '.__kwdefaults__',
    [FUNCTION_GLOBALS]: '.__globals__',
    [FUNCTION_DICT]: '.__dict__',
  },
  [Kind.METHOD]: { [METHOD_SELF]: '.__self__' },
  [Kind.MODULE]: { [MODULE_DICT]: '.__dict__' },
  [Kind.CLASS]: { [CLASS_DICT]: '.__dict__', [CLASS_BASES]: '.__bases__', [CLASS_MRO]: '.__mro__' },
  [Kind.GENERATOR]: { [GEN_SLOTS]: 'its locals', [GEN_EXC]: 'the exception being handled in it' },
  [Kind.COROUTINE]: { [GEN_SLOTS]: 'its locals', [GEN_EXC]: 'the exception being handled in it' },
};

const INNER: ReadonlySet<number> = new Set([Kind.PART, Kind.CELL]);

/** Names of references, by the layouts of the built-in objects and the shapes of instances. */
export class ReferenceNames {
  private readonly vm: VM;

  constructor(vm: VM) {
    this.vm = vm;
  }

  /**
   * @param slot offset of the reference in `from`
   * @param owner what holds `from`, as far as it is known; 0 otherwise
   */
  name(from: Ref, slot: number, owner: Ref): ReferenceName {
    const { vm } = this;
    const kind = vm.kindOf(from);
    if (kind === Kind.PART) return { text: this.item(from, slot, owner), within: true };
    if (INNER.has(kind)) return { text: '', within: true };
    if (kind === Kind.TUPLE) return { text: `[${slot - ITEMS_DATA}]`, within: false };
    if (kind === Kind.DICT && this.isNamespace(from, owner)) return { text: '', within: true };
    return { text: FIELDS[kind]?.[slot] ?? this.attribute(from, slot), within: false };
  }

  /** The dict of a module, a class or an instance, rather than one that the program made. */
  isNamespace(dict: Ref, owner: Ref): boolean {
    const { vm } = this;
    if (owner === 0) return false;
    const kind = vm.kindOf(owner);
    if (kind === Kind.MODULE || kind === Kind.CLASS) return true;
    const at = vm.info.dictSlot[vm.shapeOf(owner)]!;
    return at !== 0 && vm.i32[owner + at] === dict;
  }

  private attribute(from: Ref, slot: number): string {
    const { vm } = this;
    const layout = vm.info.layouts[vm.shapeOf(from)];
    for (const [id, at] of layout?.slots ?? []) if (at === slot) return `.${vm.strings.nameText(id)}`;
    if (vm.info.dictSlot[vm.shapeOf(from)] === slot) return '.__dict__';
    if (vm.info.classSlot[vm.shapeOf(from)] === slot) return '.__class__';
    return 'inside';
  }

  /** `from` holds the items of `owner`: a list's, a dict's, a frame's. */
  private item(from: Ref, slot: number, owner: Ref): string {
    const { vm } = this;
    const index = slot - ITEMS_DATA;
    if (owner === 0) return `[${index}]`;
    switch (vm.kindOf(owner)) {
      case Kind.DICT:
        return vm.i32[owner + DICT_ENTRIES] === from ? this.entry(from, index) : `[${index}]`;
      case Kind.LIST:
        return `[${index}]`;
      case Kind.SET:
      case Kind.FROZENSET:
        return 'an element';
      case Kind.FRAME:
        return this.local(vm.i32[owner + FRAME_CODE]!, index);
      case Kind.GENERATOR:
      case Kind.COROUTINE:
      case Kind.ASYNC_GENERATOR:
        return this.local(vm.i32[owner + GEN_CODE]!, index);
      default:
        return 'inside';
    }
  }

  private entry(entries: Ref, index: number): string {
    const { vm } = this;
    const key = vm.i32[entries + ITEMS_DATA + (index & ~1)]!;
    const text = shortValue(vm, key);
    return (index & 1) === 0 ? `key ${text}` : `[${text}]`;
  }

  local(code: number, index: number): string {
    const name = this.vm.codes.infos[code]?.code.localsPlusNames[index];
    return name === undefined ? 'a value being computed' : `local ${name}`;
  }

  /** What an object is, in a word or two. */
  object(ref: Ref): string {
    const { vm } = this;
    if (vm.classOf(ref) === 0) return 'an object';
    switch (vm.kindOf(ref)) {
      case Kind.CLASS:
        return `class ${vm.classes.nameOf(ref)}`;
      case Kind.FUNCTION:
        return `function ${this.codeName(vm.i32[ref + CODE_ID]!)}`;
      case Kind.FRAME:
        return `frame of ${this.codeName(vm.i32[ref + FRAME_CODE]!)}`;
      case Kind.GENERATOR:
      case Kind.COROUTINE:
      case Kind.ASYNC_GENERATOR:
        return `${vm.typeName(ref)} ${this.codeName(vm.i32[ref + GEN_CODE]!)}`;
      default:
        return vm.typeName(ref);
    }
  }

  codeName(code: number): string {
    const qualname = this.vm.codes.infos[code]?.code.qualname;
    if (qualname === undefined) return 'a function';
    return qualname === '<module>' ? 'the module' : `${qualname}()`;
  }
}
