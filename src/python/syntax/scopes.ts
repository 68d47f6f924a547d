/**
 * Scopes and names: the errors of CPython's symbol table (Python/symtable.c).
 *
 * INVARIANT directives-last: whether a `nonlocal` has a binding is decided when the whole module has been seen,
 * from the outermost scope inwards.
 */
import { errorAt } from './compile-error.ts';
import type { NodeSpan, SourceText } from './source.ts';

export type ScopeKind = 'module' | 'class' | 'function' | 'comprehension' | 'annotation';

/** What is known of a name in a scope: a set of bits. */
const PARAMETER = 1;
const LOCAL = 2;
const USED = 4;
const GLOBAL = 8;
const NONLOCAL = 16;
const ANNOTATED = 32;
const ITERATION = 64;

interface Directive {
  readonly name: string;
  readonly node: NodeSpan;
}

export interface ScopeOptions {
  isAsync?: boolean;
  label?: string;
  className?: string;
}

/** One block of code that has names of its own. */
export class Scope {
  readonly kind: ScopeKind;
  readonly parent: Scope | undefined;
  readonly children: Scope[] = [];
  readonly names = new Map<string, number>();
  readonly directives: Directive[] = [];
  /** `async def`, or a comprehension that awaits. */
  coroutine = false;
  generator = false;
  /** Written `async def`: awaits are allowed here. */
  readonly isAsync: boolean;
  /** Inside the iterable of a comprehension: no `:=` there. */
  iterableDepth: number;
  /** Visiting the targets of a comprehension's `for`. */
  inIterationTarget = false;
  /** A comprehension's name in messages. */
  readonly label: string;
  /** The class whose private names (`__x`) are spelled out here. */
  readonly privateTo: string | undefined;

  constructor(kind: ScopeKind, parent: Scope | undefined, options: ScopeOptions = {}) {
    this.kind = kind;
    this.parent = parent;
    this.isAsync = options.isAsync ?? false;
    this.coroutine = this.isAsync;
    this.label = options.label ?? '';
    this.privateTo = options.className ?? parent?.privateTo;
    this.iterableDepth = parent?.iterableDepth ?? 0;
    parent?.children.push(this);
  }

  /** Function bodies, lambdas and comprehensions: CPython's "function block". */
  get isFunction(): boolean {
    return this.kind === 'function' || this.kind === 'comprehension';
  }

  flags(name: string): number {
    return this.names.get(name) ?? 0;
  }

  add(name: string, flag: number): void {
    this.names.set(name, this.flags(name) | flag);
  }

  /** A private name of a class, in full. */
  mangled(name: string): string {
    if (this.privateTo === undefined || !name.startsWith('__') || name.endsWith('__')) return name;
    const owner = this.privateTo.replace(/^_+/, '');
    return owner === '' ? name : `_${owner}${name}`;
  }
}

/** The scopes of one module, built while its tree is walked. */
export class Scopes {
  private readonly source: SourceText;
  readonly module = new Scope('module', undefined);
  current: Scope = this.module;

  constructor(source: SourceText) {
    this.source = source;
  }

  private fail(node: NodeSpan, message: string): never {
    throw errorAt(this.source, node, message);
  }

  /** Runs `body` in a new scope and returns the scope. */
  inside(kind: ScopeKind, options: ScopeOptions, body: () => void): Scope {
    const scope = new Scope(kind, this.current, options);
    this.current = scope;
    body();
    this.current = scope.parent!;
    return scope;
  }

  use(written: string): void {
    const name = this.current.mangled(written);
    this.current.add(name, USED);
  }

  parameter(written: string, node: NodeSpan): void {
    const name = this.current.mangled(written);
    if ((this.current.flags(name) & PARAMETER) !== 0) {
      this.fail(node, `duplicate argument '${name}' in function definition`);
    }
    this.current.add(name, PARAMETER);
  }

  bind(written: string, node: NodeSpan): void {
    const name = this.current.mangled(written);
    const { current } = this;
    if (current.inIterationTarget) {
      if ((current.flags(name) & (GLOBAL | NONLOCAL)) !== 0) {
        this.fail(node, `comprehension inner loop cannot rebind assignment expression target '${name}'`);
      }
      current.add(name, ITERATION);
    }
    current.add(name, LOCAL);
  }

  /** `name: annotation` at statement level. */
  annotate(written: string, simple: boolean, hasValue: boolean, node: NodeSpan): void {
    const name = this.current.mangled(written);
    const flags = this.current.flags(name);
    if ((flags & (GLOBAL | NONLOCAL)) !== 0 && this.current !== this.module && simple) {
      const which = (flags & GLOBAL) !== 0 ? 'global' : 'nonlocal';
      this.fail(node, `annotated name '${name}' can't be ${which}`);
    }
    if (simple) this.current.add(name, ANNOTATED | LOCAL);
    else if (hasValue) this.current.add(name, LOCAL);
  }

  declare(which: 'global' | 'nonlocal', names: readonly string[], node: NodeSpan): void {
    for (const written of names) {
      const name = this.current.mangled(written);
      const flags = this.current.flags(name);
      if ((flags & PARAMETER) !== 0) this.fail(node, `name '${name}' is parameter and ${which}`);
      if ((flags & USED) !== 0) this.fail(node, `name '${name}' is used prior to ${which} declaration`);
      if ((flags & ANNOTATED) !== 0) this.fail(node, `annotated name '${name}' can't be ${which}`);
      if ((flags & LOCAL) !== 0) this.fail(node, `name '${name}' is assigned to before ${which} declaration`);
      this.current.add(name, which === 'global' ? GLOBAL : NONLOCAL);
      this.current.directives.push({ name, node });
    }
  }

  /** The target of `:=`: inside a comprehension it binds in the nearest scope that is none. */
  assignmentExpression(written: string, target: NodeSpan, whole: NodeSpan): void {
    const name = this.current.mangled(written);
    if (this.current.iterableDepth > 0) {
      this.fail(whole, 'assignment expression cannot be used in a comprehension iterable expression');
    }
    if (this.current.kind !== 'comprehension') return;
    for (let scope: Scope | undefined = this.current; scope !== undefined; scope = scope.parent) {
      if (scope.kind === 'comprehension') {
        if ((scope.flags(name) & ITERATION) !== 0) {
          this.fail(target, `assignment expression cannot rebind comprehension iteration variable '${name}'`);
        }
      } else if (scope.kind === 'class') {
        this.fail(target, 'assignment expression within a comprehension cannot be used in a class body');
      } else {
        this.rebind(name, target, scope);
        return;
      }
    }
  }

  private rebind(name: string, target: NodeSpan, scope: Scope): void {
    const outer = scope.kind === 'module' || (scope.flags(name) & GLOBAL) !== 0 ? GLOBAL : NONLOCAL;
    this.current.add(name, outer);
    this.current.directives.push({ name, node: target });
    scope.add(name, scope.kind === 'module' ? GLOBAL : LOCAL);
  }

  importAll(node: NodeSpan): void {
    if (this.current !== this.module) this.fail(node, 'import * only allowed at module level');
  }

  /** `yield` makes a generator, and has no place in a comprehension. */
  yields(node: NodeSpan): void {
    this.forbidInAnnotation('yield expression', node);
    this.current.generator = true;
    if (this.current.kind === 'comprehension') this.fail(node, `'yield' inside ${this.current.label}`);
  }

  forbidInAnnotation(what: string, node: NodeSpan): void {
    if (this.current.kind === 'annotation') this.fail(node, `'${what}' can not be used within an annotation`);
  }

  /** Checks every `global` and `nonlocal`, once the module is complete. */
  resolve(): void {
    this.resolveScope(this.module, new Set());
  }

  private resolveScope(scope: Scope, bound: ReadonlySet<string>): void {
    for (const { name } of scope.directives) {
      const flags = scope.flags(name);
      if ((flags & GLOBAL) !== 0 && (flags & NONLOCAL) !== 0) {
        this.failAtDirective(scope, name, `name '${name}' is nonlocal and global`);
      }
      if ((flags & NONLOCAL) === 0) continue;
      if (scope.kind === 'module') {
        this.failAtDirective(scope, name, 'nonlocal declaration not allowed at module level');
      }
      if (!bound.has(name)) this.failAtDirective(scope, name, `no binding for nonlocal '${name}' found`);
    }
    if (scope.children.length === 0) return;
    const inner = innerBindings(scope, bound);
    for (const child of scope.children) this.resolveScope(child, inner);
  }

  private failAtDirective(scope: Scope, name: string, message: string): never {
    this.fail(scope.directives.find((directive) => directive.name === name)!.node, message);
  }
}

/** What a `nonlocal` inside `scope` can mean. Of a class only the cell that `super()` uses. */
function innerBindings(scope: Scope, bound: ReadonlySet<string>): ReadonlySet<string> {
  if (scope.kind === 'class') return new Set(bound).add('__class__');
  if (!scope.isFunction) return bound;
  const inner = new Set(bound);
  for (const [name, flags] of scope.names) {
    if ((flags & GLOBAL) !== 0) inner.delete(name);
    else if ((flags & (LOCAL | PARAMETER)) !== 0) inner.add(name);
  }
  return inner;
}
