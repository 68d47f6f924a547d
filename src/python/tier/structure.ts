import type { Block } from './flow-graph.ts';
import type { Operand } from './operands.ts';

/** How a block ends, in generated text. `lines` run before control goes to `target`. */
export interface Arm {
  readonly lines: readonly string[];
  /** pc of the block that follows. */
  readonly target: number;
  /** Where operands are then. */
  readonly operands: readonly Operand[];
}
export type Ending =
  | { readonly kind: 'left' }
  | { readonly kind: 'jump'; readonly arm: Arm }
  | { readonly kind: 'branch'; readonly condition: string; readonly yes: Arm; readonly no: Arm };

export interface EmittedBlock {
  readonly lines: readonly string[];
  readonly ending: Ending;
}

export interface BlockEmitter {
  /** `operands`: where they are when the block is entered; null: all in their slots. */
  block(block: Block, operands: readonly Operand[] | null): EmittedBlock;
  /** Text that puts operands into their slots. */
  settled(operands: readonly Operand[]): readonly string[];
}

/**
 * Writes blocks as structured JavaScript: loops, labelled blocks that are broken out of, and if-else, after Ramsey,
 * "Beyond Relooper: Recursive Translation of Unstructured Control Flow to Structured Control Flow" (2022).
 */
export class Structure {
  private readonly blocks: readonly Block[];
  private readonly emitter: BlockEmitter;
  private readonly indexOf: ReadonlyMap<number, number>;
  /** Merge blocks by their dominator, the last in reverse postorder first. */
  private readonly merges: readonly Block[][];
  private readonly lines: string[] = [];

  constructor(blocks: readonly Block[], emitter: BlockEmitter) {
    this.blocks = blocks;
    this.emitter = emitter;
    this.indexOf = new Map(blocks.map(({ start, index }) => [start, index]));
    this.merges = blocks.map(() => []);
    for (const block of blocks.toReversed()) if (block.isMerge) this.merges[block.dominator]!.push(block);
  }

  text(): string {
    this.tree(this.blocks[0]!, null);
    return this.lines.join('\n');
  }

  private tree(block: Block, operands: readonly Operand[] | null): void {
    if (block.isLoop) this.lines.push(`L${block.index}: for (;;) {`);
    this.within(block, this.merges[block.index]!, 0, operands);
    if (block.isLoop) this.lines.push('}');
  }

  /** The block itself, wrapped in a labelled block for each merge that it dominates, from `first` on. */
  private within(
    block: Block,
    merges: readonly Block[],
    first: number,
    operands: readonly Operand[] | null,
  ): void {
    const merge = merges[first];
    if (merge === undefined) {
      this.body(block, operands);
      return;
    }
    this.lines.push(`M${merge.index}: {`);
    this.within(block, merges, first + 1, operands);
    this.lines.push('}');
    this.tree(merge, null);
  }

  private body(block: Block, operands: readonly Operand[] | null): void {
    const { lines, ending } = this.emitter.block(block, operands);
    this.lines.push(...lines);
    if (ending.kind === 'jump') this.arm(block, ending.arm);
    if (ending.kind !== 'branch') return;
    this.lines.push(`if (${ending.condition}) {`);
    this.arm(block, ending.yes);
    this.lines.push('} else {');
    this.arm(block, ending.no);
    this.lines.push('}');
  }

  private arm(from: Block, { lines, target, operands }: Arm): void {
    this.lines.push(...lines);
    const to = this.blocks[this.indexOf.get(target)!]!;
    if (to.isLoop || to.isMerge) this.lines.push(...this.emitter.settled(operands));
    if (to.index <= from.index) this.lines.push(`continue L${to.index};`);
    else if (to.isMerge) this.lines.push(`break M${to.index};`);
    else this.tree(to, to.isLoop ? null : operands);
  }
}
