import { MARK_WORD } from '../../heap/layout.ts';

/**
 * Where an operand is while compiled code runs between two safepoints.
 *
 * - slot: in its place on the root stack, owned.
 * - owned: in a JavaScript variable, owned.
 * - local, constant: borrowed from a local variable of the frame or from the constants, which hold it.
 * - borrowed: in a variable, held by something that only code of the program could change.
 * - null: the empty slot below a callable.
 */
export type Operand =
  | { readonly kind: 'slot' }
  | { readonly kind: 'owned'; readonly name: string }
  | { readonly kind: 'local'; readonly slot: number }
  | { readonly kind: 'constant'; readonly index: number }
  | { readonly kind: 'borrowed'; readonly name: string }
  | { readonly kind: 'null' };

/**
 * The operand stack as it is known while code is generated, and the text that moves operands about.
 *
 * INVARIANT rooted: at every safepoint, and before everything that may raise or run code of the program, all operands but those that the
 * instruction consumes are in their slots, owned. The consumed ones are arguments of a support function, which roots them.
 */
export class Operands {
  readonly stack: Operand[] = [];
  readonly lines: string[] = [];
  readonly counting: boolean;
  /** Offset of the first operand from the frame's base. */
  private readonly first: number;
  private temporaries = 0;
  /** Of the instruction at hand. */
  pc = 0;

  constructor(counting: boolean, first: number) {
    this.counting = counting;
    this.first = first;
  }

  begin(depth: number): void {
    this.lines.length = 0;
    this.stack.length = 0;
    for (let k = 0; k < depth; k++) this.stack.push({ kind: 'slot' });
  }

  temporary(): string {
    return `t${this.temporaries++}`;
  }

  /** `let` variables are declared at the top of the function: a slow path may assign them. */
  get count(): number {
    return this.temporaries;
  }

  // ---- Text for places and values

  place(index: number): string {
    return `S[fp + ${this.first + index}]`;
  }

  /** Stack pointer with `depth` operands. */
  top(depth = this.stack.length): string {
    return `fp + ${this.first + depth}`;
  }

  valueOf(operand: Operand, index: number): string {
    switch (operand.kind) {
      case 'slot':
        return this.place(index);
      case 'owned':
      case 'borrowed':
        return operand.name;
      case 'local':
        return `S[fp + ${operand.slot}]`;
      case 'constant':
        return `W.words[${operand.index}]`;
      case 'null':
        return '0';
    }
  }

  /** The operand `below` the top (0: the top itself). */
  at(below: number): Operand {
    return this.stack[this.stack.length - 1 - below]!;
  }

  isOwned(below: number): boolean {
    const { kind } = this.at(below);
    return kind === 'slot' || kind === 'owned';
  }

  /** Bits that say which of the top `count` operands are owned, the lowest of them first. */
  mask(count: number): number {
    let mask = 0;
    for (let k = 0; k < count; k++) if (this.isOwned(count - 1 - k)) mask |= 1 << k;
    return mask;
  }

  /** A variable that holds the operand `below` the top. */
  peek(below: number): string {
    const index = this.stack.length - 1 - below;
    const operand = this.stack[index]!;
    if (operand.kind === 'owned' || operand.kind === 'borrowed') return operand.name;
    const name = this.temporary();
    this.lines.push(`${name} = ${this.valueOf(operand, index)};`);
    return name;
  }

  push(operand: Operand): void {
    this.stack.push(operand);
  }

  /** A new owned operand, in a variable. */
  pushOwned(name: string): void {
    this.stack.push({ kind: 'owned', name });
  }

  // ---- Counts

  retainText(name: string): string {
    return this.counting ? `I[${name} + ${MARK_WORD}] = I[${name} + ${MARK_WORD}] + 1;` : '';
  }

  /** Releases what is in a variable, once `text` has run the operands that are left are in their slots. */
  release(name: string): void {
    if (!this.counting) return;
    this.settle(0);
    this.lines.push(
      `if ((I[${name} + ${MARK_WORD}] = I[${name} + ${MARK_WORD}] - 1) === 0) X.dead(${name}, ${this.pc}, ${this.top()});`,
    );
  }

  /** Takes the top operand off and releases it. */
  drop(): void {
    if (!this.counting || !this.isOwned(0)) {
      this.stack.pop();
      return;
    }
    const name = this.peek(0);
    this.stack.pop();
    this.release(name);
  }

  /** Takes the top operand off, as an owned reference in a variable. */
  popOwned(): string {
    const index = this.stack.length - 1;
    const operand = this.stack[index]!;
    const name = this.temporary();
    this.lines.push(`${name} = ${this.valueOf(operand, index)};`);
    if (!this.isOwned(0) && operand.kind !== 'null') this.lines.push(this.retainText(name));
    this.stack.pop();
    return name;
  }

  // ---- Rooting

  /** Puts all operands but the top `count` into their slots. */
  settle(count: number): void {
    for (let index = 0; index < this.stack.length - count; index++) this.settleAt(index);
  }

  private settleAt(index: number): void {
    const operand = this.stack[index]!;
    if (operand.kind === 'slot') return;
    const place = this.place(index);
    this.lines.push(`${place} = ${this.valueOf(operand, index)};`);
    if (operand.kind !== 'owned' && operand.kind !== 'null') this.lines.push(this.retainText(place));
    this.stack[index] = { kind: 'slot' };
  }

  /** Before local `slot` changes: operands borrowed from it get a reference of their own. */
  detach(slot: number): void {
    this.stack.forEach((operand, index) => {
      if (operand.kind === 'local' && operand.slot === slot) this.settleAt(index);
    });
  }

  /** Takes `count` operands off that somebody else has consumed. */
  forget(count: number): void {
    this.stack.length -= count;
  }
}
