import { INSTRUCTION_WORDS, Op } from '../compiler/opcodes.ts';
import type { CodeInfo } from '../vm/codes.ts';
import type { VM } from '../vm/vm.ts';
import { epilogue, prologue } from './call-text.ts';
import { Emission } from './emission.ts';
import { Emitter } from './emitter.ts';
import type { CompiledCode, Environment, Rules } from './environment.ts';
import type { Feedback } from './feedback.ts';
import { type Block, flowGraph } from './flow-graph.ts';
import type { Segments } from './segments.ts';
import { Structure } from './structure.ts';

/** Longer code stays with the interpreter: the host does not optimise functions over 60 KB of its own bytecode. */
const INSTRUCTIONS_MAX = 1_500;

export interface Compiled {
  readonly code: CompiledCode;
  /** Called with KEPT, it takes over what the host has made of the text. */
  readonly keeper: CompiledCode;
  /** Operands on the stack before each instruction that it executes. */
  readonly depths: ReadonlyMap<number, number>;
}

/**
 * JavaScript for a code object, entered at `entry` with `depth` operands on the stack.
 * @returns null if the code is too long or its control flow has no structure
 */
export function compileCode(
  vm: VM,
  info: CodeInfo,
  entry: number,
  depth: number,
  segments: Segments,
  rules: Rules,
  feedback: Feedback,
  environment: Environment,
): Compiled | null {
  const code = info.instructions;
  if (code.length / INSTRUCTION_WORDS > INSTRUCTIONS_MAX) return null;
  const graph = flowGraph(code, entry, depth);
  if (graph === null) return null;
  const { blocks, depths } = graph;
  const emission = new Emission(vm, info, rules, feedback, segments, boundLocals(info, blocks, entry));
  const emitter = new Emitter(emission);
  const beginning = prologue(emission, entry);
  const body = new Structure(blocks, emitter).text();
  const temporaries = Array.from({ length: emission.ops.count }, (_, k) => `t${k}`);
  const text = [
    '"use strict";',
    `const { ${Object.keys(environment).join(', ')} } = environment;`,
    `return function ${functionName(info)}(ret, fp, entered) {`,
    ...beginning,
    temporaries.length > 0 ? `var ${temporaries.join(', ')};` : '',
    'E: {',
    body,
    '}',
    ...epilogue(emission),
    '};',
  ].join('\n');
  const { make, keeper } = known(text);
  return { code: make(environment, code), keeper, depths };
}

type Maker = (environment: Partial<Environment>, code: Int32Array) => CompiledCode;

/** What is known of a text in this process. */
interface Known {
  readonly make: Maker;
  /** One closure more of the same text: the host lets go of what it has made of a text with the last closure that uses it. */
  readonly keeper: CompiledCode;
}

/** By their text: a machine that runs the same program as an earlier one finds what the host has made of it, optimised. */
const texts = new Map<string, Known>();
const TEXTS_MAX = 4096;
const NO_CODE = new Int32Array(0);

function known(text: string): Known {
  const before = texts.get(text);
  if (before !== undefined) return before;
  if (texts.size >= TEXTS_MAX) texts.clear();
  const make = new Function('environment', 'C', text) as Maker;
  const made = { make, keeper: make({}, NO_CODE) };
  texts.set(text, made);
  return made;
}

/** A name for profiles. */
function functionName(info: CodeInfo): string {
  return `py_${info.code.name.replace(/[^A-Za-z0-9_]/g, '_')}_${info.id}`;
}

/** Which locals are bound for sure: forward data flow over the blocks. */
function boundLocals(info: CodeInfo, blocks: readonly Block[], entry: number) {
  const code = info.instructions;
  const everything = (1n << BigInt(info.slots)) - 1n;
  const parameters = entry === 0 ? (1n << BigInt(info.parameters)) - 1n : 0n;
  const before = blocks.map((_, index) => (index === 0 ? parameters : everything));
  for (let changed = true; changed; ) {
    changed = false;
    for (const block of blocks) {
      let bound = before[block.index]!;
      for (let pc = block.start; pc < block.end; pc += INSTRUCTION_WORDS) bound = after(code, pc, bound);
      for (const to of block.successors) {
        const meet = before[to]! & bound;
        if (meet === before[to]) continue;
        before[to] = meet;
        changed = true;
      }
    }
  }
  const at = new Map<number, bigint>();
  for (const block of blocks) {
    let bound = before[block.index]!;
    for (let pc = block.start; pc < block.end; pc += INSTRUCTION_WORDS) {
      at.set(pc, bound);
      bound = after(code, pc, bound);
    }
  }
  return (pc: number, slot: number): boolean => ((at.get(pc)! >> BigInt(slot)) & 1n) === 1n;
}

function after(code: Int32Array, pc: number, bound: bigint): bigint {
  switch (code[pc]) {
    case Op.LOAD_FAST:
    case Op.STORE_FAST:
      return bound | (1n << BigInt(code[pc + 1]!));
    case Op.DELETE_FAST:
      return bound & ~(1n << BigInt(code[pc + 1]!));
    default:
      return bound;
  }
}
