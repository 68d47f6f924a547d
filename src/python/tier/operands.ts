import { MARK_WORD } from '../../heap/layout.ts';

/**
 * Where an operand is while compiled code runs between two safepoints.
 *
 * - slot: in its place on the root stack, owned. `name` is a variable or a literal with the same, where objects do not move.
 * - owned: in a JavaScript variable, owned.
 * - local, constant: borrowed from a local variable of the frame or from the constants, which hold it.
 * - borrowed: in a variable, held by something that only code of the program could change.
 * - null: the empty slot below a callable.
 */
export type Operand =
  | { readonly kind: 'slot'; readonly name?: string }
  | { readonly kind: 'owned'; readonly name: string }
  | { readonly kind: 'local'; readonly slot: number }
  | { readonly kind: 'constant'; readonly index: number }
  | { readonly kind: 'borrowed'; readonly name: string }
  | { readonly kind: 'null' };

/** Text around a slow path: it puts operands into their slots, and takes them back. */
export interface Aside {
  readonly before: string;
  readonly after: string;
}

/** Text of local variables and of constants. */
export interface Held {
  readonly local: (slot: number) => string;
  readonly constant: (index: number) => string;
}

/**
 * The operand stack as it is known while code is generated, and the text that moves operands about.
 *
 * INVARIANT rooted: at every safepoint, and before everything that may raise or run code of the program, all operands but those that the
 * instruction consumes are in their slots, owned. The consumed ones are arguments of a support function, which roots them.
 */
export class Operands {
  stack: Operand[] = [];
  readonly lines: string[] = [];
  readonly counting: boolean;
  private readonly moving: boolean;
  private readonly held: Held;
  /** Offset of the first operand from the frame's base. */
  private readonly first: number;
  private temporaries = 0;
  /** Of the instruction at hand. */
  pc = 0;

  constructor(counting: boolean, moving: boolean, first: number, held: Held) {
    this.counting = counting;
    this.moving = moving;
    this.first = first;
    this.held = held;
  }

  /** A block begins, with operands as they were left for it alone; null: all are in their slots. */
  begin(depth: number, operands: readonly Operand[] | null): void {
    this.lines.length = 0;
    this.stack = operands === null ? [] : [...operands];
    for (let k = this.stack.length; k < depth; k++) this.stack.push({ kind: 'slot' });
  }

  temporary(): string {
    return `t${this.temporaries++}`;
  }

  /** `var` variables are declared at the top of the function: a slow path may assign them. */
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
        return operand.name ?? this.place(index);
      case 'owned':
      case 'borrowed':
        return operand.name;
      case 'local':
        return this.held.local(operand.slot);
      case 'constant':
        return this.held.constant(operand.index);
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

  /** A variable that holds the operand `below` the top, or a literal. */
  peek(below: number): string {
    const index = this.stack.length - 1 - below;
    const operand = this.stack[index]!;
    const text = this.valueOf(operand, index);
    if (!text.includes('[')) return text;
    const name = this.temporary();
    this.lines.push(`${name} = ${text};`);
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

  /** One count less. @returns the condition that it was the last */
  lastText(name: string): string {
    return `(I[${name} + ${MARK_WORD}] = I[${name} + ${MARK_WORD}] - 1) === 0`;
  }

  /** Releases what is in a variable, and is no operand any more. */
  release(name: string): void {
    if (!this.counting) return;
    const { before, after } = this.aside(0);
    this.lines.push(
      `if (${this.lastText(name)}) { ${before} X.dead(${name}, ${this.pc}, ${this.top()}); ${after} }`,
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

  /** Takes the top operand off, as an owned reference in a variable of its own. */
  popOwned(): string {
    const index = this.stack.length - 1;
    const operand = this.stack[index]!;
    this.stack.pop();
    if (operand.kind === 'owned') return operand.name;
    const name = this.temporary();
    this.lines.push(`${name} = ${this.valueOf(operand, index)};`);
    if (operand.kind !== 'slot' && operand.kind !== 'null') this.lines.push(this.retainText(name));
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
    const value = this.valueOf(operand, index);
    this.lines.push(this.rootText(operand, index));
    const isStable = !this.moving && operand.kind !== 'local';
    this.stack[index] = isStable ? { kind: 'slot', name: value } : { kind: 'slot' };
  }

  private rootText(operand: Operand, index: number): string {
    const place = this.place(index);
    const value = this.valueOf(operand, index);
    const isOwned = operand.kind === 'owned' || operand.kind === 'null';
    return `${place} = ${value};${isOwned ? '' : ` ${this.retainText(value.includes('[') ? place : value)}`}`;
  }

  /** Operands in their slots, for a block that is entered from several places. */
  settledText(operands: readonly Operand[]): string[] {
    return operands.flatMap((operand, index) =>
      operand.kind === 'slot' ? [] : [this.rootText(operand, index)],
    );
  }

  /**
   * For a slow path: all operands but the top `count` are in their slots between `before` and `after`. Those that code of the program
   * could take away are put there at once, for good.
   */
  aside(count: number): Aside {
    const before: string[] = [];
    const after: string[] = [];
    for (let index = 0; index < this.stack.length - count; index++) {
      if (this.stack[index]!.kind === 'borrowed') this.settleAt(index);
      const operand = this.stack[index]!;
      if (operand.kind === 'slot') continue;
      before.push(this.rootText(operand, index));
      if (operand.kind === 'owned') {
        if (this.moving) after.push(`${operand.name} = ${this.place(index)};`);
      } else if (operand.kind !== 'null' && this.counting) {
        const value = this.valueOf(operand, index);
        after.push(`I[${value} + ${MARK_WORD}] = I[${value} + ${MARK_WORD}] - 1;`);
      }
    }
    return { before: before.join(' '), after: after.join(' ') };
  }

  /** Before local `slot` changes: operands borrowed from it get a reference of their own. */
  detach(slot: number): void {
    this.stack.forEach((operand, index) => {
      if (operand.kind === 'local' && operand.slot === slot) this.settleAt(index);
    });
  }

  /** A support function has written into slots: nothing else has the same now. */
  unname(): void {
    this.stack = this.stack.map((operand) => (operand.kind === 'slot' ? { kind: 'slot' } : operand));
  }

  /** Takes `count` operands off that somebody else has consumed. */
  forget(count: number): void {
    this.stack.length -= count;
  }
}
