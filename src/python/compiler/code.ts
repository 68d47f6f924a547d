/**
 * The compiler's product: a code object on the host's side, independent of any heap.
 * Its layout follows CPython 3.11 (PEP 626 positions, zero-cost exception tables).
 */
import { INSTRUCTION_WORDS } from './opcodes.ts';

/** A compile-time constant; `code` constants are the bodies of nested functions and classes. */
export type Constant =
  | { readonly kind: 'none' }
  | { readonly kind: 'ellipsis' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'int'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'complex'; readonly real: number; readonly imag: number }
  | { readonly kind: 'str'; readonly value: string }
  | { readonly kind: 'bytes'; readonly value: Uint8Array }
  | { readonly kind: 'tuple'; readonly items: readonly Constant[] }
  | { readonly kind: 'frozenset'; readonly items: readonly Constant[] }
  | { readonly kind: 'code'; readonly code: Code };

/** `co_flags` bits, with CPython's values. */
export const CodeFlag = {
  OPTIMIZED: 0x1,
  NEWLOCALS: 0x2,
  VARARGS: 0x4,
  VARKEYWORDS: 0x8,
  NESTED: 0x10,
  GENERATOR: 0x20,
  COROUTINE: 0x80,
  ITERABLE_COROUTINE: 0x100,
  ASYNC_GENERATOR: 0x200,
  FUTURE_ANNOTATIONS: 0x1000000,
} as const;

/** What a slot of the frame holds; a LOCAL that is also a CELL is an argument that a closure captures. */
export const LocalKind = { LOCAL: 0x20, CELL: 0x40, FREE: 0x80 } as const;

/**
 * One protected range. An exception raised at `start <= pc < end` unwinds the operand stack to `depth`,
 * pushes the raising pc as an int if `lasti`, pushes the exception and continues at `target`.
 */
export interface ExceptionEntry {
  readonly start: number;
  readonly end: number;
  readonly target: number;
  readonly depth: number;
  readonly lasti: boolean;
}

export interface CodeFields {
  readonly name: string;
  readonly qualname: string;
  readonly filename: string;
  readonly firstLine: number;
  readonly flags: number;
  readonly argCount: number;
  readonly posOnlyArgCount: number;
  readonly kwOnlyArgCount: number;
  readonly varNames: readonly string[];
  readonly cellNames: readonly string[];
  readonly freeNames: readonly string[];
  readonly localsPlusNames: readonly string[];
  readonly localsPlusKinds: Uint8Array;
  readonly stackSize: number;
  readonly instructions: Int32Array;
  readonly constants: readonly Constant[];
  readonly names: readonly string[];
  readonly exceptionTable: readonly ExceptionEntry[];
  readonly positions: Int32Array;
}

/** Words per instruction in `Code.positions`: line, end line, column, end column; -1 where unknown. */
export const POSITION_WORDS = 4;

/**
 * A compiled function body, class body, comprehension or module.
 *
 * Frame slots ("locals plus"): the arguments and fast locals, then the cells that are no arguments, then
 * the free variables. An argument that is a cell keeps its argument slot (MAKE_CELL boxes it there).
 * `*args` and `**kwargs` follow the positional and keyword-only arguments in `varNames` and are not counted
 * by `argCount` (which includes positional-only) or `kwOnlyArgCount`.
 */
export class Code implements CodeFields {
  readonly name: string;
  readonly qualname: string;
  readonly filename: string;
  readonly firstLine: number;
  readonly flags: number;
  readonly argCount: number;
  readonly posOnlyArgCount: number;
  readonly kwOnlyArgCount: number;
  readonly varNames: readonly string[];
  readonly cellNames: readonly string[];
  readonly freeNames: readonly string[];
  readonly localsPlusNames: readonly string[];
  /** LocalKind bits per slot. */
  readonly localsPlusKinds: Uint8Array;
  readonly stackSize: number;
  /** INSTRUCTION_WORDS per instruction: opcode, argument, two words free for inline caches. */
  readonly instructions: Int32Array;
  readonly constants: readonly Constant[];
  readonly names: readonly string[];
  /** Sorted by start; ranges do not overlap. */
  readonly exceptionTable: readonly ExceptionEntry[];
  /** POSITION_WORDS per instruction: line, end line, column, end column (UTF-8 bytes); -1 if unknown. */
  readonly positions: Int32Array;

  constructor(fields: CodeFields) {
    this.name = fields.name;
    this.qualname = fields.qualname;
    this.filename = fields.filename;
    this.firstLine = fields.firstLine;
    this.flags = fields.flags;
    this.argCount = fields.argCount;
    this.posOnlyArgCount = fields.posOnlyArgCount;
    this.kwOnlyArgCount = fields.kwOnlyArgCount;
    this.varNames = fields.varNames;
    this.cellNames = fields.cellNames;
    this.freeNames = fields.freeNames;
    this.localsPlusNames = fields.localsPlusNames;
    this.localsPlusKinds = fields.localsPlusKinds;
    this.stackSize = fields.stackSize;
    this.instructions = fields.instructions;
    this.constants = fields.constants;
    this.names = fields.names;
    this.exceptionTable = fields.exceptionTable;
    this.positions = fields.positions;
  }

  /** The source line of the instruction at word offset `pc`, or -1 for an artificial instruction. */
  lineOf(pc: number): number {
    return this.positions[Math.floor(pc / INSTRUCTION_WORDS) * POSITION_WORDS] ?? -1;
  }

  /** The protected range that covers word offset `pc`, if any (binary search). */
  handlerFor(pc: number): ExceptionEntry | undefined {
    const table = this.exceptionTable;
    let low = 0;
    let high = table.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((table[middle] as ExceptionEntry).start <= pc) low = middle + 1;
      else high = middle;
    }
    const entry = low > 0 ? table[low - 1] : undefined;
    return entry !== undefined && pc < entry.end ? entry : undefined;
  }
}
