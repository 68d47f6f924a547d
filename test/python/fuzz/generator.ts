import { Choices } from './choices.ts';
import {
  CLASS_BASES,
  CLASS_LINES,
  CLOSURE_ENDS,
  COROUTINE_LINES,
  EXPRESSIONS,
  FUNCTION_LINES,
  GENERATOR_LINES,
  HANDLERS,
  ITERABLES,
  LINES,
  LOOP_LINES,
  MANAGERS,
  PARAMETERS,
  PATTERNS,
} from './templates.ts';

const LOCALS = ['a', 'b', 'c', 'd', 'e'];
const GLOBALS = ['G0', 'G1', 'G2'];
const CLASSES = [
  ...[
    'R',
    'R',
    'R',
    'Sub',
    'Slotted',
    'Back',
    'Items',
    'Table',
    'Fault',
    'Keyed',
    'Props',
    'Broken',
    'Broken',
  ],
  ...['Ops', 'Ops', 'Made'],
];

type FunctionKind = 'none' | 'function' | 'generator' | 'coroutine';

/** Where a statement stands: what it may name and do there. */
interface Place {
  readonly depth: number;
  readonly names: readonly string[];
  readonly loop: boolean;
  readonly fn: FunctionKind;
}

/** Random programs about lifetimes: what they print shows when each object died. The same seed gives the same program. */
export class ProgramGenerator {
  private readonly choices: Choices;
  private readonly lines: string[] = [];
  private serial = 0;
  private functions = 0;
  private readonly functionNames: string[] = [];

  constructor(seed: number) {
    this.choices = new Choices(seed);
  }

  /** The program, without the prelude that its classes and helpers are in. */
  program(): string {
    for (const name of [...GLOBALS, ...LOCALS]) this.emit(0, `${name} = None`);
    const top: Place = { depth: 0, names: [...LOCALS, ...GLOBALS], loop: false, fn: 'none' };
    const rounds = 2 + this.choices.below(3);
    for (let k = 0; k < rounds; k++) {
      this.define(top);
      this.block(top, 3 + this.choices.below(4));
    }
    if (this.choices.once(2)) this.emit(0, "print('collected', gc.collect())");
    this.emit(0, "print('end', len(kept), [ref() is None for ref in refs])");
    return `${this.lines.join('\n')}\n`;
  }

  private emit(depth: number, text: string): void {
    for (const line of text.split('\n')) this.lines.push('    '.repeat(depth) + line);
  }

  private next(): number {
    return ++this.serial;
  }

  private name(place: Place): string {
    return this.choices.of(place.names);
  }

  // ---- Templates

  /** Replaces the letters of a template; expressions inside of it are `depth` levels deep at most. */
  private fill(template: string, place: Place, depth: number): string {
    return template.replaceAll(
      /(?<![\w"'{.])([NETKFL])(2?)(?![\w"'])|(?<![\w"'.])#/g,
      (found, letter?: string) => {
        switch (letter) {
          case 'N':
            return found === 'N2' ? this.other(place) : this.name(place);
          case 'E':
            return this.expression(place, depth);
          case 'T':
            return this.expression(place, 0);
          case 'K':
            return this.choices.of(CLASSES);
          case 'L':
            return this.choices.of(LOCALS);
          case 'F':
            return this.functionNames.length > 0 ? this.choices.of(this.functionNames) : 'give';
          default:
            return `${this.next()}`;
        }
      },
    );
  }

  /** A name that no pattern binds besides. */
  private other(place: Place): string {
    return `${this.name(place)}x`;
  }

  private expression(place: Place, depth: number): string {
    if (depth === 0) return this.choices.once(2) ? this.name(place) : `R(${this.next()})`;
    return this.fill(this.choices.of(EXPRESSIONS), place, depth - 1);
  }

  private line(place: Place): string {
    const { choices } = this;
    let from = LINES;
    if (place.loop && choices.once(12)) from = LOOP_LINES;
    else if (place.fn === 'function' && choices.once(16)) from = FUNCTION_LINES;
    else if (place.fn === 'generator' && choices.once(4)) from = GENERATOR_LINES;
    else if (place.fn === 'coroutine' && choices.once(4)) from = COROUTINE_LINES;
    return this.fill(choices.of(from), place, 2);
  }

  // ---- Statements

  private block(place: Place, count: number): void {
    for (let k = 0; k < count; k++) this.statement(place);
  }

  /** A nested block, one level deeper. */
  private nested(place: Place, count = 1 + this.choices.below(3)): void {
    this.block({ ...place, depth: place.depth + 1 }, count);
  }

  private statement(place: Place): void {
    const { choices } = this;
    if (place.depth < 3 && choices.once(3)) {
      choices.of(COMPOUND)(this, place);
      return;
    }
    if (choices.once(6)) this.emit(place.depth, `print(${this.next()})`);
    const line = this.line(place);
    if (choices.once(place.fn === 'none' ? 12 : 4)) {
      this.emit(place.depth, line);
      return;
    }
    this.emit(place.depth, 'try:');
    this.emit(place.depth + 1, line);
    const handler = this.fill(choices.of(HANDLERS), place, 1);
    this.emit(place.depth, handler.includes('error') ? 'except Exception as error:' : 'except Exception:');
    this.emit(place.depth + 1, handler);
  }

  private define(place: Place): void {
    const { choices } = this;
    const name = `f${this.functions++}`;
    const fn = choices.of<FunctionKind>([
      'function',
      'function',
      'function',
      'generator',
      'generator',
      'coroutine',
    ]);
    const depth = place.depth + 1;
    if (choices.once(5)) this.emit(place.depth, '@keep');
    this.emit(
      place.depth,
      `${fn === 'coroutine' ? 'async ' : ''}def ${name}(a, b=${this.expression(place, 1)}, *c, **d):`,
    );
    const shared = choices.once(3);
    if (shared) this.emit(depth, 'global G0, G1');
    this.emit(depth, 'e = None');
    this.emit(depth, 'if spent():\n    return a');
    if (fn === 'generator') this.emit(depth, 'yield a');
    const inner: Place = { depth, names: shared ? [...LOCALS, 'G0', 'G1'] : LOCALS, loop: false, fn };
    this.block(inner, 2 + choices.below(4));
    if (choices.once(2)) this.emit(depth, `return ${this.expression(inner, 2)}`);
    this.functionNames.push(name);
  }

  compoundIf(place: Place): void {
    this.emit(place.depth, `if ${this.expression(place, 1)}:`);
    this.nested(place);
    if (this.choices.once(2)) return;
    this.emit(place.depth, 'else:');
    this.nested(place);
  }

  compoundFor(place: Place): void {
    const over = this.fill(this.choices.of(ITERABLES), place, 1);
    const target = this.choices.once(4) ? `${this.name(place)}, ${this.name(place)}` : this.name(place);
    this.emit(place.depth, `for ${target} in ${over}:`);
    this.emit(place.depth + 1, 'if spent(): break');
    this.nested({ ...place, loop: true });
    if (!this.choices.once(3)) return;
    this.emit(place.depth, 'else:');
    this.nested(place);
  }

  compoundWhile(place: Place): void {
    const name = `n${place.depth}`;
    this.emit(place.depth, `${name} = 0`);
    this.emit(place.depth, `while ${name} < 2:`);
    this.emit(place.depth + 1, `${name} += 1`);
    this.nested({ ...place, loop: true });
  }

  compoundTry(place: Place): void {
    const { choices } = this;
    this.emit(place.depth, 'try:');
    this.nested(place);
    const finish = choices.below(4);
    if (finish > 0) {
      const kind = choices.of(['Exception', 'Exception', 'Fault', '(Fault, ValueError)', 'AttributeError']);
      const bound = choices.once(2) ? choices.of(place.names) : '';
      this.emit(place.depth, `except ${kind}${bound === '' ? '' : ` as ${bound}`}:`);
      if (bound !== '' && choices.once(2)) this.emit(place.depth + 1, `${this.name(place)} = ${bound}`);
      this.nested(place);
      if (choices.once(5))
        this.emit(place.depth + 1, choices.of(['raise', 'raise Fault() from None', 'raise Fault()']));
      // The name is unbound after the handler.
      if (finish === 1) {
        this.emit(place.depth, 'else:');
        this.nested(place);
      }
      if (bound !== '') this.emit(place.depth, `finally:\n    ${bound} = None`);
      return;
    }
    this.emit(place.depth, 'finally:');
    this.nested({ ...place, loop: false });
    if (place.fn === 'function' && choices.once(3))
      this.emit(place.depth + 1, `return ${this.expression(place, 1)}`);
  }

  compoundGroup(place: Place): void {
    this.emit(place.depth, 'try:');
    this.emit(
      place.depth + 1,
      this.fill('raise ExceptionGroup("g", [Fault(E), ValueError(E), KeyError(E)])', place, 1),
    );
    this.emit(
      place.depth,
      `except* ${this.choices.of(['Fault', 'ValueError', '(KeyError, Fault)', 'Exception'])} as error:`,
    );
    this.emit(place.depth + 1, this.fill(this.choices.of(HANDLERS), place, 1));
    if (this.choices.once(2)) {
      this.emit(place.depth, 'except* Exception:');
      this.nested({ ...place, loop: false, fn: 'none' }, 1);
    }
  }

  compoundWith(place: Place): void {
    const managers = this.fill(this.choices.of(MANAGERS), place, 1);
    const target = this.choices.once(2) ? ` as ${this.name(place)}` : '';
    this.emit(place.depth, `with ${managers}${target}:`);
    this.nested(place);
  }

  compoundMatch(place: Place): void {
    this.emit(place.depth, `match ${this.expression(place, 2)}:`);
    this.emit(place.depth + 1, `case ${this.fill(this.choices.of(PATTERNS), place, 0)}:`);
    this.nested({ ...place, depth: place.depth + 1 });
    this.emit(place.depth + 1, 'case _:');
    this.nested({ ...place, depth: place.depth + 1 });
  }

  compoundClosure(place: Place): void {
    const { choices } = this;
    const name = `g${this.functions++}`;
    const depth = place.depth + 1;
    const parameters = this.fill(choices.of(PARAMETERS), place, 1);
    this.emit(place.depth, `def ${name}(${parameters}):`);
    if (!parameters.includes('*y'))
      this.emit(depth, `y = ${this.expression({ ...place, fn: 'function' }, 1)}`);
    if (choices.once(3))
      this.emit(depth, 'def inner():\n    nonlocal x\n    x = [x, y]\n    return x\ninner()');
    this.emit(depth, choices.of(CLOSURE_ENDS).replaceAll(/\bO\b/g, name));
    this.emit(
      place.depth,
      `${this.name(place)} = ${name}${choices.of(['()', '', '(R(0), R(0))', '(w=R(0))'])}`,
    );
    if (choices.once(2)) this.emit(place.depth, `del ${name}`);
  }

  compoundClass(place: Place): void {
    const { choices } = this;
    const name = `C${this.functions++}`;
    this.emit(place.depth, 'try:');
    const depth = place.depth + 1;
    if (choices.once(4)) this.emit(depth, choices.of(['@keep', '@fail', '@give']));
    this.emit(depth, `class ${name}(${this.fill(choices.of(CLASS_BASES), place, 0)}):`);
    const body = 1 + choices.below(3);
    for (let k = 0; k < body; k++) this.emit(depth + 1, this.fill(choices.of(CLASS_LINES), place, 1));
    this.emit(
      depth,
      `${this.name(place)} = ${name}(${choices.of(['', `${this.next()}`, `${this.next()}, ${this.name(place)}`])})`,
    );
    if (choices.once(2)) this.emit(depth, `del ${name}`);
    this.emit(place.depth, "except Exception as error:\n    print('no class', type(error).__name__)");
  }
}

const COMPOUND: readonly ((generator: ProgramGenerator, place: Place) => void)[] = [
  (generator, place) => generator.compoundIf(place),
  (generator, place) => generator.compoundFor(place),
  (generator, place) => generator.compoundTry(place),
  (generator, place) => generator.compoundTry(place),
  (generator, place) => generator.compoundGroup(place),
  (generator, place) => generator.compoundWith(place),
  (generator, place) => generator.compoundWhile(place),
  (generator, place) => generator.compoundMatch(place),
  (generator, place) => generator.compoundClosure(place),
  (generator, place) => generator.compoundClass(place),
];
