/** Where `return`, `break`, `continue`, `yield` and `await` may stand: the checks of CPython's code generator. */
import type { ExprNode } from 'py-ast';
import type { CompileErrors } from './compile-error.ts';
import type { Scope } from './scopes.ts';
import type { NodeSpan } from './source.ts';

/** A statement that the code generator keeps on its stack of blocks. */
export type Block = 'loop' | 'with' | 'try' | 'handler' | 'group handler';

const BLOCKS_MAX = 20;
const GROUP_HANDLER = "'break', 'continue' and 'return' cannot appear in an except* block";

interface PendingReturn {
  readonly node: NodeSpan;
  readonly order: number;
}

/** The blocks around the current statement, per function. */
export class ControlFlow {
  private readonly errors: CompileErrors;
  private blocks: Block[] = [];
  private valueReturns: PendingReturn[] = [];

  constructor(errors: CompileErrors) {
    this.errors = errors;
  }

  /** Runs `body` as a new function, class or module body: no block of the outside counts. */
  insideScope(body: () => Scope): Scope {
    const { blocks, valueReturns } = this;
    this.blocks = [];
    this.valueReturns = [];
    const scope = body();
    // Only now is it known whether an `async def` is a generator.
    if (scope.coroutine && scope.generator && scope.kind === 'function') {
      for (const { node, order } of this.valueReturns) {
        this.errors.report(node, "'return' with value in async generator", order);
      }
    }
    this.blocks = blocks;
    this.valueReturns = valueReturns;
    return scope;
  }

  insideBlock(block: Block, node: NodeSpan, body: () => void): void {
    if (this.blocks.length >= BLOCKS_MAX) this.errors.report(node, 'too many statically nested blocks');
    this.blocks.push(block);
    body();
    this.blocks.pop();
  }

  return(node: NodeSpan, value: ExprNode | null | undefined, scope: Scope): void {
    if (!scope.isFunction) {
      this.errors.report(node, "'return' outside function");
      return;
    }
    const hasValue = value !== undefined && value !== null;
    if (hasValue && scope.isAsync) this.valueReturns.push({ node, order: this.errors.mark() });
    if (!this.blocks.includes('group handler')) return;
    // CPython has just passed a constant when it unwinds, and stands there.
    const atConstant = hasValue && value.nodeType === 'Constant' && value.lineno === node.lineno;
    this.errors.report(atConstant ? value : node, GROUP_HANDLER);
  }

  leaveLoop(node: NodeSpan, keyword: 'break' | 'continue'): void {
    const block = this.blocks.findLast((one) => one === 'loop' || one === 'group handler');
    if (block === 'group handler') this.errors.report(node, GROUP_HANDLER);
    if (block !== undefined) return;
    this.errors.report(
      node,
      keyword === 'break' ? "'break' outside loop" : "'continue' not properly in loop",
    );
  }

  yield(node: NodeSpan, from: boolean, scope: Scope): void {
    if (!scope.isFunction) this.errors.report(node, "'yield' outside function");
    else if (from && scope.isAsync) this.errors.report(node, "'yield from' inside async function");
  }

  await(node: NodeSpan, scope: Scope): void {
    if (!scope.isFunction) this.errors.report(node, "'await' outside function");
    else if (!scope.isAsync && scope.kind !== 'comprehension') {
      this.errors.report(node, "'await' outside async function");
    }
  }

  asyncStatement(node: NodeSpan, keyword: 'for' | 'with', scope: Scope): void {
    if (!scope.isAsync) this.errors.report(node, `'async ${keyword}' outside async function`);
  }
}
